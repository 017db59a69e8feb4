"""What does the matcher read of one opening, whether a database holds it or not?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.places import places_of

Spot = tuple[str, str, str, float | None, float | None]
"""A place of work: state, county (FIPS number), area (CBSA number), degrees north and east; "" and None are unknown."""


@dataclass(frozen=True, slots=True)
class Group:
    """Any one of `any_of` satisfies it; all groups of a level hold together."""

    level: str
    any_of: tuple[str, ...]
    months_to_obtain: float | None = None
    or_experience: bool = False


@dataclass(frozen=True, slots=True)
class Pay:
    """Base pay in dollars per `unit`; a bound that is not stated is None, and so is a unit that is not known."""

    low: float | None = None
    high: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the work is done: `spots` are its places, those known by state alone among them."""

    remote: str = "unstated"
    scope: str = "unstated"
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What kind of work it is and for whom."""

    setting: str = "unknown"
    work_types: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    employment: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One opening's tags; `asks` is None where nothing was read of it yet."""

    asks: tuple[Group, ...] | None = ()
    whereabouts: Whereabouts = Whereabouts()
    work: Work = Work()
    pay: Pay = Pay()
    experience_years: float | None = None
    first_on: date | None = None


def facts_from_tags(tags: Mapping[str, Any]) -> Facts:
    """Give the facts of a posting labeled as the guideline has it, with `location` as written.

    Beside the guideline's keys: `states_scope` (else "listed" where states are), `employment_type`, `specialties`,
    `posted_on`, and `tagged` False for a posting of which nothing was read.
    """
    states = tags.get("states") or ()
    pay = tags.get("pay") or {}
    return Facts(
        asks=tuple(map(_group, tags.get("requirements") or ())) if tags.get("tagged", True) else None,
        whereabouts=Whereabouts(
            tags.get("remote") or "unstated",
            tags.get("states_scope") or ("listed" if states else "unstated"),
            spots(tags.get("location") or "", states),
        ),
        work=Work(
            tags.get("employer_setting") or "unknown",
            tuple(sorted(tags.get("work_types") or ())),
            tuple(sorted(tags.get("specialties") or ())),
            tags.get("employment_type"),
        ),
        pay=Pay(pay.get("min"), pay.get("max"), pay.get("unit")),
        experience_years=tags.get("experience_years"),
        first_on=tags.get("posted_on"),
    )


def spots(location: str, states: tuple[str, ...] | list[str]) -> tuple[Spot, ...]:
    """Give the places of a location field as written, and the states that only the text gives, in order."""
    found: list[Spot] = [
        (place.state, place.county_fips or "", place.cbsa or "", place.latitude, place.longitude)
        for place in (places_of(location) if location else ())
        if place.state
    ]
    placed = {spot[0] for spot in found}
    return tuple(sorted(found + [(s, "", "", None, None) for s in states if s not in placed], key=repr))


def _group(said: Mapping[str, Any]) -> Group:
    return Group(
        said["level"],
        tuple(said["any_of"]),
        said.get("months_to_obtain"),
        bool(said.get("or_experience", False)),
    )
