"""Do the functions behind the named queries say what plain SQL over the openings says?"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlite_utils.db import Database

from db.frame import frame
from db.listing import Filters, newest
from db.metadata import query
from db.stamped import StampedTexts

HERE = Path(__file__).parent
CHOICES = {
    "state": ["", "TX", "ca", "XX"],
    "region": ["", "TX", "CA", "XX"],
    "setting": ["", "acute_hospital", "payer"],
    "work_type": ["", "inpatient", "professional"],
    "remote": ["", "remote", "unstated"],
    "split": ["", "either", "CPC only"],
    "credential": ["", "cpc", "CCS", "no such"],
    "month": ["", "2026-03", "2025-11"],
    "since": ["", "2025-06-01"],
    "until": ["", "2026-08-31"],
}
FILTERS = {
    "credential_by_setting": ("state", "work_type", "remote", "since", "until"),
    "split_by_setting": ("region",),
    "openings_found": ("state", "setting", "work_type", "remote", "split", "credential", "month"),
}


def asked(name: str) -> Iterator[dict[str, str]]:
    rng = Random(name)
    yield dict.fromkeys(FILTERS[name], "")
    for _ in range(30):
        yield {word: rng.choice(CHOICES[word]) for word in FILTERS[name]}


@pytest.mark.parametrize("most", [-1, 0.2, 2], ids=["through all", "as is", "gathered"])
@pytest.mark.parametrize("name", list(FILTERS))
def test_a_named_query_gives_what_plain_sql_gives(
    market: Database, monkeypatch: pytest.MonkeyPatch, name: str, most: float
) -> None:
    monkeypatch.setattr("db.crosstabs.FEW", most)
    monkeypatch.setattr("db.selection.MOST_GATHERED", most)
    monkeypatch.setattr("db.sql_functions._answered", StampedTexts())
    plain = (HERE / f"plain_{name}.sql").read_text(encoding="utf-8")
    found = [row for words in asked(name) for row in market.execute(query(name), words).fetchall()]
    expected = [row for words in asked(name) for row in market.execute(plain, words).fetchall()]
    assert found
    assert [exact(row) for row in found] == [exact(row) for row in expected]
    if name == "split_by_setting":
        assert [row[4] for row in found] == pytest.approx([row[4] for row in expected], abs=2e-4)


@pytest.mark.parametrize("few", [0, 2], ids=["by day", "by profile"])
def test_the_newest_are_the_same_whichever_way_they_are_sought(
    market: Database, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("db.listing.FEW", few)
    monkeypatch.setattr("db.listing.STRIDE", 3)
    plain = (HERE / "plain_openings_found.sql").read_text(encoding="utf-8")
    for words in asked("openings_found"):
        expected = [row[0] for row in market.execute(plain, words).fetchall()]
        renamed = {"region" if word == "state" else word: said for word, said in words.items()}
        for most in (200, 5, 1):
            assert newest(frame(market), Filters(**renamed), most) == expected[:most]


@pytest.mark.parametrize("few", [0, 2], ids=["by day", "by profile"])
def test_the_first_and_the_last_day_belong_to_what_is_wanted(
    market: Database, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("db.listing.FEW", few)
    sql = "select first_on, id from openings where job_class = 'coder' order by 1 desc, 2 desc"
    rows = market.execute(sql).fetchall()
    for day in {rows[0][0], rows[len(rows) // 2][0], rows[-1][0]}:
        expected = [number for first_on, number in rows if first_on == day]
        assert newest(frame(market), Filters(since=day, until=day), len(rows)) == expected


def exact(row: tuple[object, ...]) -> list[object]:
    """A row without its rounded shares."""
    return [value for at, value in enumerate(row) if not (isinstance(value, float) and at == 4)]


def test_a_metro_is_a_region_too(market: Database) -> None:
    words = {"region": "19100", "setting": ""}
    found = [row[0] for row in market.execute(query("openings_by_region"), words).fetchall()]
    plain = (
        "select id from openings where job_class = 'coder' and id in "
        "(select opening from opening_places where cbsa = '19100') order by first_on desc, id desc limit 200"
    )
    assert found == [number for (number,) in market.execute(plain).fetchall()]
    assert found


def test_the_split_of_all_counts_every_employer_once(market: Database) -> None:
    rows = market.execute(query("split_of_all")).fetchall()
    openings, employers = market.execute(
        "select count(*), count(distinct cluster) from coder_openings"
    ).fetchone()
    assert sum(row[1] for row in rows) == openings
    assert sum(row[2] for row in rows) == pytest.approx(employers, abs=0.01)


def test_hostile_words_find_nothing_and_break_nothing(market: Database) -> None:
    for word in ("'", '"; drop table openings', "\x00", "9" * 400, "9" * 5000, "²"):
        for name, filters in FILTERS.items():
            assert market.execute(query(name), dict.fromkeys(filters, word)).fetchall() == []
