"""Which words tell what a posting says of a credential? Read from phrases.toml, compiled once."""

import re
from collections.abc import Iterable
from pathlib import Path

from nlp.rules import read_table

TABLE: dict[str, dict[str, list[str]]] = read_table(Path(__file__).with_name("phrases.toml"))
NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty-four": 24, "twenty four": 24, "thirty": 30, "thirty-six": 36,
    "sixty": 60, "ninety": 90, "a": 1, "an": 1, "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "half a": 0.5,
}  # fmt: skip
_NUMBER = r"\d{1,3}|" + "|".join(sorted((re.escape(word) for word in NUMBER_WORDS), key=len, reverse=True))


_SPACE = re.compile(r"(\[[^\]]*\]|\(\?<[!=][^)]*\))| (?![?*+{])")


def _loosened(pattern: str) -> str:
    """Return a pattern in which a space stands for several: a line that was broken by its width has them where it was joined."""
    return _SPACE.sub(lambda match: match.group(1) or " +", pattern)


def one_of(patterns: Iterable[str]) -> str:
    """Return one pattern that matches where any of `patterns` does; `#` in them stands for a number."""
    return "(?:" + "|".join(_loosened(pattern).replace("(#)", f"({_NUMBER})") for pattern in patterns) + ")"


def compiled(table: str, *keys: str) -> re.Pattern[str]:
    """Return the phrases of one list or several as one pattern, at word borders."""
    return re.compile(r"(?<![a-z0-9])" + one_of([phrase for key in keys for phrase in TABLE[table][key]]))
