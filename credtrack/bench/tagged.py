"""Which tagged postings does the database bench load? The sample market's, in any number, tagged beforehand."""

import gc
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import islice
from pathlib import Path
from random import Random

from crawler.posting import Posting
from credtrack.bench.inputs import TODAY, market, renumbered, subject_of
from credtrack.bench.workshop import Workshop
from credtrack.sample.boards.shelf import location_names
from credtrack.sample.compose import write
from credtrack.sample.facts import SamplePosting, Written
from nlp.pipeline import build, tag_many
from nlp.shapes import Subject, Tags

BASE = 20_000
CHARACTERS = 2_800
DAYS = 3 * 365
MADE_BY = ("nlp", "credtrack/sample", "credtrack/bench/tagged.py", "credtrack/bench/inputs.py")


@dataclass(frozen=True, slots=True)
class TaggedPosting:
    """A posting, the text in which offsets count, and its tags."""

    posting: Posting
    text: str
    tags: Tags


def sample_base(shop: Workshop) -> list[TaggedPosting]:
    """Give distinct tagged postings of the sample market; they are made once for each state of the code."""
    path = shop.keep("tagged", MADE_BY, _make_base)
    with path.open("rb") as file:
        base: list[TaggedPosting] = pickle.load(file)  # noqa: S301  (the bench's own file)
    gc.freeze()  # millions of objects that no collection has to look through while steps are timed
    return base


def many(base: Sequence[TaggedPosting], count: int, start: int = 0) -> Iterator[TaggedPosting]:
    """Yield that many postings over three years, all distinct; without the first `start`.

    Each round of the base has employers and a time of its own, so that rounds are not copies of one another.
    Numbers in the texts are drawn anew with as many digits, so that offsets hold.
    """
    rounds = -(-count // len(base))
    for number in range(start, count):
        round_number, at = divmod(number, len(base))
        one = base[at]
        days_ago = (round_number + Random(number).random()) * DAYS / rounds
        moment = datetime.combine(TODAY, datetime.min.time(), UTC) - timedelta(days=int(days_ago))
        posting = replace(
            one.posting,
            id=f"sample:bench:{number}",
            employer=f"{one.posting.employer} {round_number}" if round_number else one.posting.employer,
            requisition=f"R-{number}",
            url=f"https://bench.example/{number}",
            body=renumbered(one.posting.body, Random(number)),
            posted_on=moment.date(),
            fetched_at=moment + timedelta(hours=9),
        )
        yield TaggedPosting(posting, renumbered(one.text, Random(number)), one.tags)


def _make_base(path: Path) -> None:
    postings = list(islice(market().postings, BASE))
    written = [write(posting) for posting in postings]
    subjects = [subject_of(posting, words) for posting, words in zip(postings, written, strict=True)]
    tags = tag_many(build(), subjects)
    texts = _lengthened([subject.text for subject in subjects])
    rows = zip(postings, written, subjects, texts, tags, strict=True)
    base = [TaggedPosting(_posting(*row[:4]), row[3], row[4]) for row in rows]
    with path.open("wb") as file:
        pickle.dump(base, file)


def _lengthened(texts: list[str]) -> list[str]:
    """Let each text go on with its neighbors' words up to the length of a real posting."""
    longer = []
    for at, text in enumerate(texts):
        after = at
        while len(text) < CHARACTERS:
            after = (after + 1) % len(texts)
            text += "\n\n" + texts[after]
        longer.append(text[: max(CHARACTERS, len(texts[at]))])
    return longer


def _posting(sample: SamplePosting, written: Written, subject: Subject, text: str) -> Posting:
    added = "".join(f"<p>{escape(part)}</p>" for part in text[len(subject.text) :].split("\n") if part)
    return Posting(
        id=sample.id,
        source=sample.board_employer.slug,
        platform=sample.board_employer.platform,
        url="https://bench.example/",
        title=written.title,
        employer=sample.board_employer.name,
        employer_kind=sample.board_employer.kind,
        body=written.body + added,
        body_kind=written.body_kind,
        fetched_at=datetime.now(UTC),
        locations=tuple(location_names(written)),
        employment_type=written.employment_field,
        remote_field=written.remote_field,
    )
