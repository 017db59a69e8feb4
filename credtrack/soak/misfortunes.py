"""What befalls the tracker on which day of a simulated year?"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from credtrack.sample.boards.faults import Fault
from credtrack.sample.facts import SampleEmployer

YEAR = 365
MACHINE = frozenset({"clock", "off"})
LISTS = {"jsonld": "sitemap"}


@dataclass(frozen=True, slots=True)
class Outage:
    """A board that answers wrongly on some days."""

    employer: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """A misfortune that strikes once: its name, what happens, and the tasks of which it strikes the first."""

    name: str
    how: str
    tasks: tuple[str, ...]


@dataclass(slots=True)
class Fate:
    """All that goes wrong; each strike is taken away when it has struck."""

    on: dict[date, list[Strike]] = field(default_factory=lambda: defaultdict(list))
    outages: list[Outage] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def take(self, day: date, task: str | None) -> Strike | None:
        """What strikes the task by that day, or the machine (None); now taken away."""
        for planned in sorted(self.on):
            if planned > day:
                break
            for strike in self.on[planned]:
                if task in strike.tasks or (task is None and strike.how in MACHINE):
                    self.on[planned].remove(strike)
                    return strike
        return None

    def ill(self, day: date) -> frozenset[str]:
        """The boards that answer wrongly that day."""
        return frozenset(o.employer for o in self.outages if o.first <= day <= o.last)


def draw(employers: Sequence[SampleEmployer], first: date, days: int, rng: Random) -> Fate:
    """Spread a year's misfortunes, or a shorter time's share of them, over the days from `first` on."""
    told = tomllib.loads(Path(__file__).with_name("misfortunes.toml").read_text(encoding="utf-8"))
    fate = Fate()
    days_of_outages = []
    for name, row in told["strikes"].items():
        strike = Strike(name=name, how=row["how"], tasks=tuple(row.get("tasks", ())))
        for _ in range(max(1, round(row["times"] * days / YEAR))):
            day = first + timedelta(days=rng.randrange(1, days - 1))
            fate.on[day].append(strike)
            if strike.how == "outage":
                days_of_outages.append(day)
    names = _names(told["outages"]["faults"], employers, rng)
    fate.faults = [_fault(employer, name) for employer, name in names.items()]
    fate.outages = list(_outages(told["outages"], names, days_of_outages, rng))
    return fate


def _names(
    faults: Sequence[str], employers: Sequence[SampleEmployer], rng: Random
) -> Mapping[SampleEmployer, str]:
    """Which board answers in which wrong way, when it does; about half of all boards ever do."""
    shaky = rng.sample(list(employers), max(1, len(employers) // 2))
    return {employer: faults[number % len(faults)] for number, employer in enumerate(shaky)}


def _fault(employer: SampleEmployer, name: str) -> Fault:
    asked = "robots" if name.startswith("rules") else LISTS.get(employer.platform, "list")
    return Fault(employer=employer.slug, asked=asked, change=name)  # type: ignore[arg-type]  # three of the kinds


def _outages(
    told: Mapping[str, Any], names: Mapping[SampleEmployer, str], days: Sequence[date], rng: Random
) -> Iterator[Outage]:
    for day in sorted(days):
        for employer in rng.sample(list(names), min(told["boards"], len(names))):
            most = told["longest_of"].get(names[employer], told["longest"])
            yield Outage(employer.slug, day, day + timedelta(days=rng.randrange(most)))
