"""Are postings of one job joined, and those of two jobs left apart?"""

from collections.abc import Callable
from datetime import date

import pytest
from sqlite_utils.db import Database

from crawler.posting import Posting
from db.likeness import likeness
from db.openings import link_openings
from db.summaries import rebuild_openings
from nlp.shapes import Pay, RequirementGroup, Tags

Make = Callable[..., Posting]
Load = Callable[..., None]
SUMMARIES = ("openings", "opening_credentials", "opening_places")


def test_one_requisition_on_two_boards_is_one_opening(db: Database, make_posting: Make, load: Load) -> None:
    load(
        [
            make_posting(1, requisition="R-100"),
            make_posting(2, requisition="R-100", source="oak", id="board:oak:2"),
        ]
    )
    assert link_openings(db) == 1
    assert db.execute("select opening, joined_to, reason from opening_joins").fetchall() == [
        (1, 1, "same_requisition")
    ]
    assert db.execute("select id, postings from openings").fetchall() == [(1, 2)]
    assert link_openings(db) == 0


def test_a_requisition_of_another_employer_is_another_opening(
    db: Database, make_posting: Make, load: Load
) -> None:
    load(
        [make_posting(1, requisition="R-100"), make_posting(2, requisition="R-100", employer="Oak Hospital")]
    )
    assert link_openings(db) == 0


def test_one_requisition_for_quite_different_titles_is_not_joined(
    db: Database, make_posting: Make, load: Load
) -> None:
    load(
        [make_posting(1, requisition="EVERGREEN"), make_posting(2, requisition="EVERGREEN", title="Plumber")]
    )
    assert link_openings(db) == 0


@pytest.mark.parametrize(("days", "joined"), [(59, 1), (61, 0)])
def test_a_repost_counts_once_within_60_days(
    db: Database, make_posting: Make, load: Load, days: int, joined: int
) -> None:
    first, again = date(2026, 1, 1), date.fromordinal(date(2026, 1, 1).toordinal() + days)
    body = "Reviews charts of the emergency department and assigns codes for each visit. CPC required here."
    load([make_posting(1, posted_on=first, body=body), make_posting(2, posted_on=again, body=body)])
    assert link_openings(db) == joined


def test_two_postings_of_one_day_stay_two(db: Database, make_posting: Make, load: Load) -> None:
    load([make_posting(1, body="The same words."), make_posting(2, body="The same words.")])
    assert link_openings(db) == 0


def test_a_chain_of_reposts_is_one_opening(db: Database, make_posting: Make, load: Load) -> None:
    load([make_posting(n, requisition="R-9", posted_on=date(2026, n, 1)) for n in (1, 2, 3)])
    link_openings(db)
    assert db.execute("select distinct opening from postings").fetchall() == [(1,)]


def test_a_later_posting_joins_an_opening_kept_before(db: Database, make_posting: Make, load: Load) -> None:
    load([make_posting(1, requisition="R-9")])
    link_openings(db)
    load([make_posting(2, requisition="R-9", hours=24)])
    assert link_openings(db) == 1


def test_tags_of_an_opening_are_the_union_of_its_postings(
    db: Database, make_posting: Make, load: Load, make_tags: Callable[..., Tags]
) -> None:
    first = make_tags(work_types=("inpatient",), pay=Pay(20, 30, "hour"), experience_years=3)
    second = make_tags(
        work_types=("outpatient",), remote="hybrid", requirements=(RequirementGroup("preferred", ("CCS",)),)
    )
    load([make_posting(n, requisition="R-9") for n in (1, 2)], n1=first, n2=second)
    link_openings(db)
    row = db.execute(
        "select inpatient, outpatient, remote, annual_pay, experience_years from openings"
    ).fetchall()
    assert row == [(1, 1, "hybrid", 52000.0, 3.0)]
    named = "select credential, is_required, is_preferred from opening_credentials order by 1"
    assert db.execute(named).fetchall() == [("CCS", 0, 1), ("CPC", 1, 0)]


def test_a_rebuild_gives_identical_summaries(db: Database, make_posting: Make, load: Load) -> None:
    load([make_posting(n, requisition="R-9" if n < 3 else None) for n in range(1, 6)])
    link_openings(db)
    kept = [db.execute(f"select * from {table} order by 1, 2, 3").fetchall() for table in SUMMARIES]
    rebuild_openings(db)
    assert [db.execute(f"select * from {table} order by 1, 2, 3").fetchall() for table in SUMMARIES] == kept


def test_likeness_runs_from_none_to_all() -> None:
    assert likeness("a b c d e", "a b c d e") == 1
    assert likeness("a b c d e", "v w x y z") == 0
