"""Does the answer for a region count each opening once, and say the same from every door?"""

import json
from collections.abc import Callable
from dataclasses import astuple
from random import Random

import pytest
from sqlite_utils.db import Database

from crawler.posting import Posting
from db.demand import Answer, demand, register
from db.errors import RegionError, RequestError
from db.openings import link_openings
from nlp.shapes import RequirementGroup, Tags

Make = Callable[..., Posting]
Load = Callable[..., None]


@pytest.fixture
def market(db: Database, make_posting: Make, make_tags: Callable[..., Tags], load: Load) -> Database:
    """Twelve postings of four employers; two are one opening, two are remote, one is no coding work."""
    either = make_tags(requirements=(RequirementGroup("required", ("CPC", "CCS")),))
    both = make_tags(
        requirements=(RequirementGroup("required", ("CPC",)), RequirementGroup("preferred", ("CCS",)))
    )
    load(
        [
            make_posting(n, employer=f"Employer {n % 4}", requisition="R-1x" if n in (4, 8) else None)
            for n in range(1, 13)
        ],
        n1=either,
        n2=both,
        n3=make_tags(requirements=()),
        n5=make_tags(remote="remote"),
        n6=make_tags(remote="remote", states=(), states_scope="any"),
        n7=make_tags(job_class="other", role="other"),
    )
    link_openings(db)
    return db


def value(answer: Answer, section: str, key: str) -> float | None:
    return next(row.value for row in answer.rows if (row.section, row.key) == (section, key))


def test_the_total_is_the_count_of_distinct_openings(market: Database) -> None:
    count = (
        "select count(distinct opening) from postings join opening_places using (opening) "
        "where state = 'TX' and job_class = 'coder' and remote <> 'remote'"
    )
    assert (
        value(demand(market, region="TX"), "openings", "openings") == market.execute(count).fetchone()[0] == 8
    )


def test_the_split_names_each_opening_once(market: Database) -> None:
    answer = demand(market, region="TX", remote="include")
    shares = {row.key: row.value for row in answer.rows if row.section == "split"}
    assert sum(v or 0 for v in shares.values()) == pytest.approx(1, abs=0.001)
    assert {k: round((v or 0) * 10) for k, v in shares.items() if v} == {
        "CPC only": 7, "either": 1, "both": 1, "none named": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("remote", "openings"), [("exclude", 8), ("include", 10), ("only", 2)])
def test_remote_openings_count_as_asked(market: Database, remote: str, openings: int) -> None:
    assert value(demand(market, region="Texas", remote=remote), "openings", "openings") == openings


def test_every_share_has_an_interval_around_it(market: Database) -> None:
    shares = [row for row in demand(market).rows if row.unit == "share"]
    assert shares
    for row in shares:
        low, estimate, high = (
            bound if bound is not None else -1.0 for bound in (row.low, row.value, row.high)
        )
        assert 0 <= low <= estimate <= high <= 1
        assert high > low


def test_a_small_sample_says_so(market: Database) -> None:
    assert any(
        note.startswith("Small sample: 8 openings of 4 employers")
        for note in demand(market, region="TX").notes
    )


def test_sql_and_python_give_the_same_rows(market: Database) -> None:
    register(market.conn)
    asked = "select credtrack_demand('TX', '', '', 'required', 'include', '', '')"
    rows = json.loads(market.execute(asked).fetchone()[0])
    answer = demand(market, region="TX", level="required", remote="include")
    assert [tuple(row) for row in rows] == [astuple(row) for row in answer.rows]
    assert [tuple(row.values()) for row in json.loads(answer.to_json())["rows"]] == [
        tuple(row) for row in rows
    ]


def test_an_empty_database_answers_with_nothing(db: Database) -> None:
    assert value(demand(db, region="South"), "openings", "openings") == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"setting": "clinic"}, "expected one of physician_practice"),
        ({"work_type": "1 or 1"}, "expected one of inpatient"),
        ({"since": "yesterday"}, "expected a date such as"),
        ({"remote": "maybe"}, "expected one of exclude"),
    ],
)
def test_a_word_that_is_not_understood_is_one_clear_line(
    db: Database, words: dict[str, str], expected: str
) -> None:
    with pytest.raises(RequestError, match=expected):
        demand(db, **words)


def test_an_unknown_region_is_one_clear_line(db: Database) -> None:
    with pytest.raises(RegionError, match="expected a state"):
        demand(db, region="Atlantis")


def test_an_ambiguous_region_lists_the_choices(db: Database) -> None:
    with pytest.raises(RegionError, match=r"may mean: .*Portland"):
        demand(db, region="Portland")


def test_sql_and_python_agree_on_200_random_requests(market: Database) -> None:
    register(market.conn)
    rng = Random(5)
    choices = {
        "region": ["", "TX", "Texas", "South", "West South Central", "Tyler", "cbsa:19100", "OK", "75701"],
        "setting": ["", "physician_practice", "payer"],
        "work_type": ["", "professional", "inpatient"],
        "level": ["", "required", "preferred"],
        "remote": ["exclude", "include", "only"],
        "since": ["", "2026-02-01", "2026-03-02"],
        "until": ["", "2026-03-01"],
    }
    for _ in range(200):
        words = {name: rng.choice(values) for name, values in choices.items()}
        said = market.execute(
            "select credtrack_demand(?, ?, ?, ?, ?, ?, ?)", list(words.values())
        ).fetchone()[0]
        answer = demand(market, **words)
        assert [tuple(row) for row in json.loads(said)] == [astuple(row) for row in answer.rows]
        split = [row.value or 0 for row in answer.rows if row.section == "split"]
        assert not split or abs(sum(split) - 1) < 0.001


def test_an_answer_is_taken_anew_when_the_data_have_changed(
    market: Database, make_posting: Make, load: Load
) -> None:
    register(market.conn)
    asked = "select json_extract(credtrack_demand('TX', '', '', '', '', '', ''), '$[0][2]')"
    assert market.execute(asked).fetchone() == (8,)
    load([make_posting(99)])
    assert market.execute(asked).fetchone() == (9,)


def test_openings_without_a_place_are_told_of(
    market: Database, make_posting: Make, load: Load, make_tags: Callable[..., Tags]
) -> None:
    load([make_posting(50, locations=("53 Locations",))], make_tags(states=()))
    answer = demand(market, region="TX")
    assert value(answer, "unknown", "no place known, everywhere") == 1
    assert value(answer, "openings", "openings") == 8
