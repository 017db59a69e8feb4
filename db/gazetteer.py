"""Which states, counties, metros, cities and ZIP codes are there, by the names that people write?"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from db.reference import read, read_rows, words

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


@lru_cache(maxsize=100_000)
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
def states_of_regions() -> dict[str, frozenset[str]]:
    """Give the states of each Census region and division."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read("states.csv"):
        for part in filter(None, (row["region"], row["division"])):
            found[part].add(row["code"])
    return {part: frozenset(codes) for part, codes in found.items()}


@cache
def cities() -> dict[str, dict[str, tuple[str, ...]]]:
    """Give the rows of the cities of each state by key."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for state, name, *rest in read_rows("cities.csv"):
        found[state][name] = (state, *rest)
    return dict(found)


def city_in(name: str, state: str) -> City | None:
    """Give the city of a state by its name as written."""
    return _city(cities().get(state, {}).get(key(name)))


def _city(row: tuple[str, ...] | None) -> City | None:
    if row is None:
        return None
    state, name, county, latitude, longitude, people = row
    return City(name, state, county or None, float(latitude), float(longitude), int(people))


def city_like(name: str, state: str) -> City | None:
    """Give the city of a state whose name a misspelling is nearest to; a large one may be a little farther."""
    known, wanted = cities().get(state, {}), key(name)
    near = process.extract(
        wanted, list(known), scorer=OSA.normalized_similarity, score_cutoff=LIKE_LARGE, limit=9
    )
    best: tuple[float, int, City] | None = None
    for found, likeness, _ in near:
        city = _city(known[found])
        if city is None:
            continue
        nearness = likeness + (LARGE_IS_NEARER if city.people >= LARGE else 0)
        if nearness >= LIKE and (best is None or (nearness, city.people) > best[:2]):
            best = (nearness, city.people, city)
    return best[2] if best else None


@cache
def _everywhere() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for known in cities().values():
        for name, row in known.items():
            found[name].append(row)
    return dict(found)


def famous_city(name: str) -> City | None:
    """Give the city that a name without a state means, only where it dwarfs all others of that name."""
    rows = _everywhere().get(key(name), [])
    found = sorted(filter(None, map(_city, rows)), key=lambda city: -city.people)
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
    for name, country in read_rows("foreign.csv"):
        found[name].add(country)
    for name in words()["foreign"]:
        found[name].add("")
    return {name: frozenset(countries) for name, countries in found.items()}


@cache
def zip_counties() -> dict[str, tuple[str, str, str | None]]:
    """Give city, state and county number of each ZIP code."""
    return {code: (city, state, county or None) for code, city, state, county in read_rows("zips.csv")}


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
