"""Where is the place that a posting's location field names?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from db.gazetteer import (
    City,
    city_in,
    city_like,
    counties,
    famous_city,
    foreign,
    is_city_name,
    key,
    metros,
    zip_counties,
)
from db.place_parts import Part, is_foreign, parts_of
from db.reference import words

STRONG = re.compile(r"[;•\n]")
LONGEST_FIELD = 2000
FACILITY = re.compile(
    r"\d|\b(?:street|st|ave|avenue|road|suite|hospital|clinic|center|centre|campus|building|office|tower|health|medical"
    r"|pavilion|department|floor|base|main|north|south|east|west)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is known of one written place; `reason` says why the state, or the city, is not."""

    city: str | None = None
    county_fips: str | None = None
    state: str | None = None
    cbsa: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    reason: str | None = None

    def row(self) -> tuple[str | float | None, ...]:
        """Give the place as the columns of `locations` hold it."""
        place = (self.city, self.county_fips, self.state, self.cbsa)
        return (*place, self.latitude, self.longitude, self.reason)


@lru_cache(maxsize=100_000)
def places_of(written: str) -> tuple[Place, ...]:
    """Give the places that one location field names: at least one, an unknown one with its reason."""
    found = [place for field in STRONG.split(written[:LONGEST_FIELD]) for place in _places(parts_of(field))]
    known = list(dict.fromkeys(place for place in found if place.state))
    return tuple(known) or tuple(found[:1]) or (Place(reason="nothing written"),)


def _places(parts: list[Part]) -> list[Place]:
    if not parts:
        return []
    if _is_military(parts):
        return [Place(reason="military post overseas")]
    parts = _cities_named_like_states(parts)
    if _is_abroad(parts):
        return [Place(reason="outside the United States")]
    used: set[int] = set()
    found = [
        place for at, part in enumerate(parts) if part.kind == "state" for place in _at_state(parts, at, used)
    ]
    return found or _without_state(parts)


def _is_military(parts: list[Part]) -> bool:
    return any(set(key(part.text).split()) & set(words()["military"]) for part in parts)


def _cities_named_like_states(parts: list[Part]) -> list[Part]:
    """Read "New York, NY" and "Indiana, PA" as a city with its state."""
    pairs = zip(parts, [*parts[1:], None], strict=True)
    return [
        Part("text", part.text) if after and _is_city_before(part, after) else part for part, after in pairs
    ]


def _is_city_before(part: Part, after: Part) -> bool:
    if part.kind != "state" or not part.named or after.kind != "state":
        return False
    said_twice = after.code in {part.code, "DC"} or not after.named
    return said_twice and city_in(part.text, after.code) is not None


def _is_abroad(parts: list[Part]) -> bool:
    codes = {part.code for part in parts if part.kind == "state"}
    texts = [part for part in parts if part.kind == "text"]
    at_home = [part for part in texts if any(city_in(part.text, code) for code in codes)]
    abroad = [part for part in texts if is_foreign(part) and part not in at_home]
    if not abroad or (not codes and any(famous_city(part.text) for part in abroad)):
        return False
    if not codes:
        return True
    countries = {country for part in abroad for country in foreign()[key(part.text)]}
    elsewhere = not any(is_city_name(p.text) or city_like(p.text, code) for p in abroad for code in codes)
    return not at_home and (elsewhere or _could_be(codes, countries, parts))


def _could_be(codes: set[str], countries: set[str], parts: list[Part]) -> bool:
    """Give whether the two letters may as well be the country, or the name (Georgia) is a country's."""
    named = {
        country
        for part in parts
        if part.kind == "state" and part.named
        for country in foreign().get(key(part.text), ())
    }
    return "" in countries or bool((codes | named) & countries)


def _at_state(parts: list[Part], at: int, used: set[int]) -> list[Place]:
    state = parts[at].code
    before = _cities_before(parts, at, used)
    city = None if before else _city_after(parts, at, used)
    found = [*before, *([city] if city else [])]
    county = _zip_county(parts, at, state)
    if found:
        return [_place(city, county if len(found) == 1 else None) for city in found]
    return [_without_city(state, county)]


def _cities_before(parts: list[Part], at: int, used: set[int]) -> list[City]:
    state, found = parts[at].code, []
    for index in range(at - 1, -1, -1):
        part = parts[index]
        if part.kind != "text" or index in used:
            break
        nearest = index == at - 1
        city = city_in(part.text, state) or (_inexact(part.text, state) if nearest else None)
        if not city:
            break
        used.add(index)
        found.append(city)
    return found[::-1]


def _city_after(parts: list[Part], at: int, used: set[int]) -> City | None:
    after = at + 1
    if after >= len(parts) or parts[after].kind != "text" or after in used:
        return None
    beyond = parts[after + 1 : after + 2]
    if any(part.kind == "state" and city_in(parts[after].text, part.code) for part in beyond):
        return None
    city = city_in(parts[after].text, parts[at].code)
    if city:
        used.add(after)
    return city


def _inexact(text: str, state: str) -> City | None:
    pieces = text.split()
    for start in range(1, len(pieces)):
        city = city_in(" ".join(pieces[start:]), state)
        if city and (city.people or len(pieces) - start > 1):
            return city
    return None if FACILITY.search(text) else city_like(text, state)


def _zip_county(parts: list[Part], at: int, state: str) -> str | None:
    for part in parts[at : at + 2]:
        if part.kind == "zip" and part.code in zip_counties() and zip_counties()[part.code][1] == state:
            return zip_counties()[part.code][2]
    if at and parts[at - 1].kind == "text":
        return counties().get((state, key(parts[at - 1].text)))
    return None


def _without_state(parts: list[Part]) -> list[Place]:
    for part in parts:
        if part.kind == "zip" and part.code in zip_counties():
            name, state, county = zip_counties()[part.code]
            city = city_in(name, state)
            return [_place(city, county) if city else _without_city(state, county)]
    texts = [part for part in parts if part.kind == "text"]
    city = famous_city(texts[0].text) if len(texts) == 1 else None
    if city:
        return [_place(city, None)]
    if texts:
        return [Place(reason="no state named")]
    kinds = {part.kind for part in parts}
    return [Place(reason="remote, no state named" if "remote" in kinds else "no single place named")]


def _place(city: City, county: str | None) -> Place:
    fips = county or city.county_fips
    return Place(
        city=city.name,
        county_fips=fips,
        state=city.state,
        cbsa=metros().get(fips or ""),
        latitude=city.latitude,
        longitude=city.longitude,
        reason=None if fips else "county not known",
    )


def _without_city(state: str, county: str | None) -> Place:
    return Place(state=state, county_fips=county, cbsa=metros().get(county or ""), reason="no city named")
