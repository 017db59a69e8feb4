"""Does the database's bench ask what can be answered, and leave what it changes as it was?"""

from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlite_utils.db import Database

from credtrack.bench import db as bench_db
from credtrack.bench import tagged
from credtrack.bench.asking import summary
from credtrack.bench.daily import daily_update
from credtrack.bench.questions import questions
from credtrack.bench.truthful import load_market
from credtrack.bench.workshop import Workshop
from db.connect import connect
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


def test_the_million_goes_on_where_its_making_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tagged, "BASE", 6)
    monkeypatch.setattr(bench_db, "CHUNK", 10)
    monkeypatch.setattr(bench_db, "MILLION", 25)
    shop, tagging = Workshop(tmp_path), bench_db._tagging
    begun: list[str] = []

    def stopped_at_the_second(db: Database, by_id: dict[str, tagged.TaggedPosting]) -> Callable[[], object]:
        begun.append(next(iter(by_id)))
        if len(begun) == 2:
            raise KeyboardInterrupt
        return tagging(db, by_id)

    monkeypatch.setattr(bench_db, "_tagging", stopped_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        bench_db.build(shop)
    kept = shop.folder / bench_db.KEPT
    assert not kept.exists()

    bench_db.build(shop)

    assert begun == [f"sample:bench:{number}" for number in (0, 10, 10, 20)]
    assert "executemany" not in capfd.readouterr().err
    with closing(connect(kept, readonly=True).conn) as connection:
        asked = "select count(*), count(tagged_hash), count(opening) from postings"
        assert connection.execute(asked).fetchone() == (25, 25, 25)
