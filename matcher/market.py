"""What do all coder openings say, as arrays that any profile is compared with in one pass?

Openings share what they say: a million of them have some thousands of sets of requirement groups, places, kinds of work and
amounts of pay. Each such case stands once, and openings hold its number; so rules are asked once a case.
A market is read in a moment and kept until anything changes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from db.match_packs import UNITS, read_match_packs
from db.packing import Records
from db.reference import read
from db.stamped import Stamped
from matcher.asks import Asks, ready
from matcher.facts import Facts, Group, Whereabouts, Work
from matcher.pay import PERIODS, SETTINGS_TOLD_APART, Amounts

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
EPOCH = date(1970, 1, 1)
HALVES, ODD, OTHER_ODD = 31, np.int64(0x9E3779B97F4A7C1), np.int64(0x2545F4914F6CDD1D)


@dataclass(frozen=True, slots=True)
class Market:
    """Every coder opening: `shape[i]` is the place of opening i's requirement groups in `asks`, and so on."""

    opening: Numbers
    cluster: Codes
    first_day: Codes
    tie: Numbers
    is_open: NDArray[np.bool_]
    shape: Codes
    where: Codes
    work: Codes
    paid: Codes
    years: Codes
    asks: tuple[Asks, ...]
    groups: tuple[tuple[Group, ...], ...]
    wheres: tuple[Whereabouts, ...]
    states: NDArray[np.uint64]
    """The states of each of `wheres` as bits, all of them where remote work is open to any."""
    works: tuple[Work, ...]
    amounts: Amounts
    """Each amount of pay, with the setting where the hours of a year depend on it."""
    terms: tuple[tuple[float | None, tuple[str, ...]], ...]
    """Years asked for, and of what work."""

    def __len__(self) -> int:
        return len(self.opening)

    def facts(self, at: int) -> Facts:
        """Give what one opening says."""
        return Facts(
            asks=self.groups[self.shape[at]],
            whereabouts=self.wheres[self.where[at]],
            work=self.works[self.work[at]],
            pay=self.amounts.one(int(self.paid[at])),
            experience_years=self.terms[self.years[at]][0],
            first_on=EPOCH + timedelta(days=int(self.first_day[at])),
        )


def market(db: Database) -> Market:
    """Give the openings as they stand on this connection."""
    return _markets.of(db)


def _read(db: Database) -> Market:
    numbers, records = read_match_packs(db)
    shape, shapes = _named(db, "shapes", records["shape"])
    where, places = _named(db, "match_places", records["place"])
    work, kinds = _named(db, "match_works", records["work"])
    groups = tuple(map(_groups, shapes))
    wheres = tuple(map(_whereabouts, places))
    works = tuple(map(_work, kinds))
    paid, offers = _paid(records, work, works)
    years, terms = _terms(records, work, works)
    return Market(
        opening=numbers,
        cluster=records["cluster"].astype(np.int32),
        first_day=records["first_day"].astype(np.int32),
        tie=np.ascontiguousarray(records["tie"]),
        is_open=records["is_open"] == 1,
        shape=shape,
        where=where,
        work=work,
        paid=paid,
        years=years,
        asks=tuple(map(ready, groups)),
        groups=groups,
        wheres=wheres,
        states=np.array([_states(each) for each in wheres], dtype=np.uint64),
        works=works,
        amounts=offers,
        terms=terms,
    )


_markets = Stamped(_read)


def _named(db: Database, table: str, ids: Numbers) -> tuple[Codes, list[Any]]:
    """Give each opening's place among the cases that openings have, and the cases' words."""
    rows = db.execute(f"select id, key from {table} order by id").fetchall()  # noqa: S608  (our own tables)
    known = np.array([number for number, _ in rows], dtype=np.int64)
    at = np.searchsorted(known, ids)
    used = np.bincount(at, minlength=len(known)) > 0
    place_of_used = (np.cumsum(used) - 1).astype(np.int32)
    return place_of_used[at], [json.loads(rows[place][1]) for place in np.flatnonzero(used)]


def _groups(said: list[list[Any]]) -> tuple[Group, ...]:
    return tuple(Group(level, tuple(codes), months, bool(other)) for level, months, other, codes in said)


def _whereabouts(said: list[Any]) -> Whereabouts:
    remote, scope, spots = said
    return Whereabouts(remote or "unstated", scope or "unstated", tuple(tuple(spot) for spot in spots))


def state_bits(states: Iterable[str]) -> np.uint64:
    """Give states as bits, by their places in the list of all."""
    return np.uint64(sum(_bits().get(state, 0) for state in set(states)))


def _states(where: Whereabouts) -> np.uint64:
    if where.remote == "remote" and where.scope == "any":
        return state_bits(_bits())
    return state_bits(spot[0] for spot in where.spots)


@cache
def _bits() -> dict[str, int]:
    return {row["code"]: 1 << number for number, row in enumerate(read("states.csv"))}


def _work(said: list[Any]) -> Work:
    setting, work_types, specialties, employment = said
    return Work(setting or "unknown", tuple(work_types), tuple(specialties), employment)


def _paid(records: Records, work: Codes, works: tuple[Work, ...]) -> tuple[Codes, Amounts]:
    told = ("", *SETTINGS_TOLD_APART)
    kind_of = [told.index(kind.setting) if kind.setting in told else 0 for kind in works]
    kinds = np.array(kind_of, dtype=np.int64)[work]
    low, high = np.ascontiguousarray(records["pay_low"]), np.ascontiguousarray(records["pay_high"])
    units = records["unit"].astype(np.int64)
    # One number to sort instead of four: that two of a million amounts clash is less likely than one in ten million.
    mixed = (
        (low.view(np.int64) * ODD)
        ^ (high.view(np.int64) * OTHER_ODD)
        ^ ((units * len(told) + kinds) << HALVES)
    )
    _, first, codes = np.unique(mixed, return_index=True, return_inverse=True)
    unit = units[first]
    return codes.astype(np.int32), Amounts(
        low=low[first],
        high=high[first],
        times=np.array([PERIODS.get(each, float("nan")) for each in UNITS])[unit],
        unit=np.array(UNITS)[unit],
        setting=np.array(told)[kinds[first]],
    )


def _terms(
    records: Records, work: Codes, works: tuple[Work, ...]
) -> tuple[Codes, tuple[tuple[float | None, tuple[str, ...]], ...]]:
    kinds = sorted({kind.work_types for kind in works})
    kind_of = np.array([kinds.index(kind.work_types) for kind in works], dtype=np.int64)
    values, year = np.unique(records["years"], return_inverse=True)
    both = kind_of[work] * max(len(values), 1) + year if len(work) else np.zeros(0, dtype=np.int64)
    cases, codes = np.unique(both, return_inverse=True)
    terms = [(_amount(values[case % len(values)]), kinds[case // len(values)]) for case in cases]
    return codes.astype(np.int32), tuple(terms)


def _amount(value: float) -> float | None:
    return None if value != value else float(value)
