"""Which section does a heading open? Decided by its words and its form."""

import re
import tomllib
from pathlib import Path
from typing import Literal, get_args

from nlp.remembered import remembered

Section = Literal[
    "summary", "about", "duties", "required", "preferred", "qualifications", "education", "experience",
    "certification", "schedule", "pay", "location", "benefits", "eeo", "apply", "other",
]  # fmt: skip
_FILE = Path(__file__).with_name("headings.toml")
_AROUND = " \t:.!?*#=~_|[]()<>-•"
_LONGEST = 72
_ARTICLE = re.compile(r"^(?:the|our|your|some|a few|these|job|position|role|key) ")


class HeadingsError(ValueError):
    """Raised when headings.toml names a section or a key that does not exist."""


def load(
    file: Path = _FILE,
) -> tuple[
    dict[str, Section],
    re.Pattern[str],
    dict[str, Section],
    dict[str, re.Pattern[str]],
    dict[str, re.Pattern[str]],
]:
    """Return whole headings with their sections, a pattern of telling words, the words' sections, turns of phrase, and forms."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    whole: dict[str, Section] = {}
    words: dict[str, Section] = {}
    turns: dict[str, re.Pattern[str]] = {}
    forms: dict[str, re.Pattern[str]] = {}
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
        for table_of, key in ((turns, "turns"), (forms, "forms")):
            if key in entry:
                table_of[name] = re.compile("|".join(entry[key]))
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![a-z])")
    return whole, pattern, words, turns, forms


_WHOLE, _WORD, _WORDS, _TURNS, _FORMS = load()
_RANK: tuple[Section, ...] = tuple(dict.fromkeys(_WORDS.values()))


@remembered
def section_of(heading: str, *, shaped: bool) -> Section | None:
    """Return the section that a lower-cased heading opens, or None where it is no heading of ours.

    `shaped` says that its form alone (a colon, capitals, a bold line) makes it a heading.
    """
    words = heading.strip(_AROUND)
    if not words or len(words) > _LONGEST:
        return None
    whole = _WHOLE.get(words) or _WHOLE.get(_ARTICLE.sub("", words))
    known = whole or next(
        (section for section in _RANK if section in _FORMS and _FORMS[section].fullmatch(words)), None
    )
    if known or not shaped:
        return known
    turned = next((section for section in _RANK if section in _TURNS and _TURNS[section].match(words)), None)
    if turned:
        return turned
    found = [_WORDS[match] for match in _WORD.findall(words)]
    return next((section for section in _RANK if section in found), None)
