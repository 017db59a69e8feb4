"""Do the functions behind the named queries say what plain SQL over the openings says?"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlite_utils.db import Database

from db.metadata import query

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


@pytest.mark.parametrize("name", list(FILTERS))
def test_a_named_query_gives_what_plain_sql_gives(market: Database, name: str) -> None:
    plain = (HERE / f"plain_{name}.sql").read_text(encoding="utf-8")
    found = [row for words in asked(name) for row in market.execute(query(name), words).fetchall()]
    expected = [row for words in asked(name) for row in market.execute(plain, words).fetchall()]
    assert found
    assert [exact(row) for row in found] == [exact(row) for row in expected]
    if name == "split_by_setting":
        assert [row[4] for row in found] == pytest.approx([row[4] for row in expected], abs=2e-4)


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
