"""Is any posting, however mangled, tagged without a crash, in time, and with proofs that stand where they say?"""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Literal

import pytest

from nlp.pipeline import build, tag
from nlp.shapes import Subject, Tags
from nlp.text import LONGEST, to_text

MUTANTS = 100_000 if os.environ.get("CREDTRACK_PROFILE") == "soak" else 400
PARTS = 2
SECONDS = 2.0
WRITTEN = Path(__file__).parent / "written"
MARKS = (
    "\u202e",
    "\u200f",
    "\u2067",
    "👩‍💻",
    "🏥",
    "\0",
    "\ud83d",
    "\u0301",
    "\ufeff",
    "\u2028",
    "\x85",
    "\t",
    "ſ",
    "İ",
    "ß",
)
TAGS = ("<p>", "</p>", "<div><div>", "<b>", "<ul><li>", "</li>", "<table><tr><td>", "<br/>", "<!--", "]]>", "&amp;lt;p&amp;gt;", "&#0;", "<script>")  # fmt: skip
WORDS = (
    "CPC",
    "required",
    "$25",
    "remote",
    "years",
    "or",
    "inpatient",
    "hospital",
    "billing",
    "Ohio",
    "ICD-10-PCS",
)

Kind = Literal["html", "text"]
Body = tuple[str, Kind]


def truncated(body: str, rng: Random) -> Body:
    start = rng.randrange(len(body) + 1)
    return body[start : start + rng.randrange(len(body) + 1)], "text"


def lines_shuffled(body: str, rng: Random) -> Body:
    lines = body.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines), "text"


def words_shuffled(body: str, rng: Random) -> Body:
    words = body.split(" ")
    rng.shuffle(words)
    return " ".join(words), "text"


def mojibake(body: str, rng: Random) -> Body:
    code = rng.choice(("latin-1", "cp437", "utf-16-le"))
    return body.encode("utf-8", "replace").decode(code, "replace"), "text"


def marked(body: str, rng: Random) -> Body:
    return sown(body, MARKS, rng), rng.choice(("text", "html"))


def tagged(body: str, rng: Random) -> Body:
    return sown(body.replace("\n", "<br>"), TAGS, rng), "html"


def sown(body: str, seeds: tuple[str, ...], rng: Random) -> str:
    """The body with seeds strewn over it."""
    for _ in range(rng.randrange(1, 40)):
        at = rng.randrange(len(body) + 1)
        body = body[:at] + rng.choice(seeds) + body[at:]
    return body


def nested(body: str, rng: Random) -> Body:
    depth = rng.choice((3, 60, 3_000))
    tag_name = rng.choice(("div", "ul", "b", "span", "table"))
    return f"<{tag_name}>" * depth + body + f"</{tag_name}>" * rng.choice((0, depth)), "html"


def run_on(body: str, rng: Random) -> Body:
    return body.replace("\n", rng.choice(("", " ", "\r", "|", ";"))), "text"


def cased(body: str, rng: Random) -> Body:
    return rng.choice((str.upper, str.lower, str.title, str.swapcase))(body), "text"


def repeated(body: str, rng: Random) -> Body:
    return rng.choice(("", " ", "\n")).join([body[: rng.randrange(1, 200)]] * rng.randrange(2, 30)), "text"


def one_word(body: str, rng: Random) -> Body:
    """A million characters of one word now and then; else some thousands."""
    length = 1_000_000 if rng.randrange(60) == 0 else rng.randrange(500, 5_000)
    word = rng.choice(WORDS) + rng.choice(("", " ", ", ", "\n", "/", " or ", ". ", "; "))
    return word * (length // len(word)), rng.choice(("text", "html"))


MUTATIONS: tuple[Callable[[str, Random], Body], ...] = (
    truncated, lines_shuffled, words_shuffled, mojibake, marked, tagged, nested, run_on, cased, repeated, one_word,
)  # fmt: skip


@pytest.fixture(scope="module")
def nlp():
    return build()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return [json.loads(line) for name in ("hand1", "hand2") for line in lines_of(name)]


def lines_of(name: str) -> list[str]:
    return (WRITTEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def mutant(rows: list[dict[str, str]], number: int) -> Subject:
    """The same posting for a number in every run, mutated once to three times."""
    rng = Random(number)
    row = rng.choice(rows)
    body, kind = row.get("text") or row.get("body", ""), "text"
    for mutate in rng.choices(MUTATIONS, k=rng.randrange(1, 4)):
        body, kind = mutate(body, rng)
    short = [to_text(truncated(row[key], rng)[0], "text").text for key in ("title", "employer", "location")]
    text = to_text(body, kind if kind == "html" else "text").text
    return Subject(text=text, title=short[0], employer=short[1], locations=short[2])


def misplaced(subject: Subject, tags: Tags) -> Iterator[str]:
    """The proofs and left-out candidates that stand for no words of their source."""
    sources = {"text": subject.text, "title": subject.title, "employer": subject.employer, "locations": subject.locations}  # fmt: skip
    for one in (*tags.evidence, *tags.rejected):
        source = sources[one.where]
        if not (0 <= one.start < one.end <= len(source) and source[one.start : one.end].strip()):
            yield f"{one.field} {one.value} at {one.start}-{one.end} of {len(source)} in {one.where}"


@pytest.mark.parametrize("part", range(PARTS))
def test_mangled_postings_are_tagged_in_time_with_proofs_in_place(nlp, rows, part):
    wrong = []
    for number in range(part, MUTANTS, PARTS):
        subject = mutant(rows, number)
        assert len(subject.text) <= LONGEST
        assert "\0" not in subject.text
        begun = time.thread_time()
        tags = tag(nlp, subject)
        taken = time.thread_time() - begun
        wrong += [f"{number}: {one}" for one in misplaced(subject, tags)]
        wrong += [f"{number}: {taken:.1f} s"] if taken > SECONDS else []
    assert wrong == []


def test_a_misplaced_proof_would_be_seen(nlp):
    tags = tag(nlp, Subject(text="Required: CPC", title="Coder"))

    assert list(misplaced(Subject(text="CPC", title="Coder"), tags)) != []
