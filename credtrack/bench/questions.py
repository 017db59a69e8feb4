"""What do readers ask of the named queries? Words drawn at random, hardly ever the same twice."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from random import Random
from threading import Lock
from urllib.parse import urlencode

from sqlite_utils.db import Database

from db.counted import REMOTE
from db.naming import SPLIT
from db.requests import LEVELS, REMOTE_CHOICES, SETTINGS, WORK_TYPES

MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025, 2026) for month in range(1, 13)][10:-1]
KINDS = {"nation": 5, "region": 5, "division": 5, "state": 45, "metro": 30, "county": 10}
CREDENTIALS = ("CPC", "CCS", "COC", "RHIT", "RHIA", "CRC", "CCS-P", "CPMA", "CCA", "CIC")
PHRASES = (
    "coding certification",
    "inpatient records",
    "remote",
    "medical coder",
    "years of experience",
    "risk adjustment",
)
HALF = 0.5
FREE = "demand_by_region, any days"
"""The same query with days in place of whole months."""

Words = dict[str, str]
Make = Callable[[Random], Words]


class Addresses(Iterator[str]):
    """The addresses of one named query, without end; several threads may draw from it."""

    def __init__(self, name: str, make: Make, seed: int) -> None:
        self._name, self._make, self._rng, self._lock = name, make, Random(f"{name} {seed}"), Lock()

    def __next__(self) -> str:
        with self._lock:
            words = self._make(self._rng)
        query = self._name.partition(",")[0]
        return f"/credtrack/{query}.json?{urlencode({**words, '_shape': 'array'})}"


def questions(db: Database, seed: int) -> dict[str, Iterator[str]]:
    """Give endless addresses by named query, for a served database like `db`; they may be drawn from several threads."""
    regions: dict[str, list[str]] = {"nation": [""]}
    for kind, code in db.execute("select kind, code from regions order by kind, code").fetchall():
        regions.setdefault(kind, []).append(_written(kind, code))
    states = states_of(db)
    last = db.execute("select max(id) from postings").fetchone()[0] or 1
    makers: dict[str, Make] = {
        "demand_by_region": lambda rng: _demand(rng, regions),
        FREE: lambda rng: _any_days(rng, regions),
        "credential_by_setting": lambda rng: _table(rng, states),
        "split_by_setting": lambda rng: {"region": rng.choice(["", *states])},
        "split_of_all": lambda rng: {},
        "openings_by_region": lambda rng: {"region": rng.choice(states), "setting": _maybe(rng, SETTINGS)},
        "openings_found": lambda rng: _found(rng, states),
        "search_postings": lambda rng: {"words": rng.choice(PHRASES)},
        "evidence_of_posting": lambda rng: {"posting": str(rng.randint(1, last))},
        "recent_crawls": lambda rng: {},
    }
    return {name: Addresses(name, make, seed) for name, make in makers.items()}


def states_of(db: Database) -> list[str]:
    """Give the states that any opening has a place in."""
    rows = db.execute("select distinct state from opening_places order by 1")
    return [code for (code,) in rows.fetchall()]


def _demand(rng: Random, regions: dict[str, list[str]]) -> Words:
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    since, until = sorted(rng.sample(MONTHS, 2))
    return {
        "region": rng.choice(regions[kind]),
        "setting": _maybe(rng, SETTINGS),
        "work_type": _maybe(rng, WORK_TYPES),
        "level": _maybe(rng, LEVELS),
        "remote": rng.choice(REMOTE_CHOICES),
        "since": f"{since}-01" if rng.random() < HALF else "",
        "until": _end(until) if rng.random() < HALF else "",
    }


def _table(rng: Random, states: list[str]) -> Words:
    since, until = sorted(rng.sample(MONTHS, 2))
    return {
        "state": _maybe(rng, states),
        "work_type": _maybe(rng, WORK_TYPES),
        "remote": _maybe(rng, REMOTE),
        "since": f"{since}-01" if rng.random() < HALF else "",
        "until": _end(until) if rng.random() < HALF else "",
    }


def _found(rng: Random, states: list[str]) -> Words:
    return {
        "setting": _maybe(rng, SETTINGS),
        "split": _maybe(rng, SPLIT),
        "remote": _maybe(rng, REMOTE),
        "month": _maybe(rng, MONTHS),
        "work_type": _maybe(rng, WORK_TYPES),
        "credential": _maybe(rng, CREDENTIALS),
        "state": _maybe(rng, states),
    }


def _any_days(rng: Random, regions: dict[str, list[str]]) -> Words:
    since, until = sorted(f"{rng.choice(MONTHS)}-{rng.randint(1, 28):02}" for _ in range(2))
    return {**_demand(rng, regions), "since": since, "until": until}


def _end(month: str) -> str:
    year, number = month.split("-")
    return f"{month}-{monthrange(int(year), int(number))[1]}"


def _maybe(rng: Random, words: tuple[str, ...] | list[str]) -> str:
    return rng.choice(words) if rng.random() < HALF else ""


def _written(kind: str, code: str) -> str:
    return {"metro": f"cbsa:{code}", "county": f"fips:{code}"}.get(kind, code)
