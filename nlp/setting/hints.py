"""At which kind of employer do its own words hint, where it nowhere says what it is?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nlp.headings import ASKING
from nlp.reading import Reading
from nlp.rules import read_table
from nlp.setting.spans import description

_STRONG, _WEAK, _ENOUGH = 2, 1, 3
_MOST_READ = 1800
_APPLICANTS = ASKING | {"benefits", "eeo"}
_SENTENCE = re.compile(r"[^.!?\n]+")
_OWN = re.compile(r"\b(?:we|we're|we've|our|us)\b")
_ASKED = re.compile(r"\b(?:required|preferred|must|experience|years|equal opportunity|401|paid time)\b")


def _hints() -> dict[str, tuple[tuple[str, int], ...]]:
    table = read_table(Path(__file__).with_name("hints.toml"))
    return {
        setting: tuple(
            [(word, _STRONG) for word in words["strong"]] + [(word, _WEAK) for word in words["weak"]]
        )
        for setting, words in table.items()
    }


_HINTS = _hints()


class Hint(NamedTuple):
    """The kind of employer hinted at, and the first words that do."""

    setting: str
    start: int
    end: int


def hint(reading: Reading) -> Hint | None:
    """Return the kind that more of the employer's own words hint at than at any other; None where they do not tell."""
    spans = list(_own_words(reading))
    words = " ".join(["", reading.employer_lower, *(reading.lower[start:end] for start, end in spans)]) + " "
    scores = {
        setting: sum(weight for word, weight in hints if word in words) for setting, hints in _HINTS.items()
    }
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    if scores[best] < _ENOUGH or scores[best] == scores[second]:
        return None
    found = ((reading.lower.find(word, *span), word) for word, _ in _HINTS[best] for span in spans)
    start, word = next(((at, word) for at, word in found if at >= 0), (-1, ""))
    return None if start < 0 else Hint(best, start + word.startswith(" "), start + len(word.rstrip()))


def _own_words(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the sentences in which the employer speaks of itself."""
    name = reading.employer_lower.partition(" ")[0]
    if end := description(reading.lower):
        yield 0, end
    for line in reading.lines:
        if line.start > _MOST_READ:
            return
        if line.section in _APPLICANTS or line.is_heading:
            continue
        for match in _SENTENCE.finditer(reading.lower, line.start, line.end):
            words = match.group()
            if (_OWN.search(words) or (name and name in words)) and not _ASKED.search(words):
                yield match.span()
