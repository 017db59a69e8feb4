"""Is a profile as a person gave it understood, and if not, what is wrong with each part of it?"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from matcher.errors import ProfileError
from matcher.profile import Profile
from matcher.reading import READERS, ReadingError, meant, words


def keys() -> dict[str, dict[str, Any]]:
    """Give the keys that a profile may have, from matcher/profile_words.toml, with how each is read."""
    found: dict[str, dict[str, Any]] = words()["keys"]
    return found


def read_profile(path: Path) -> dict[str, Any]:
    """Give what a profile file says, unchecked. Raises ProfileError where it is no TOML; OSError where it is not there."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ProfileError([f"{path}: expected a TOML file ({error})"]) from error


def profile(said: Mapping[str, Any], source: str = "profile", today: date | None = None) -> Profile:
    """Give the profile that these words mean; a list may also be written as words with commas.

    Raises ProfileError with a line for each mistake: where it stands, what was expected, and what is near.
    """
    now = today or datetime.now().astimezone().date()
    mistakes: list[str] = []
    found: dict[str, Any] = {}
    for key, value in said.items():
        if value is None or value == "":
            continue
        try:
            found[key] = _read(key, value, now)
        except ReadingError as mistake:
            mistakes += [f"{source}: {key}{line}" for line in mistake.lines]
    mistakes += [f"{source}: {line}" for line in _together(found)]
    if mistakes:
        raise ProfileError(mistakes)
    return Profile(**found)


def _read(key: str, value: object, today: date) -> object:
    if key not in keys():
        raise ReadingError([f": no such key{meant(key, list(keys())) or '; there are ' + ', '.join(keys())}"])
    rule = keys()[key]
    reader: Callable[[object, dict[str, Any], date], object] = READERS[rule["kind"]]
    return reader(value, rule, today)


def _together(found: Mapping[str, Any]) -> list[str]:
    """What single keys cannot tell: a radius needs a point, and a credential is not both held and in progress."""
    lines = []
    home = found.get("home")
    if found.get("radius_miles") is not None and (home is None or home.latitude is None):
        lines.append("radius_miles: needs a city or ZIP code as home, to count the miles from")
    held = set(found.get("credentials", ()))
    if not found.get("apprentice"):
        both = [code for code, _ in found.get("in_progress", ()) if code in held]
        lines += [f"in_progress: {code} is among the credentials held" for code in both]
    years = found.get("years")
    for work_type, part in found.get("years_by_work_type", ()):
        if years is not None and part > years:
            lines.append(f"years_by_work_type: {part:g} in {work_type}, and {years:g} in all")
    return lines
