"""In which words does the matcher say what it found?"""

import tomllib
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
EXPERIENCE: dict[str, str] = _WORDS["experience"]
PAY: dict[str, str] = _WORDS["pay"]
PARTS: dict[str, str] = _WORDS["parts"]
PLACE: dict[str, str] = _WORDS["place"]
UNITS: dict[str, str] = _WORDS["units"]
WISHES: dict[str, str] = _WORDS["wishes"]
STATUS_WORDS: dict[str, str] = _WORDS["statuses"]


def named(code: str) -> str:
    """Give a credential's code, or what a general one means."""
    return str(_WORDS["general"].get(code, code))


def plain(number: float, noun: str) -> str:
    """Give a number with its noun."""
    return f"{number:g} {noun}" + ("" if number == 1 else "s")
