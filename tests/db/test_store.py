"""Does storing lose nothing, double nothing, and record what changed?"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlite_utils.db import Database

from crawler.posting import BoardReport, Posting
from db.boards import finish_boards
from db.rows import EmployerRow, Known, Stored, Tagged
from db.store import known, put_employers, put_postings
from db.tagging import put_tags, untagged
from nlp.shapes import Evidence, Tags

Make = Callable[..., Posting]
Report = Callable[..., BoardReport]


def events(db: Database) -> list[tuple[object, ...]]:
    return db.execute(
        "select posting, kind, field, old, new, reason from posting_events order by id"
    ).fetchall()


def test_the_same_crawl_twice_changes_nothing_but_when_it_was_seen(db: Database, make_posting: Make) -> None:
    assert put_postings(db, [make_posting(1), make_posting(2)]) == Stored(2, 0, 0)
    before = events(db)
    assert put_postings(db, [make_posting(1, hours=24), make_posting(2, hours=24)]) == Stored(0, 0, 2)
    assert events(db) == before
    assert db.execute("select distinct last_seen from postings").fetchall() == [
        ("2026-03-02T12:00:00+00:00",)
    ]


def test_a_posting_twice_in_one_crawl_is_kept_once(db: Database, make_posting: Make) -> None:
    assert put_postings(db, [make_posting(1), make_posting(1)]) == Stored(1, 0, 0)


def test_each_changed_field_is_an_event(db: Database, make_posting: Make) -> None:
    put_postings(db, [make_posting(1)])
    put_postings(db, [make_posting(1, hours=1, title="Senior Coder", requisition="R-7")])
    assert events(db)[1:] == [
        (1, "changed", "title", "Coder", "Senior Coder", None),
        (1, "changed", "requisition", None, "R-7", None),
    ]


def test_a_new_body_waits_for_tags_again(db: Database, make_posting: Make, load: Callable[..., None]) -> None:
    load([make_posting(1)])
    assert untagged(db, 10) == []
    put_postings(db, [make_posting(1, hours=1, body="Now CCS is required.")])
    assert [row.body for row in untagged(db, 10)] == ["Now CCS is required."]
    assert [event[2] for event in events(db)[1:]] == ["body"]


def test_tags_for_an_older_version_are_passed_over(
    db: Database, make_posting: Make, make_tags: Callable[..., Tags]
) -> None:
    put_postings(db, [make_posting(1)])
    (row,) = untagged(db, 1)
    put_postings(db, [make_posting(1, hours=1, body="Another text.")])
    assert put_tags(db, [Tagged(row.id, row.content, row.body, False, make_tags(), "1")]) == 0
    assert len(untagged(db, 10)) == 1


def test_tagging_again_replaces_the_tags_and_the_search(
    db: Database, make_posting: Make, make_tags: Callable[..., Tags], load: Callable[..., None]
) -> None:
    tags = make_tags(evidence=(Evidence("role", "coder", 0, 5, "role.coder"),))
    load([make_posting(1)], tags)
    (row,) = untagged(db, 5, version="2")
    put_tags(db, [Tagged(row.id, row.content, "Other words.", True, replace(tags, evidence=()), "2")])
    assert db.execute("select count(*) from evidence").fetchone() == (0,)
    found = "select count(*) from postings_fts where postings_fts match ?"
    assert db.execute(found, ["charts"]).fetchone() == (0,)
    assert db.execute(found, ['"other words"']).fetchone() == (1,)
    db.execute("insert into postings_fts (postings_fts, rank) values ('integrity-check', 1)")


def test_a_changed_title_is_found_by_its_new_words_alone(
    db: Database, make_posting: Make, load: Callable[..., None]
) -> None:
    load([make_posting(1, title="Orthopedic Coder")])
    put_postings(db, [make_posting(1, hours=1, title="Cardiology Coder")])
    db.execute("insert into postings_fts (postings_fts, rank) values ('integrity-check', 1)")
    found = "select count(*) from postings_fts where postings_fts match ?"
    assert [db.execute(found, [w]).fetchone()[0] for w in ("orthopedic", "cardiology")] == [0, 1]


def closed_by(db: Database, report: BoardReport) -> int:
    """How many postings a report closes."""
    query = "select count(*) from posting_events where kind = 'closed'"
    before = db.execute(query).fetchone()[0]
    finish_boards(db, [report])
    return int(db.execute(query).fetchone()[0] - before)


def test_one_absence_closes_nothing_and_two_do(db: Database, make_posting: Make, make_report: Report) -> None:
    put_postings(db, [make_posting(1), make_posting(2)])
    both = {"board:elm:1", "board:elm:2"}
    assert closed_by(db, make_report(1, both)) == 0
    assert closed_by(db, make_report(24, {"board:elm:1"})) == 0
    assert closed_by(db, make_report(48, {"board:elm:1"})) == 1
    assert events(db)[-1] == (2, "closed", None, None, None, "absent")


@pytest.mark.parametrize("outcome", ["partial", "refused", "blocked", "failed", "shrunken"])
def test_an_incomplete_list_never_closes_for_absence(
    db: Database, make_posting: Make, make_report: Report, outcome: str
) -> None:
    put_postings(db, [make_posting(1)])
    for hours in (1, 24, 48, 72):
        assert closed_by(db, make_report(hours, set(), outcome=outcome)) == 0


def test_two_absences_must_follow_each_other(db: Database, make_posting: Make, make_report: Report) -> None:
    put_postings(db, [make_posting(1)])
    for hours, listed in ((1, set()), (24, {"board:elm:1"}), (48, set())):
        assert closed_by(db, make_report(hours, listed)) == 0


def test_the_boards_own_word_closes_at_once(db: Database, make_posting: Make, make_report: Report) -> None:
    put_postings(db, [make_posting(1)])
    report = make_report(1, set(), outcome="partial", closed=frozenset({"board:elm:1"}))
    assert closed_by(db, report) == 1
    assert events(db)[-1][5] == "declared"
    assert known(db, "elm") == {}


def test_a_report_twice_counts_once(db: Database, make_posting: Make, make_report: Report) -> None:
    put_postings(db, [make_posting(1)])
    report = make_report(1, set())
    finish_boards(db, [report, report])
    assert db.execute("select absent_count from postings").fetchone() == (1,)


def test_a_closed_posting_that_is_listed_again_reopens(
    db: Database, make_posting: Make, make_report: Report
) -> None:
    put_postings(db, [make_posting(1)])
    finish_boards(
        db, [make_report(1, set(), closed=frozenset({"board:elm:1"})), make_report(24, {"board:elm:1"})]
    )
    assert [event[1] for event in events(db)] == ["opened", "closed", "reopened"]
    assert db.execute("select closed_at from openings").fetchone() == (None,)


def test_another_boards_postings_stay_as_they_are(
    db: Database, make_posting: Make, make_report: Report
) -> None:
    put_postings(db, [make_posting(1), make_posting(2, source="oak", id="board:oak:2")])
    for hours in (1, 24):
        finish_boards(db, [make_report(hours, set())])
    assert db.execute("select key from postings where closed_at is null").fetchall() == [("board:oak:2",)]


def test_the_crawler_is_told_what_is_known(db: Database, make_posting: Make) -> None:
    put_postings(db, [make_posting(1)])
    assert known(db, "elm") == {"board:elm:1": Known("board:elm:1", None, make_posting(1).fetched_at)}


def test_events_are_append_only(db: Database, make_posting: Make) -> None:
    put_postings(db, [make_posting(1)])
    for change in ("delete from posting_events", "update posting_events set kind = 'closed'"):
        with pytest.raises(Exception, match="append-only"):
            db.execute(change)


def test_employers_of_one_parent_are_one_cluster(
    db: Database, make_posting: Make, load: Callable[..., None]
) -> None:
    load([make_posting(1), make_posting(2, employer="Oak Hospital")])
    put_employers(db, [EmployerRow(name, parent="Tree Health") for name in ("Elm Clinic", "Oak Hospital")])
    for table in ("openings", "demand_employer"):
        assert db.execute(f"select count(distinct cluster) from {table}").fetchone() == (1,)


def test_hostile_words_are_kept_as_words(db: Database, make_posting: Make, load: Callable[..., None]) -> None:
    title = "Coder'); drop table postings; --\x00\u202e"
    load([make_posting(1, title=title, employer="'\"; --", locations=("<b>Tyler</b>, TX",))])
    assert db.execute("select title from postings").fetchone() == (title,)


def test_a_federal_facility_stands_for_itself(
    db: Database, make_posting: Make, load: Callable[..., None], make_tags: Callable[..., Tags]
) -> None:
    names = ("Elm Medical Center", "Oak Medical Center")
    put_employers(db, [EmployerRow(name, parent="The Department") for name in names])
    load(
        [make_posting(n, employer=name) for n, name in enumerate(names)],
        make_tags(employer_setting="federal"),
    )
    assert db.execute("select count(distinct cluster) from openings").fetchone() == (2,)


def test_a_pages_validator_is_kept_until_the_page_comes_without_one(
    db: Database, make_posting: Make, make_report: Report
) -> None:
    first = make_posting(1, validator='"v1"')
    put_postings(db, [first])
    assert known(db, first.source)[first.id].validator == '"v1"'
    report = make_report(400, {first.id}, unchanged=frozenset([first.id]))
    finish_boards(db, [report])
    assert known(db, first.source)[first.id].fetched_at == report.finished_at
    put_postings(db, [replace(first, validator=None)])
    assert known(db, first.source)[first.id].validator is None


def test_a_body_comes_back_as_served_however_often_its_text_changed(
    db: Database, make_posting: Make, make_tags: Callable[..., Tags], load: Callable[..., None]
) -> None:
    body = "<p>Codes charts.</p>" * 300
    load([make_posting(1, body=body)])
    for version, text in (("2", "Codes charts. " * 300), ("3", "Other words")):
        (row,) = untagged(db, 5, version=version)
        assert row.body == body
        put_tags(db, [Tagged(row.id, row.content, text, False, make_tags(), version)])
    put_postings(db, [make_posting(1, hours=1, body=body + "More.")])
    assert untagged(db, 5)[0].body == body + "More."
