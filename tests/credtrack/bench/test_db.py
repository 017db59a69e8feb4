"""Does the database's bench ask what can be answered, and leave what it changes as it was?"""

from itertools import islice
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlite_utils.db import Database

from credtrack.bench.asking import summary
from credtrack.bench.daily import daily_update
from credtrack.bench.questions import questions
from credtrack.bench.truthful import load_market
from db.demand import register
from db.metadata import query


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return load_market(tmp_path_factory.mktemp("bench") / "market.db", "true", size="demo", every=10)


def test_every_question_is_understood(market: Database) -> None:
    register(market.conn)
    for addresses in questions(market, 1).values():
        for address in islice(addresses, 12):
            words = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
            rows = market.execute(query(Path(urlsplit(address).path).stem), words).fetchall()
            assert all(row[0] != "error" for row in rows), address


def test_a_daily_update_leaves_all_as_it_was(market: Database) -> None:
    tables = ("postings", "openings", "demand_change", "demand_employer", "demand_packs")
    before = [market.execute(f"select * from {table} order by 1, 2").fetchall() for table in tables]
    assert daily_update(market) > 0
    assert [market.execute(f"select * from {table} order by 1, 2").fetchall() for table in tables] == before


def test_waits_are_told_in_milliseconds() -> None:
    waits = summary([0.01] * 99 + [1.0])
    assert waits.answers == 100
    assert waits.p50 == pytest.approx(10)
