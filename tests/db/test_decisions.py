"""Does what a person decided about two postings stand above the rules, and can it be taken back?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils.db import Database

from crawler.posting import Posting
from db.connect import connect, prepare
from db.decisions import LISTED, Keys, listed, read_decisions
from db.openings import link_openings, take_decisions
from db.rows import Tagged
from db.store import put_postings
from db.summaries import rebuild_openings
from db.tagging import put_tags, untagged
from nlp.shapes import Tags
from tests.db.test_openings import SUMMARIES

Make = Callable[..., Posting]
Load = Callable[..., None]
NOW = datetime(2026, 11, 22, tzinfo=UTC)
WORDS_STAY = ("match_places", "match_works")


def key(number: int) -> str:
    return f"board:elm:{number}"


def decide(db: Database, *lines: tuple[int, int, str]) -> int:
    """Take a file of these decisions."""
    return take_decisions(db, {(key(one), key(other)): word for one, other, word in lines}, NOW)


def homes(db: Database) -> list[int]:
    return [home for (home,) in db.execute("select opening from postings order by id")]


def kept(db: Database) -> list[object]:
    """All that is known of openings, but for the matcher's words, of which some may stay that no opening uses any more."""
    tables = [*(table for table in SUMMARIES if table not in WORDS_STAY), "opening_joins", "shapes"]
    rows = [sorted(db.execute(f"select * from {table}").fetchall(), key=str) for table in tables]
    return [*rows, db.execute("select id, opening, is_own, is_linked from postings order by id").fetchall()]


def test_what_was_set_apart_stays_apart_though_a_third_posting_would_tie_it(
    db: Database, make_posting: Make, load: Load
) -> None:
    load([make_posting(n, requisition="R-9") for n in (1, 2)])
    link_openings(db)
    decide(db, (1, 2, "apart"))
    assert homes(db) == [1, 2]
    load([make_posting(n, requisition="R-9", hours=24) for n in (1, 2, 3)])
    link_openings(db)
    assert homes(db) == [1, 2, 1]


def test_a_decision_taken_back_lets_the_rules_decide(db: Database, make_posting: Make, load: Load) -> None:
    load([make_posting(n, requisition="R-9") for n in (1, 2)] + [make_posting(3, title="Plumber")])
    assert decide(db, (1, 2, "apart"), (2, 3, "together")) == 0
    assert homes(db) == [1, 2, 2]
    assert decide(db) == 2
    assert homes(db) == [1, 1, 3]
    assert db.execute("select * from opening_decisions").fetchall() == []


def test_a_decision_waits_for_its_postings(db: Database, make_posting: Make, load: Load) -> None:
    load([make_posting(n, requisition="R-9") for n in (1, 2)])
    link_openings(db)
    decide(db, (1, 3, "together"), (2, 3, "apart"))
    assert homes(db) == [1, 1]
    load([make_posting(3, title="Plumber", hours=24)])
    link_openings(db)
    assert homes(db) == [1, 2, 1]


def test_to_confirm_what_the_rules_joined_changes_nothing(
    db: Database, make_posting: Make, load: Load
) -> None:
    load([make_posting(n, requisition="R-9") for n in (1, 2, 3)])
    link_openings(db)
    before = kept(db)
    decide(db, (1, 2, "together"), (1, 3, "together"))
    assert kept(db) == before


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"requisition": "R-9"}, "repost_requisition"), ({"body": "Codes charts."}, "repost_text")],
)
def test_what_is_put_together_keeps_what_the_rules_joined(
    db: Database, make_posting: Make, load: Load, fields: dict[str, str], reason: str
) -> None:
    reposts = [make_posting(n, posted_on=date(2026, 1, n), **fields) for n in (2, 3)]
    load([make_posting(1, title="Plumber"), *reposts])
    link_openings(db)
    decide(db, (1, 3, "together"))
    assert homes(db) == [1, 1, 1]
    assert db.execute("select posting, joined_to, reason from opening_joins").fetchall() == [
        (3, 1, "by_hand"),
        (3, 2, reason),
    ]


def test_a_posting_set_free_draws_after_it_what_is_most_like_it(
    db: Database, make_posting: Make, load: Load, make_tags: Callable[..., Tags]
) -> None:
    said = "Codes the visits of the infusion center and settles each modifier with the physicians."
    load(
        [
            *(make_posting(n, requisition="R-9", body=said) for n in (1, 2)),
            make_posting(3, employer="Fir Staffing", body=said),
            make_posting(
                4, employer="Oak Hospital", body=f"{said} Reports denials to the office of compliance."
            ),
        ],
        n3=make_tags(employer_setting="staffing_agency"),
    )
    decide(db, (1, 3, "apart"))
    assert homes(db) == [1, 1, 3, 3]
    decide(db, (1, 3, "apart"), (1, 2, "apart"))
    assert homes(db) == [1, 2, 2, 4]


def test_an_agencys_posting_put_together_with_the_employers_says_nothing_of_the_opening(
    db: Database, make_posting: Make, load: Load, make_tags: Callable[..., Tags]
) -> None:
    load(
        [make_posting(1, employer="Fir Staffing"), make_posting(2, title="Plumber")],
        n1=make_tags(employer_setting="staffing_agency"),
    )
    decide(db, (1, 2, "together"))
    named = "select name, openings.setting from openings join employers on employers.id = openings.employer"
    assert db.execute(named).fetchall() == [("Elm Clinic", "physician_practice")]


def test_a_decision_keeps_the_moment_at_which_it_was_taken_first(db: Database) -> None:
    decide(db, (1, 2, "apart"), (1, 3, "apart"))
    take_decisions(db, {(key(1), key(2)): "apart", (key(1), key(3)): "together"}, NOW + timedelta(days=1))
    assert db.execute("select decision, substr(taken_at, 1, 10) from opening_decisions").fetchall() == [
        ("apart", "2026-11-22"),
        ("together", "2026-11-23"),
    ]


def test_the_list_handed_back_changes_nothing(
    db: Database, make_posting: Make, load: Load, tmp_path: Path
) -> None:
    load([make_posting(n, requisition="R-9", title="=Coder") for n in (1, 2, 3)])
    decide(db, (1, 3, "apart"), (8, 9, "together"))
    before = kept(db)
    rows = list(listed(db))
    assert [row[:4] for row in rows] == [
        (key(1), key(3), "apart", "'=Coder"),
        (key(2), key(1), "", "'=Coder"),
        (key(8), key(9), "together", ""),
    ]
    file = tmp_path / "joins.csv"
    file.write_text("\n".join(",".join(row) for row in [LISTED, *rows]), encoding="utf-8")
    assert take_decisions(db, read_decisions(file), NOW) == 0
    assert kept(db) == before


NUMBERS = range(1, 7)
SENTENCES = (
    "Reviews charts of the infusion clinic every morning.",
    "Settles each modifier with the physicians by telephone.",
    "Codes long stays by DRG for the surgeons at night.",
    "Reports what was denied to the office of compliance.",
)
POSTING = st.fixed_dictionaries(
    {
        "requisition": st.sampled_from([None, None, None, "R-100"]),
        "body": st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=3).map(" ".join),
        "employer": st.sampled_from(["Elm Clinic", "Oak Hospital", "Fir Staffing", "Fir Staffing"]),
        "posted_on": st.integers(1, 20).map(lambda day: date(2026, 1, day)),
    }
)  # fmt: skip
POSTINGS = st.lists(POSTING, min_size=len(NUMBERS), max_size=len(NUMBERS))
PAIRS = [(key(one), key(other)) for one, other in combinations(NUMBERS, 2)]
FILES = st.lists(
    st.dictionaries(st.sampled_from(PAIRS), st.sampled_from(["apart", "together"]), max_size=4),
    min_size=1,
    max_size=4,
)


def consistent(decisions: Mapping[Keys, str]) -> dict[Keys, str]:
    """What a file may say: of contradicting decisions only those that are together."""
    groups = {key(number): {key(number)} for number in NUMBERS}
    for one, other in (pair for pair, word in decisions.items() if word == "together"):
        for member in (whole := groups[one] | groups[other]):
            groups[member] = whole
    return {
        pair: word for pair, word in decisions.items() if word == "together" or pair[1] not in groups[pair[0]]
    }


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with closing(connect(tmp_path_factory.mktemp("decisions") / "empty.db", kind="real").conn) as opened:
        yield Database(opened)


def fresh(empty: Database) -> Database:
    """A database in memory without postings."""
    db = Database(memory=True)
    empty.conn.backup(db.conn)
    db.conn.isolation_level = None
    prepare(db.conn)
    return db


def put(db: Database, postings: Sequence[Posting], make_tags: Callable[..., Tags]) -> None:
    """Store and tag the postings; they are not joined yet."""
    put_postings(db, postings)
    agencies = {posting.id for posting in postings if posting.employer == "Fir Staffing"}
    own, copied = make_tags(), make_tags(employer_setting="staffing_agency")
    rows = untagged(db, 100)
    put_tags(
        db,
        [
            Tagged(row.id, row.content, row.body, False, copied if row.id in agencies else own, "1")
            for row in rows
        ],
    )


def assert_kept_to(db: Database, decisions: Mapping[Keys, str]) -> None:
    """The openings are as decided, and all that is counted of them is what a recount gives."""
    found = homes(db)
    for pair, word in decisions.items():
        one, other = (int(each[-1]) - 1 for each in pair)
        assert (found[one] == found[other]) is (word == "together")
    before = kept(db)
    words = [set(db.execute(f"select * from {table}")) for table in WORDS_STAY]
    rebuild_openings(db)
    assert kept(db) == before
    for table, stayed in zip(WORDS_STAY, words, strict=True):
        assert set(db.execute(f"select * from {table}")) <= stayed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # they make things and keep none
@given(said=POSTINGS, files=FILES)
def test_any_run_of_files_leaves_what_the_last_one_alone_would(
    empty: Database,
    make_posting: Make,
    make_tags: Callable[..., Tags],
    said: Sequence[Mapping[str, object]],
    files: Sequence[Mapping[Keys, str]],
) -> None:
    often, once = fresh(empty), fresh(empty)
    for db in (often, once):
        put(db, [make_posting(number, **each) for number, each in zip(NUMBERS, said, strict=True)], make_tags)
    link_openings(often)
    for decisions in map(consistent, files):
        take_decisions(often, decisions, NOW)
    take_decisions(once, consistent(files[-1]), NOW)
    assert kept(often) == kept(once)
    assert_kept_to(often, consistent(files[-1]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # as above
@given(said=POSTINGS, files=FILES, first=st.integers(0, len(NUMBERS)))
def test_decisions_hold_for_postings_that_come_before_and_after_them(
    empty: Database,
    make_posting: Make,
    make_tags: Callable[..., Tags],
    said: Sequence[Mapping[str, object]],
    files: Sequence[Mapping[Keys, str]],
    first: int,
) -> None:
    db = fresh(empty)
    postings = [make_posting(number, **each) for number, each in zip(NUMBERS, said, strict=True)]
    put(db, postings[:first], make_tags)
    for decisions in map(consistent, files):
        link_openings(db)
        take_decisions(db, decisions, NOW)
    put(db, postings[first:], make_tags)
    link_openings(db)
    assert_kept_to(db, consistent(files[-1]))
