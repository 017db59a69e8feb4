"""Which postings do the measurements read? Those of the sample market, in any number, each text distinct."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

from crawler.posting import Posting
from credtrack.sample.compose import write
from credtrack.sample.facts import SamplePosting, Written
from credtrack.sample.world import Market, build_market
from db.importing import read_postings
from nlp.shapes import Subject
from nlp.text import to_text

SEED = 20
TODAY = date(2026, 11, 22)
TUNE = 100
# Shorter numbers are part of names such as ICD-10 and of years of experience.
NUMBER = re.compile(r"\d{3,}")
SYLLABLES = (
    "bar",
    "cal",
    "den",
    "far",
    "gol",
    "hem",
    "kar",
    "lin",
    "mor",
    "nev",
    "pol",
    "ros",
    "sel",
    "tam",
    "vin",
)


@cache
def market() -> Market:
    """Build the full sample market, once in a process."""
    return build_market("full", "true", SEED, TODAY)


def subjects(count: int, root: Path) -> list[Subject]:
    """Give that many distinct subjects; half of them vary labelled postings where ../shared lies beside the project."""
    labelled = _labelled(root)
    half = count // 2 if labelled else 0
    return [*islice(_sample(), count - half), *varied(labelled, half)]


def varied(base: list[Subject], count: int) -> Iterator[Subject]:
    """Yield variations of subjects in turn, each with other numbers and another employer."""
    for number in range(count):
        yield vary(base[number % len(base)], number)


def vary(subject: Subject, number: int) -> Subject:
    """Give the subject with its longer numbers drawn anew and its employer renamed."""
    rng = Random(number)
    name = invented_name(rng)
    text = subject.text.replace(subject.employer, name) if subject.employer else subject.text
    return replace(subject, text=f"{renumbered(text, rng)}\n{name} {rng.getrandbits(40)}", employer=name)


def renumbered(text: str, rng: Random) -> str:
    """Give the text with its longer numbers drawn anew, each with as many digits."""
    return NUMBER.sub(lambda found: str(rng.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), text)


def invented_name(rng: Random) -> str:
    """Give an employer's name that no other input is likely to hold."""
    return "".join(rng.choices(SYLLABLES, k=4)).title() + " Health"


def subject_of(posting: SamplePosting, written: Written) -> Subject:
    """Give what the tagger is told of a posting of the sample market."""
    return Subject(
        text=to_text(written.body, written.body_kind).text,
        title=written.title,
        employer=posting.board_employer.name,
        employer_kind=posting.board_employer.kind,
        locations=written.location,
        remote_field=written.remote_field,
        employment_field=written.employment_field,
    )


def _sample() -> Iterator[Subject]:
    """Yield the sample market's subjects; the same words again, as on another site of one employer, are left out."""
    seen: set[str] = set()
    for posting in market().postings:
        subject = subject_of(posting, write(posting))
        if subject.text not in seen:
            seen.add(subject.text)
            yield subject


def _labelled(root: Path) -> list[Subject]:
    """Give the labelled postings on which rules may be tuned, and no others."""
    path = root.parent / "shared" / "gold" / "dev" / "postings.jsonl"
    if not path.exists():
        return []
    found = [posting for posting in read_postings(path) if isinstance(posting, Posting)]
    found.sort(key=lambda posting: sha256(posting.id.rpartition(":")[2].encode()).hexdigest())
    return [_imported(posting) for posting in found[:TUNE]]


def _imported(posting: Posting) -> Subject:
    return Subject(
        text=to_text(posting.body, posting.body_kind).text,
        title=posting.title,
        employer=posting.employer,
        employer_kind=posting.employer_kind,
        locations="; ".join(posting.locations),
    )
