"""Where does a coder live, and how far from there is a place of work?"""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from db.gazetteer import cities, key, states_of_regions
from db.gazetteer import states as states_by_name
from db.places import places_of
from db.reference import read
from matcher.facts import Spot

EARTH_MILES = 3958.8
Kind = Literal["states", "area", "county"]


@dataclass(frozen=True, slots=True)
class Home:
    """A home region: one or several states, a metropolitan or micropolitan area, or a county outside of any.

    `states` are those that the coder may live in: one, unless the home is a Census region or division.
    """

    written: str
    kind: Kind
    states: frozenset[str]
    code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    reach: frozenset[str] = frozenset()
    """The states that the area or county lies in."""


def home_of(written: str) -> Home | None:
    """Give the home that a state, ZIP code, city with its state, county, or Census region or division means.

    A city or ZIP code means its metropolitan area, else its county. None where the words name no such place.
    """
    words = written.strip()
    census = _census().get(words.casefold())
    if census:
        return Home(words, "states", census, reach=census)
    state = states_by_name().get(key(words))
    if state:
        return Home(words, "states", frozenset({state}), reach=frozenset({state}))
    found = places_of(words)[0]
    if not found.state:
        return None
    own = frozenset({found.state})
    if found.cbsa:
        reach = _area_states().get(found.cbsa, own)
        return Home(words, "area", own, found.cbsa, found.latitude, found.longitude, reach)
    if found.county_fips:
        return Home(words, "county", own, found.county_fips, found.latitude, found.longitude, own)
    return Home(words, "states", own, "", found.latitude, found.longitude, own)


@cache
def _census() -> dict[str, frozenset[str]]:
    """Give the states of each Census region and division by its name in small letters."""
    return {name.casefold(): states for name, states in states_of_regions().items()}


@cache
def _area_states() -> dict[str, frozenset[str]]:
    """Give the states that each metropolitan or micropolitan area lies in."""
    found: dict[str, set[str]] = {}
    for row in read("cbsa_counties_2023.csv"):
        found.setdefault(row["cbsa_code"], set()).add(states_by_name()[key(row["state"])])
    return {area: frozenset(states) for area, states in found.items()}


def contains(home: Home, spot: Spot) -> bool | None:
    """Whether a place of work lies in the home region; None where too little of it is known."""
    state, county, area, *_ = spot
    if home.kind == "states":
        return state in home.states
    if state not in home.reach:
        return False
    known = area if home.kind == "area" else county
    if known or county:
        return known == home.code
    return None


def miles_to(home: Home, spot: Spot) -> float | None:
    """Give the miles from home to a place of work; None where either is not known to the city."""
    *_, latitude, longitude = spot
    if home.latitude is None or home.longitude is None or latitude is None or longitude is None:
        return None
    return miles(home.latitude, home.longitude, latitude, longitude)


def least_miles(home: Home, state: str) -> float:
    """Give the miles from home to the nearest city of a state: no place of that state is much nearer."""
    if home.latitude is None or home.longitude is None or state in home.states:
        return 0.0
    return _least_miles(home.latitude, home.longitude, state)


@lru_cache(maxsize=4096)
def _least_miles(latitude: float, longitude: float, state: str) -> float:
    north, east = _city_points(state)
    if not len(north):
        return 0.0
    up, over = np.radians(north - latitude), np.radians(east - longitude)
    part = np.sin(up / 2) ** 2 + cos(radians(latitude)) * np.cos(np.radians(north)) * np.sin(over / 2) ** 2
    return float(2 * EARTH_MILES * np.arcsin(np.sqrt(part.min())))


@cache
def _city_points(state: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows = cities().get(state, {}).values()
    points = np.array([(float(row[3]), float(row[4])) for row in rows], dtype=np.float64).reshape(-1, 2)
    return points[:, 0], points[:, 1]


def miles(north: float, east: float, other_north: float, other_east: float) -> float:
    """Give the great-circle distance of two points in miles (haversine)."""
    up, over = radians(other_north - north), radians(other_east - east)
    part = sin(up / 2) ** 2 + cos(radians(north)) * cos(radians(other_north)) * sin(over / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(part))
