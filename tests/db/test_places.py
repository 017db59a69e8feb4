"""Are written places found, and the unknown ones left unknown, with the reason?"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils.db import Database

from db.gazetteer import key, metros, zip_counties
from db.geography import region
from db.places import Place, places_of
from db.reference import read

Where = set[tuple[str, str]]


def written_places() -> list[dict[str, str]]:
    with (Path(__file__).parent / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(places: str) -> Where:
    named = [place.rpartition(", ") for place in places.split("; ") if place != "?"]
    return {(key(city), state) for city, _, state in named}


def found(written: str) -> Where:
    return {(key(place.city or ""), place.state) for place in places_of(written) if place.state}


def test_nearly_all_written_forms_are_resolved() -> None:
    rows = written_places()
    wrong: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if found(row["written"]) != expected(row["places"]):
            wrong[row["kind"]].append(row["written"])
    assert len(rows) >= 400
    assert sum(map(len, wrong.values())) <= 0.03 * len(rows), wrong
    assert max(map(len, wrong.values()), default=0) <= 3, wrong


def test_the_list_of_forms_holds_enough_of_each_kind() -> None:
    counts: dict[str, int] = defaultdict(int)
    for row in written_places():
        counts[row["kind"]] += 1
    assert counts["plain"] <= 80
    for kind in (
        "facility",
        "rollup",
        "remote",
        "dashed",
        "several",
        "foreign",
        "military",
        "misspelt",
        "ambiguous",
    ):
        assert counts[kind] >= 30


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("53 Locations", "no single place named"),
        ("Remote", "remote, no state named"),
        ("Springfield", "no state named"),
        ("Toronto, ON, CA", "outside the United States"),
        ("APO, AE 09012", "military post overseas"),
        ("", "nothing written"),
    ],
)
def test_an_unknown_place_says_why(written: str, reason: str) -> None:
    assert places_of(written) == (Place(reason=reason),)


@pytest.mark.parametrize(
    ("written", "county", "cbsa"),
    [
        ("Dallas - TX (LBJ FWY)", "48113", "19100"),
        ("Hartford, CT", "09110", "25540"),
        ("Cleveland, OH", "39035", "17460"),
        ("Baltimore, MD", "24510", "12580"),
        ("Cook County, IL", "17031", "16980"),
    ],
)
def test_a_place_lies_in_its_county_and_metro(written: str, county: str, cbsa: str) -> None:
    (place,) = places_of(written)
    assert (place.county_fips, place.cbsa) == (county, cbsa)


def test_oregon_is_no_conjunction() -> None:
    assert found("Bend, OR or Salem, OR") == {("bend", "OR"), ("salem", "OR")}


@given(st.text(max_size=300))
def test_no_text_breaks_the_resolver(written: str) -> None:
    assert all(place.state or place.reason for place in places_of(written))


def test_every_zip_code_of_the_states_lies_in_one_county() -> None:
    states = {row["code"] for row in read("states.csv") if row["region"]}
    assert [
        code for code, (_, state, county) in zip_counties().items() if state in states and not county
    ] == []


def test_every_zip_code_lies_in_a_metro_wherever_its_county_does() -> None:
    counties = {county for _, _, county in zip_counties().values()}
    without_own_zip = {"51685"}  # Manassas Park shares those of Manassas
    assert set(metros()) - {county for county in counties if county} == without_own_zip


def test_every_wage_area_joins_a_metro(db: Database) -> None:
    query = "select name from wages left join metros using (cbsa) where area_type = 'metro' and metros.cbsa is null"
    assert db.execute(query).fetchall() == []


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("TX", "state", "TX"),
        ("texas", "state", "TX"),
        ("Midwest", "region", "Midwest"),
        ("New England", "division", "New England"),
        ("Dallas", "metro", "19100"),
        ("75701", "metro", "46340"),
        ("cbsa:17460", "metro", "17460"),
        ("Cook County, IL", "county", "17031"),
        ("fips:48113", "county", "48113"),
    ],
)
def test_a_region_is_known_by_its_names(db: Database, name: str, kind: str, code: str) -> None:
    assert (region(db, name).kind, region(db, name).code) == (kind, code)
