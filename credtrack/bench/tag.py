"""How fast is the tagger, beside spaCy's tokenizer alone, and does its memory grow?"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import spacy
from spacy.language import Language

from credtrack.bench.inputs import subjects, varied
from credtrack.bench.workshop import Figure, Workshop, alternate, resident_bytes, seconds
from nlp.pipeline import build, tag_many
from nlp.shapes import Subject

TEXTS = 5_000
RUNS = 5
COMMAND_RUNS = 3
FIRST_MARK, LAST_MARK = 20_000, 200_000
BEGINNING = 600


def measure(shop: Workshop) -> Iterator[Figure]:
    """Yield the tagger's figures."""
    texts = subjects(TEXTS, shop.root)
    yield from _command(shop, texts)
    nlp = build()
    yield from _rates(nlp, texts)
    yield from _memory(nlp, texts)


def _rates(nlp: Language, texts: list[Subject]) -> Iterator[Figure]:
    """Time the full pipeline, the tokenizer alone, and the pipeline in two processes, in turn."""
    blank = spacy.blank("en")
    full, alone, two = _full(nlp, texts, 1), _alone(blank, texts), _full(nlp, texts, 2)
    full(), alone()
    taken = alternate(RUNS, [full, alone, two])
    yield Figure("tag.vs_tokenizer", taken[1] / taken[0])
    yield Figure("tag.pipeline_per_second", TEXTS / taken[0])
    yield Figure("tag.two_processes_vs_one", taken[0] / taken[2])


def _full(nlp: Language, texts: list[Subject], processes: int) -> Callable[[], float]:
    return lambda: seconds(lambda: [None for _ in tag_many(nlp, texts, processes=processes)])


def _alone(blank: Language, texts: list[Subject]) -> Callable[[], float]:
    words = [subject.text for subject in texts]
    return lambda: seconds(lambda: [None for _ in blank.pipe(words)])


def _command(shop: Workshop, texts: list[Subject]) -> Iterator[Figure]:
    """Time `credtrack tag IN OUT` from its start to its end."""
    folder = shop.scratch("tag")
    given, made = folder / "in.jsonl", folder / "out.jsonl"
    given.write_text(
        "".join(_line(number, subject) for number, subject in enumerate(texts)), encoding="utf-8"
    )
    command = [sys.executable, "-m", "credtrack", "tag", str(given), str(made)]
    taken = alternate(COMMAND_RUNS, [lambda: seconds(lambda: subprocess.run(command, check=True))])  # noqa: S603  (our own command)
    yield Figure("tag.postings_per_second", _lines(made) / taken[0])


def _line(number: int, subject: Subject) -> str:
    fields = {key: value for key, value in asdict(subject).items() if isinstance(value, str)}
    return json.dumps({"id": str(number), "location": fields.pop("locations"), **fields}) + "\n"


def _lines(path: Path) -> int:
    with path.open(encoding="utf-8") as file:
        return sum(1 for _ in file)


def _memory(nlp: Language, texts: list[Subject]) -> Iterator[Figure]:
    """Tag the beginnings of ever new texts, and compare the memory held at two marks.

    It is new words that could fill the memory; beginnings let them come within the area's time.
    """
    beginnings = [replace(subject, text=subject.text[:BEGINNING]) for subject in texts]
    marks = []
    for number, _ in enumerate(tag_many(nlp, varied(beginnings, LAST_MARK)), 1):
        if number in (FIRST_MARK, LAST_MARK):
            marks.append(resident_bytes())
    yield Figure("tag.memory_growth", marks[1] / marks[0] - 1)
