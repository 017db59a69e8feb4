"""Which openings does an address ask for, and which are those?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlencode

import numpy as np

from credtrack.pages.stock import Chosen, Numbers, Stock
from db.naming import SPLIT
from db.requests import LEVELS, SETTINGS, WORK_TYPES

NOT_REMOTE = "not_remote"
REMOTE = ("remote", NOT_REMOTE, "hybrid", "onsite", "unstated")
STATUSES = ("open", "closed")
ALLOWED = {
    "setting": SETTINGS,
    "split": SPLIT,
    "remote": REMOTE,
    "work_type": WORK_TYPES,
    "level": LEVELS,
    "status": STATUSES,
}
LONGEST_WORD = 80
ALL = slice(None)


class WantedError(ValueError):
    """A filter's value is not understood; the text names the filter, the value and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The filters of an address; an empty one is none. Days are those of first posting, both included.

    `state` may be several with commas between; `metro` is a CBSA number, `county` a FIPS number.
    """

    state: str = ""
    metro: str = ""
    county: str = ""
    setting: str = ""
    split: str = ""
    credential: str = ""
    level: str = ""
    work_type: str = ""
    remote: str = ""
    status: str = ""
    employer: str = ""
    month: str = ""
    since: str = ""
    until: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set."""
        return {name: value for name in NAMES if (value := getattr(self, name))}

    def address(self, **changed: str) -> str:
        """The filters as they stand after the question mark of an address, with some changed."""
        words = {name: changed.get(name, getattr(self, name)) for name in NAMES}
        return urlencode({name: word for name, word in words.items() if word})


NAMES = tuple(field.name for field in fields(Wanted))


def wanted(words: Mapping[str, str]) -> Wanted:
    """Read the filters from an address's words, others left aside.

    Raises WantedError, one line, for a value that is not understood.
    """
    found = {name: (words.get(name) or "").strip() for name in NAMES}
    found["state"], found["credential"] = found["state"].upper(), found["credential"].upper()
    found["setting"] = found["setting"].replace(" ", "_")
    for name, allowed in ALLOWED.items():
        if found[name] and found[name] not in allowed:
            raise WantedError(f"{name} {found[name]!r}: expected one of {', '.join(allowed)}")
    found["metro"] = found["metro"].removeprefix("cbsa:")
    found["county"] = found["county"].removeprefix("fips:")
    for name, kind in (("metro", "a CBSA"), ("county", "a FIPS")):
        if found[name] and not re.fullmatch(r"[0-9]{5}", found[name]):
            raise WantedError(f"{name} {found[name][:LONGEST_WORD]!r}: expected {kind} number of five digits")
    for name in ("since", "until", "month"):
        if found[name]:
            day(name, found[name])
    return Wanted(**found)


def day(name: str, value: str) -> int:
    """A day of an address as a number such as 20260131; of a month, its first. Raises WantedError where it is none."""
    try:
        found = date.fromisoformat(f"{value}-01" if name == "month" else value)
    except ValueError as error:
        expected = "a month such as 2026-01" if name == "month" else "a date such as 2026-01-31"
        raise WantedError(f"{name} {value[:LONGEST_WORD]!r}: expected {expected}") from error
    return (found.year * 100 + found.month) * 100 + found.day


def fitting(stock: Stock, asked: Wanted, places: Numbers | slice = ALL) -> Chosen:
    """Which openings of the stock fit all filters, of all or of those at some places."""
    fits, days = _fitting_profiles(stock, asked)[stock.profiles[places]], stock.days[places]
    if asked.status:
        fits &= stock.is_open[places] == (asked.status == "open")
    if asked.employer:
        known = asked.employer in stock.employers
        fits &= stock.clusters[places] == (stock.employers.index(asked.employer) if known else -1)
    if asked.since:
        fits &= days >= day("since", asked.since)
    if asked.until:
        fits &= days <= day("until", asked.until)
    if asked.month:
        fits &= days // 100 == day("month", asked.month) // 100
    return fits


def _fitting_profiles(stock: Stock, asked: Wanted) -> Chosen:
    fits = np.ones(len(stock.setting.codes), bool)
    for name, coded in (("setting", stock.setting), ("split", stock.split), ("remote", stock.remote)):
        word = getattr(asked, name)
        if word and word != NOT_REMOTE:
            fits &= coded.codes == (coded.names.index(word) if word in coded.names else -1)
    if asked.remote == NOT_REMOTE:
        fits &= stock.remote.codes != (
            stock.remote.names.index("remote") if "remote" in stock.remote.names else -1
        )
    fits &= _fitting_places(stock, asked)
    if asked.work_type:
        fits &= stock.work_types.of(asked.work_type)
    asks = {"": stock.named, "required": stock.required, "preferred": stock.preferred}[asked.level]
    if asked.credential:
        fits &= asks.of(asked.credential)
    elif asked.level:
        fits &= asks.has.any(axis=1)
    return fits


def _fitting_places(stock: Stock, asked: Wanted) -> Chosen:
    fits = np.ones(len(stock.setting.codes), bool)
    if asked.state:
        fits &= np.any([stock.states.of(state) for state in asked.state.split(",")], axis=0)
    for word, pairs in ((asked.metro, stock.metros), (asked.county, stock.counties)):
        if word:
            there = np.zeros(len(fits), bool)
            there[pairs[pairs[:, 1] == int(word), 0]] = True
            fits &= there
    return fits
