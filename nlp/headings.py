"""Which section does a heading open? Decided by its words and its form."""

import re
import tomllib
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from nlp.remembered import remembered

Section = Literal[
    "summary", "about", "duties", "required", "preferred", "qualifications", "education", "experience",
    "certification", "schedule", "pay", "location", "benefits", "eeo", "apply", "other",
]  # fmt: skip
# What an applicant must or may bring.
ASKING: frozenset[Section] = frozenset(
    ("required", "preferred", "qualifications", "education", "experience", "certification")
)
_FILE = Path(__file__).with_name("headings.toml")
_AROUND = " \t:.!?*#=~_|[]()<>-•"
_LONGEST = 72
_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4})[.)] +")
_ARTICLE = re.compile(r"^(?:the|our|your|some|a few|these|job|position|role|key) ")


class HeadingsError(ValueError):
    """Raised when headings.toml names a section or a key that does not exist."""


class Headings(NamedTuple):
    """Whole headings with their sections, a pattern of telling words, the words' sections, turns of phrase, and forms of whole headings."""

    whole: dict[str, Section]
    word: re.Pattern[str]
    words: dict[str, Section]
    turns: dict[str, re.Pattern[str]]
    forms: dict[str, re.Pattern[str]]


def load(file: Path = _FILE) -> Headings:
    """Return what the file says of headings; raises HeadingsError for a section or key that does not exist."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    whole: dict[str, Section] = {}
    words: dict[str, Section] = {}
    for name, entry in table.items():
        if name not in get_args(Section):
            raise HeadingsError(
                f"{file.name}: [{name}]: not a section; expected one of {', '.join(get_args(Section))}"
            )
        if set(entry) - {"turns", "forms"} != {"whole", "words"}:
            raise HeadingsError(
                f"{file.name}: [{name}]: expected the keys whole, words and perhaps turns, forms"
            )
        whole.update(dict.fromkeys(entry["whole"], name))
        words.update(dict.fromkeys(entry["words"], name))
    longest_first = sorted(words, key=len, reverse=True)
    word = re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![a-z])")
    return Headings(whole, word, words, _patterns(table, "turns"), _patterns(table, "forms", r"\Z"))


def _patterns(table: dict[str, dict[str, list[str]]], key: str, end: str = "") -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(f"(?:{'|'.join(entry[key])}){end}") for name, entry in table.items() if key in entry
    }


_HEADINGS = load()
_RANK: tuple[Section, ...] = tuple(dict.fromkeys(_HEADINGS.words.values()))


@remembered
def section_of(heading: str, *, shaped: bool) -> Section | None:
    """Return the section that a lower-cased heading opens, or None where it is no heading of ours.

    `shaped` says that its form alone (a colon, capitals, a bold line) makes it a heading.
    """
    words = _NUMBER.sub("", heading.strip(_AROUND))
    if not words or len(words) > _LONGEST:
        return None
    whole = _HEADINGS.whole
    known = whole.get(words) or whole.get(_ARTICLE.sub("", words)) or _opened_by(_HEADINGS.forms, words)
    if known or not shaped:
        return known
    found = {_HEADINGS.words[match] for match in _HEADINGS.word.findall(words)}
    by_word = (section for section in _RANK if section in found)
    return _opened_by(_HEADINGS.turns, words) or next(by_word, None)


def _opened_by(patterns: dict[str, re.Pattern[str]], words: str) -> Section | None:
    return next(
        (section for section in _RANK if section in patterns and patterns[section].match(words)), None
    )
