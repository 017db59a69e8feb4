"""How is each kind of value of a profile read, from a file, a flag or a form alike?"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from math import inf, isfinite
from pathlib import Path
from typing import Any

from db.gazetteer import key as place_key
from db.gazetteer import states
from db.requests import SETTINGS, WORK_TYPES
from matcher.credentials import GENERAL, code_of, near
from matcher.home import Home, home_of
from matcher.profile import Cost, Floor

Rule = dict[str, Any]
PAY = re.compile(r"\$?\s*([\d,]*\.?\d+)\s*(k?)\s*(?:/|per\b|an\b|a\b)?\s*([a-z ]*)", re.IGNORECASE)
HOURLY_BELOW = 1000
TRUE, FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


class ReadingError(ValueError):
    """One value that is not understood; each line goes on after the key."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = list(lines)


@cache
def words() -> dict[str, Any]:
    """Give the keys that a profile may have, and the words that it may hold."""
    return tomllib.loads(Path(__file__).with_name("profile_words.toml").read_text(encoding="utf-8"))


def allowed(name: str) -> tuple[str, ...]:
    """Give the words of one list: settings, work_types, specialties or schedules."""
    known = {"settings": tuple(word for word in SETTINGS if word != "unknown"), "work_types": WORK_TYPES}
    return known.get(name) or tuple(words()["words"][name])


def meant(word: str, known: Sequence[str]) -> str:
    """Give ": did you mean X?" where something is near, else nothing."""
    return _did_you_mean(get_close_matches(word.casefold().replace(" ", "_"), known, n=2, cutoff=0.6))


def _did_you_mean(near_ones: Sequence[str]) -> str:
    return f": did you mean {' or '.join(near_ones)}?" if near_ones else ""


def each(value: object, rule: Rule) -> list[str]:
    """Give the words of a list, or of a string with commas."""
    if isinstance(value, str):
        return [word.strip() for word in re.split(r"[,;]", value) if word.strip()]
    if isinstance(value, Sequence) and all(isinstance(word, str) for word in value):
        return [word for part in value for word in each(part, rule)]
    raise ReadingError([f": expected a list of words such as {rule['example']}"])


def pairs(value: object, rule: Rule) -> dict[str, Any]:
    """Give the pairs of a table, or of a string such as "CCS=2027-03-31"."""
    if isinstance(value, Mapping):
        return {str(name): one for name, one in value.items()}
    found = {}
    for part in each(value, rule):
        name, sign, one = part.partition("=")
        if not sign:
            raise ReadingError([f" {part!r}: expected a table such as {rule['example']}"])
        found[name.strip()] = one.strip()
    return found


def codes(value: object, rule: Rule, today: date) -> tuple[str, ...]:
    """Give credentials under their present names, each once."""
    return tuple(dict.fromkeys(_every(each(value, rule), code)))


def code(written: str) -> str:
    """Give one credential."""
    found = code_of(written)
    if found:
        return found
    if written.strip().upper() in GENERAL:
        raise ReadingError([f" {written!r}: names no one credential; name those that are held"])
    nothing = ": no credential of that name is known; expected a name or letters such as CPC"
    raise ReadingError([f" {written!r}{_did_you_mean(near(written)) or nothing}"])


def dates(value: object, rule: Rule, today: date) -> tuple[tuple[str, date], ...]:
    """Give credentials in progress, each with the day when it is due."""

    def one(pair: tuple[str, Any]) -> tuple[str, date]:
        return code(pair[0]), _day(pair[0], pair[1])

    return tuple(sorted(_every(pairs(value, rule).items(), one)))


def _day(name: str, value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    written = f"{value}-28" if re.fullmatch(r"\d{4}-\d\d", str(value)) else str(value)
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ReadingError([f" {name}: expected a day such as 2027-03-31, found {value!r}"]) from error


def number(value: object, rule: Rule, today: date) -> float:
    """Give a number within its bounds."""
    return _number("", value, rule)


def _number(name: str, value: object, rule: Rule) -> float:
    least, most = rule.get("least", 0), rule.get("most", 10_000_000)
    try:
        found = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    except (ValueError, OverflowError):
        found = None
    if found is None or not isfinite(found) or not least <= found <= most:
        raise ReadingError([f"{name}: expected a number from {least} to {most:,}, found {value!r}"])
    return found


def years(value: object, rule: Rule, today: date) -> tuple[tuple[str, float], ...]:
    """Give years by work type."""

    def one(pair: tuple[str, Any]) -> tuple[str, float]:
        return _word(pair[0], allowed("work_types")), _number(f" {pair[0]}", pair[1], rule)

    said = {name: count for name, count in pairs(value, rule).items() if count not in ("", None)}
    return tuple(sorted(_every(said.items(), one)))


def flag(value: object, rule: Rule, today: date) -> bool:
    """Give yes or no."""
    if isinstance(value, bool):
        return value
    if str(value).casefold() in TRUE | FALSE:
        return str(value).casefold() in TRUE
    raise ReadingError([f": expected true or false, found {value!r}"])


def place(value: object, rule: Rule, today: date) -> Home:
    """Give a home region."""
    found = home_of(str(value)) if isinstance(value, str) else None
    if found is None:
        raise ReadingError(
            [f" {value!r}: expected a state, a ZIP code, or a city with its state: {rule['example']}"]
        )
    return found


def state_codes(value: object, rule: Rule, today: date) -> tuple[str, ...]:
    """Give postal codes of states."""

    def one(word: str) -> str:
        found = states().get(place_key(word))
        if not found:
            names = [name.title() if len(name) > 2 else name.upper() for name in states()]
            hint = _did_you_mean(get_close_matches(word.title(), names, n=1))
            raise ReadingError([f" {word!r}: no state{hint or '; expected a name or letters such as TX'}"])
        return found

    return tuple(sorted(set(_every(each(value, rule), one))))


def known_words(value: object, rule: Rule, today: date) -> tuple[str, ...]:
    """Give words of a fixed list, each once."""
    known = allowed(rule["words"])
    return tuple(dict.fromkeys(_every(each(value, rule), lambda word: _word(word, known))))


def _word(written: str, known: Sequence[str]) -> str:
    word = words()["same"].get(written.casefold(), written.casefold().replace(" ", "_"))
    if word in known:
        return str(word)
    hint = meant(written, known) or f": expected one of {', '.join(known)}"
    raise ReadingError([f" {written!r}{hint}"])


def pay(value: object, rule: Rule, today: date) -> Floor:
    """Give the pay floor; without a unit, by its size."""
    if isinstance(value, Mapping):
        value = f"{value.get('amount', '')}/{value.get('unit', '')}"
    read = PAY.fullmatch(str(value).strip()) if not isinstance(value, bool) else None
    amount = float(read[1].replace(",", "") or 0) * (1000 if read[2] else 1) if read else 0.0
    unit = read[3].strip().casefold() if read else ""
    for name, spellings in words()["units"].items():
        if 0 < amount < inf and (
            unit in spellings or (not unit and (name == "hour") == (amount < HOURLY_BELOW))
        ):
            return Floor(amount, name)
    raise ReadingError([f": expected pay by the hour or year such as {rule['example']}, found {value!r}"])


def costs(value: object, rule: Rule, today: date) -> tuple[Cost, ...]:
    """Give what credentials would cost, as the coder says."""

    def one(pair: tuple[str, Any]) -> Cost:
        name, said = pair
        if isinstance(said, str):
            dollars, _, hours = said.partition("/")
            said = {"dollars": dollars} | ({"hours": hours} if hours else {})
        if not isinstance(said, Mapping) or set(said) - {"dollars", "hours"}:
            raise ReadingError([f" {name}: expected dollars and hours, as in {rule['example']}"])
        parts = {key: _number(f" {name}.{key}", amount, rule) for key, amount in said.items()}
        return Cost(code(name), parts.get("dollars"), parts.get("hours"))

    return tuple(_every(pairs(value, rule).items(), one))


def _every(values: Any, read: Callable[[Any], Any]) -> list[Any]:
    """Read each value, and tell all mistakes together."""
    found, lines = [], []
    for value in values:
        try:
            found.append(read(value))
        except ReadingError as mistake:
            lines += mistake.lines
    if lines:
        raise ReadingError(lines)
    return found


READERS: dict[str, Callable[[object, Rule, date], object]] = {
    "codes": codes,
    "costs": costs,
    "dates": dates,
    "flag": flag,
    "number": number,
    "pay": pay,
    "place": place,
    "states": state_codes,
    "words": known_words,
    "years": years,
}
