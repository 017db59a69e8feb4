"""Is what was open on a day counted right, each opening once, and kept up as postings come and go?"""

from collections.abc import Callable

import pytest
from sqlite_utils.db import Database

from crawler.posting import BoardReport, Posting
from db.boards import finish_boards
from db.openings import link_openings

Make = Callable[..., Posting]
Load = Callable[..., None]
Report = Callable[..., BoardReport]


@pytest.fixture
def moving(db: Database, make_posting: Make, make_report: Report, load: Load) -> Database:
    """Six postings, two of them one opening; three are gone after two days, one comes back."""
    load([make_posting(n, requisition="R-1x" if n in (5, 6) else None) for n in range(1, 7)])
    link_openings(db)
    keys = {f"board:elm:{n}" for n in range(1, 7)}
    for hours, listed in (
        (1, keys),
        (24, keys - {"board:elm:1"}),
        (48, keys - {"board:elm:1", "board:elm:2"}),
    ):
        finish_boards(db, [make_report(hours, listed)])
    gone = frozenset({"board:elm:3"})
    finish_boards(db, [make_report(72, keys - {"board:elm:1", "board:elm:2"} - gone, closed=gone)])
    finish_boards(db, [make_report(96, keys - {"board:elm:2", "board:elm:3"})])
    return db


def open_now(db: Database) -> int:
    return int(db.execute("select count(distinct id) from openings where closed_at is null").fetchone()[0])


def test_the_last_day_holds_what_is_open_now(moving: Database) -> None:
    for view in ("demand_daily", "demand_daily_by_setting"):
        last = moving.execute(f"select open_now from {view} order by day desc limit 1").fetchone()
        assert last == (open_now(moving),)


def test_each_opening_counts_once_in_each_region_and_credential(moving: Database) -> None:
    for view, where in (
        ("demand_daily_by_region", "region = 'TX'"),
        ("demand_daily_by_credential", "level = 'required'"),
    ):
        last = moving.execute(
            f"select open_now from {view} where {where} order by day desc limit 1"
        ).fetchone()
        assert last == (open_now(moving),)


def test_an_opening_that_came_back_counts_as_open_throughout(moving: Database) -> None:
    rows = moving.execute("select day, opened, closed, open_now from demand_daily").fetchall()
    assert rows == [("2026-03-01", 5, 0, 5), ("2026-03-04", 0, 2, 3)]


def test_openings_by_employer_are_distinct_openings(moving: Database) -> None:
    total = moving.execute("select sum(openings) from demand_employer where region = 'US'").fetchone()
    assert total == moving.execute("select count(distinct opening) from postings").fetchone()


def test_weeks_begin_on_monday(moving: Database) -> None:
    assert moving.execute("select week, opened from new_by_week limit 1").fetchall() == [("2026-02-23", 5)]
