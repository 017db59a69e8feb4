"""Which states, counties, metros, cities and ZIP codes are there, by the names that people write?"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from db.reference import read, words

LIKE = 0.86  # a misspelt city
LIKE_LARGE = 0.79
LARGE_IS_NEARER = 0.07
LARGE = 100_000
TIMES_LARGER = 25


@dataclass(frozen=True, slots=True)
class City:
    """One city of a state: where it lies and how many live there (0 where not known)."""

    name: str
    state: str
    county_fips: str | None
    latitude: float
    longitude: float
    people: int


def key(name: str) -> str:
    """Give a name as it is looked up: no case, accents, punctuation; Saint, Fort and Mount spelled one way."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    bare = re.sub(r"[^a-z0-9 ]+", "", re.sub(r"[-/_]", " ", bare))
    spelled = words()["spelled"]
    return " ".join(spelled.get(word, word) for word in bare.split())


@cache
def states() -> dict[str, str]:
    """Give the postal code of each state by code and by name, both as keys."""
    named = {key(row["name"]): row["code"] for row in read("states.csv")}
    named |= {f"{name} state": code for name, code in named.items()}
    return named | {row["code"].casefold(): row["code"] for row in read("states.csv")}


@cache
def cities() -> dict[str, dict[str, City]]:
    """Give the cities of each state by key; of two under one key the larger."""
    found: dict[str, dict[str, City]] = defaultdict(dict)
    for row in read("cities.csv"):
        place = (float(row["latitude"]), float(row["longitude"]))
        city = City(row["city"], row["state"], row["county_fips"] or None, *place, int(row["people"]))
        before = found[city.state].get(key(city.name))
        if before is None or before.people < city.people:
            found[city.state][key(city.name)] = city
    return dict(found)


def city_in(name: str, state: str) -> City | None:
    """Give the city of a state by its name as written."""
    return cities().get(state, {}).get(key(name))


def city_like(name: str, state: str) -> City | None:
    """Give the city of a state whose name a misspelling is nearest to; a large one may be a little farther."""
    known, wanted = cities().get(state, {}), key(name)
    near = process.extract(
        wanted, list(known), scorer=OSA.normalized_similarity, score_cutoff=LIKE_LARGE, limit=9
    )
    best: tuple[float, int, City] | None = None
    for found, likeness, _ in near:
        city = known[found]
        nearness = likeness + (LARGE_IS_NEARER if city.people >= LARGE else 0)
        if nearness >= LIKE and (best is None or (nearness, city.people) > best[:2]):
            best = (nearness, city.people, city)
    return best[2] if best else None


@cache
def _everywhere() -> dict[str, list[City]]:
    found: dict[str, list[City]] = defaultdict(list)
    for known in cities().values():
        for name, city in known.items():
            found[name].append(city)
    return dict(found)


def famous_city(name: str) -> City | None:
    """Give the city that a name without a state means, only where it dwarfs all others of that name."""
    found = sorted(_everywhere().get(key(name), []), key=lambda city: -city.people)
    if not found or found[0].people < LARGE:
        return None
    rival = found[1].people if len(found) > 1 else 0
    return found[0] if found[0].people >= TIMES_LARGER * rival else None


def is_city_name(name: str) -> bool:
    """Give whether any state has a city of that name."""
    return key(name) in _everywhere()


@cache
def foreign() -> dict[str, frozenset[str]]:
    """Give the countries of each foreign city and country name, by key."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read("foreign.csv"):
        found[key(row["name"])].add(row["country"])
    for name in words()["foreign"]:
        found[name].add("")
    return {name: frozenset(countries) for name, countries in found.items()}


@cache
def zip_counties() -> dict[str, tuple[str, str, str | None]]:
    """Give city, state and county number of each ZIP code."""
    return {row["zip"]: (row["city"], row["state"], row["county_fips"] or None) for row in read("zips.csv")}


@cache
def metros() -> dict[str, str]:
    """Give the CBSA number of each county that lies in one."""
    return {row["county_fips"]: row["cbsa_code"] for row in read("cbsa_counties_2023.csv")}


@cache
def counties() -> dict[tuple[str, str], str]:
    """Give the number of each county of an area by state and key ("cook county")."""
    return {
        (states()[key(r["state"])], key(r["county"])): r["county_fips"]
        for r in read("cbsa_counties_2023.csv")
    }
