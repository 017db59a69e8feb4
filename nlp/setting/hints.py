"""At which kind of employer do its own words hint, where it nowhere says what it is?"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.reading import Reading

_STRONG, _WEAK, _ENOUGH = 2, 1, 3
_MOST_READ = 1800
_APPLICANTS = frozenset(
    ("required", "preferred", "qualifications", "education", "experience", "certification", "benefits", "eeo")
)
_SENTENCE = re.compile(r"[^.!?\n]+")
_OWN = re.compile(r"\b(?:we|we're|we've|our|us)\b")
_ASKED = re.compile(r"\b(?:required|preferred|must|experience|years|equal opportunity|401|paid time)\b")


def _hints() -> dict[str, tuple[tuple[re.Pattern[str], int], ...]]:
    table = tomllib.loads(Path(__file__).with_name("hints.toml").read_text("utf-8"))
    return {
        setting: (
            (_any_of(words["strong"]), _STRONG),
            (_any_of(words["weak"]), _WEAK),
        )
        for setting, words in table.items()
    }


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![\w-]){re.escape(word)}" for word in words))


_HINTS = _hints()


@dataclass(frozen=True, slots=True)
class Hint:
    """The kind of employer hinted at, and the first words that do."""

    setting: str
    start: int
    end: int


def hint(reading: Reading) -> Hint | None:
    """Return the kind that more of the employer's own words hint at than at any other; None where they do not tell."""
    spans = list(_own_words(reading))
    scores: dict[str, int] = {}
    first: dict[str, tuple[int, int]] = {}
    for setting, patterns in _HINTS.items():
        for pattern, weight in patterns:
            found = [match for span in spans for match in pattern.finditer(reading.lower, *span)]
            scores[setting] = scores.get(setting, 0) + weight * len({match.group() for match in found})
            if found:
                first.setdefault(setting, found[0].span())
    ranked = sorted(scores, key=lambda name: -scores[name])
    if not ranked or scores[ranked[0]] < _ENOUGH or scores[ranked[0]] == scores[ranked[1]]:
        return None
    return Hint(ranked[0], *first[ranked[0]])


def _own_words(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the sentences in which the employer speaks of itself."""
    name = reading.employer_lower.partition(" ")[0]
    for line in reading.lines:
        if line.start > _MOST_READ:
            return
        if line.section in _APPLICANTS or line.is_heading:
            continue
        for match in _SENTENCE.finditer(reading.lower, line.start, line.end):
            words = match.group()
            if (_OWN.search(words) or (name and name in words)) and not _ASKED.search(words):
                yield match.span()
