"""Are postings of one opening joined, and those of two left apart?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlite_utils.db import Database

from crawler.posting import Posting
from db.likeness import likeness, runs_of, title_core
from db.openings import link_openings
from db.summaries import rebuild_openings
from nlp.shapes import Pay, RequirementGroup, Tags

Make = Callable[..., Posting]
Load = Callable[..., None]
SUMMARIES = (
    *("openings", "opening_credentials", "opening_places", "demand_change", "demand_employer"),
    *("demand_profiles", "profile_credentials", "profile_regions", "profile_places", "demand_packs"),
    *("match_packs", "match_places", "match_works"),
)


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
    kept = [sorted(db.execute(f"select * from {table}").fetchall(), key=str) for table in SUMMARIES]
    assert all(kept)
    rebuild_openings(db)
    assert [sorted(db.execute(f"select * from {table}").fetchall(), key=str) for table in SUMMARIES] == kept


def test_likeness_runs_from_none_to_all() -> None:
    assert likeness(runs_of("a b c d e"), runs_of("A, b c - d e.")) == 1
    assert likeness(runs_of("a b c d e"), runs_of("v w x y z")) == 0
    assert likeness(runs_of("a b c d"), runs_of("a b c e")) == 1 / 3
    assert likeness(runs_of("a b c"), runs_of("c b a")) == 0


def test_a_copy_by_an_agency_is_no_opening_of_its_own(
    db: Database, make_posting: Make, load: Load, make_tags: Callable[..., Tags]
) -> None:
    said = "Reviews oncology charts in the infusion center and settles each modifier with the physicians every morning."
    own = make_posting(1, body=said, title="Oncology Coder (Full Time)")
    copy = make_posting(
        2,
        body=f"Our client is hiring. {said}",
        title="Oncology Coder - FT",
        employer="Fir Staffing",
        hours=48,
    )
    load([copy, own], n2=make_tags(employer_setting="staffing_agency", pay=Pay(25, 30, "hour")))
    assert link_openings(db) == 1
    assert db.execute("select posting, joined_to, reason from opening_joins").fetchall() == [
        (1, 2, "copy_text")
    ]
    row = db.execute(
        "select employers.name, openings.setting from openings join employers on employers.id = employer"
    )
    assert row.fetchall() == [("Elm Clinic", "physician_practice")]


@pytest.mark.parametrize(
    ("own", "copy", "joined"),
    [
        ({"experience_years": 2}, {"experience_years": 3}, 0),
        ({"experience_years": 2}, {}, 1),
        ({"remote": "onsite"}, {"remote": "hybrid"}, 0),
        ({"remote": "onsite"}, {"remote": "unstated"}, 1),
        ({"pay": Pay(20, 30, "hour")}, {"pay": Pay(25, 30, "hour")}, 0),
        ({"pay": Pay(20, 30, "hour")}, {"pay": Pay(20, None, "hour")}, 1),
    ],
)
def test_a_copy_that_contradicts_is_an_opening_of_its_own(
    db: Database,
    make_posting: Make,
    load: Load,
    make_tags: Callable[..., Tags],
    own: dict[str, Any],
    copy: dict[str, Any],
    joined: int,
) -> None:
    load(
        [
            make_posting(1, body="Codes charts."),
            make_posting(2, body="Codes charts.", employer="Fir Staffing"),
        ],
        n1=make_tags(**own),
        n2=make_tags(employer_setting="staffing_agency", **copy),
    )
    assert link_openings(db) == joined


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Medical Coder, FT", "Medical Coder (Full Time, Days)"),
        ("Sr. Clinic Coder - Remote", "Clinic Coder II"),
    ],
)
def test_titles_agree_but_for_their_trimmings(one: str, other: str) -> None:
    assert title_core(one) == title_core(other)
