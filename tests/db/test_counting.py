"""Are a request's figures those that counting the openings one by one gives?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from statistics import quantiles
from typing import Any

import pytest
from sqlite_utils.db import Database

from db.demand import Answer, demand
from db.intervals import share

CHOICES: dict[str, list[Any]] = {
    "region": ["US", "TX", "South", "Mountain", "cbsa:19100", "fips:48113", "VT"],
    "setting": [None, "acute_hospital", "physician_practice"],
    "work_type": [None, "inpatient", "professional"],
    "level": [None, "required", "preferred"],
    "remote": ["exclude", "include", "only"],
    "since": [None, "2025-06-01"],
    "until": [None, "2026-08-31"],
}


QUARTILES = ("lower quartile", "median", "upper quartile")


@dataclass
class Opening:
    """One coder opening, as its rows say."""

    row: dict[str, Any]
    places: set[str]
    asks: dict[str, set[str]]


@pytest.fixture
def openings(market: Database) -> list[Opening]:
    market.conn.row_factory = None
    columns = [column.name for column in market["coder_openings"].columns]
    rows = [dict(zip(columns, row, strict=True)) for row in market.execute("select * from coder_openings")]
    places: dict[int, set[str]] = defaultdict(lambda: {"US"})
    of_state = dict(market.execute("select code, json_array(region, division) from states").fetchall())
    for number, state, county, cbsa in market.execute("select * from opening_places"):
        places[number] |= {
            state,
            f"fips:{county}",
            f"cbsa:{cbsa}",
            *(of_state[state].strip('[]"').split('","')),
        }
    asks: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for number, credential, required, preferred in market.execute("select * from opening_credentials"):
        for level, is_at in (("any", 1), ("required", required), ("preferred", preferred)):
            asks[number][level] |= {credential} if is_at else set()
    return [Opening(row, places[row["opening"]], asks[row["opening"]]) for row in rows]


def requests(many: int) -> Iterator[dict[str, Any]]:
    rng = Random(11)
    for _ in range(many):
        yield {word: rng.choice(values) for word, values in CHOICES.items()}


def chosen(openings: list[Opening], words: dict[str, Any]) -> list[Opening]:
    def fits(opening: Opening) -> bool:
        row, here = opening.row, words["region"] in opening.places
        remote, anywhere = row["remote"] == "remote", row["states_scope"] == "any"
        placed = {"exclude": not remote and here, "include": here or (remote and anywhere)}
        return (
            placed.get(words["remote"], remote and (here or anywhere))
            and words["setting"] in (None, row["setting"])
            and (not words["work_type"] or row[words["work_type"]] == 1)
            and (words["since"] or "") <= row["first_on"] <= (words["until"] or "9")
        )

    return [opening for opening in openings if fits(opening)]


def employers(openings: Iterable[Opening]) -> int:
    return len({opening.row["cluster"] for opening in openings})


def values(answer: Answer, section: str) -> dict[str, Any]:
    return {row.key: row.value for row in answer.rows if row.section == section}


@pytest.fixture(params=["sparse", "dense", "as is"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count few openings as if they were many, or many as if they were few."""
    thresholds = ("db.selection.MOST_GATHERED", "db.counting.MANY_RUNS", "db.counting.FEW_PAID")
    for threshold in thresholds if request.param != "as is" else ():
        monkeypatch.setattr(threshold, 1e9 if request.param == "sparse" else -1)


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("words", list(requests(40)), ids=str)
def test_figures_are_those_of_counting_one_by_one(
    market: Database, openings: list[Opening], words: dict[str, Any]
) -> None:
    answer, found = demand(market, **words), chosen(openings, words)
    totals = values(answer, "openings")
    assert totals["openings"] == len(found)
    assert totals["open now"] == sum(opening.row["closed_at"] is None for opening in found)
    assert totals["employers"] == len({opening.row["cluster"] for opening in found})
    assert totals["postings"] == sum(opening.row["postings"] for opening in found)
    levels = {"named": "any", "required": "required", "preferred": "preferred"}
    for section in [words["level"]] if words["level"] else levels:
        named = Counter(code for opening in found for code in opening.asks[levels[section]])
        assert values(answer, section) == {code: round(n / len(found), 4) for code, n in named.items()}
    months = Counter(opening.row["first_on"][:7] for opening in found)
    assert values(answer, "new by month") == dict(sorted(months.items())[-24:])
    for row in answer.rows:
        if row.section == "new by month":
            assert row.employers == employers(each for each in found if each.row["first_on"][:7] == row.key)


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("words", list(requests(40)), ids=str)
def test_pay_is_that_of_the_openings_that_state_it(
    market: Database, openings: list[Opening], words: dict[str, Any]
) -> None:
    paid = [each for each in chosen(openings, words) if each.row["annual_pay"] is not None]
    level, expected = words["level"] or "any", {}
    for code in ("all", *sorted({code for each in paid for code in each.asks[level]})):
        theirs = [each for each in paid if code == "all" or code in each.asks[level]]
        if len(theirs) >= 4:
            pays = [each.row["annual_pay"] for each in theirs]
            for name, value in zip(QUARTILES, quantiles(pays, n=4, method="inclusive"), strict=True):
                expected[f"{code} {name}"] = (round(value, 2), len(theirs), employers(theirs))
    rows = [row for row in demand(market, **words).rows if row.section == "pay"]
    assert {row.key: (row.value, row.n, row.employers) for row in rows} == expected


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("words", list(requests(40)), ids=str)
def test_intervals_are_those_of_the_shares_one_by_one(
    market: Database, openings: list[Opening], words: dict[str, Any]
) -> None:
    found = chosen(openings, words)
    sizes = Counter(opening.row["cluster"] for opening in found)
    for row in demand(market, **words).rows:
        if row.section in ("required", "preferred"):
            hits = Counter(each.row["cluster"] for each in found if row.key in each.asks[row.section])
            expected = share([hits[cluster] for cluster in sizes], list(sizes.values()))
            assert expected
            assert (row.low, row.high) == pytest.approx((expected.low, expected.high), abs=6e-5)


def test_remote_employers_are_those_that_have_a_remote_opening(
    market: Database, openings: list[Opening]
) -> None:
    for words in requests(20):
        country = chosen(openings, {**words, "region": "US", "remote": "only"})
        rows = [row for row in demand(market, **words).rows if row.section == "remote openings everywhere"]
        assert sum(row.value or 0 for row in rows) == len(country)
        assert {row.employers for row in rows} == {employers(country)}
