"""Is a sample market the same for the same seed, of the promised size, and consistent in itself?"""

import csv
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from credtrack.sample.boards.shelf import is_open
from credtrack.sample.chance import stream
from credtrack.sample.employers import make_employers
from credtrack.sample.leaning import named
from credtrack.sample.scenario import ScenarioError, load
from credtrack.sample.world import Market, build_market

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def demo() -> Market:
    return build_market("demo", "demo", 7, TODAY)


def test_the_same_seed_gives_the_same_market(demo: Market) -> None:
    assert build_market("demo", "demo", 7, TODAY) == demo


def test_another_seed_gives_another_market(demo: Market) -> None:
    assert build_market("demo", "demo", 8, TODAY).openings != demo.openings


def test_the_order_of_hashes_does_not_matter(root: Path) -> None:
    code = (
        "import hashlib, datetime; from credtrack.sample.world import build_market as b;"
        "print(hashlib.sha256(repr(b('demo', 'demo', 7, datetime.date(2026, 11, 22))).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_an_unknown_scenario_gets_one_clear_line() -> None:
    with pytest.raises(ScenarioError, match=r"scenarios/sunny\.toml: no such scenario"):
        build_market("demo", "sunny", 1, TODAY)


def test_the_demo_has_about_sixty_employers_and_2500_postings(demo: Market) -> None:
    classes = Counter(opening.job_class for opening in demo.openings)
    assert 55 <= len(demo.employers) <= 66
    assert 2_000 <= classes["coder"] + classes["adjacent"] <= 2_200
    assert 2_350 <= len(demo.postings) <= 2_650
    assert 0.07 <= 1 - len(demo.openings) / len(demo.postings) <= 0.14


def test_dates_span_two_years_and_some_postings_are_open(demo: Market) -> None:
    days = [posting.posted_on for posting in demo.postings]
    assert max(days) <= TODAY
    assert TODAY - timedelta(days=731) <= min(days) <= TODAY - timedelta(days=700)
    assert 60 <= sum(is_open(posting, TODAY) for posting in demo.postings) <= 600
    assert all(p.closed_on is None or p.posted_on < p.closed_on <= TODAY for p in demo.postings)


def test_ids_are_unique_and_look_like_their_platforms(demo: Market) -> None:
    assert len({posting.id for posting in demo.postings}) == len(demo.postings)
    for posting in demo.postings:
        board = posting.board_employer
        assert posting.id == f"{board.platform}:{board.board}:{posting.native_id}"
        assert posting.native_id.startswith("R-") == (board.platform == "workday")


def test_a_repost_comes_within_sixty_days_of_its_closing(demo: Market) -> None:
    originals = {p.opening.key: p for p in demo.postings if p.kind == "original"}
    for repost in (p for p in demo.postings if p.kind == "repost"):
        closed = originals[repost.opening.key].closed_on
        assert closed is not None
        assert 0 < (repost.posted_on - closed).days < 60


def test_a_copy_stands_with_an_agency_or_a_job_board_under_its_own_number(demo: Market) -> None:
    copies = [posting for posting in demo.postings if posting.kind == "copy"]
    assert copies
    assert {copy.board_employer.setting for copy in copies} <= {"staffing_agency", "unknown"}
    assert all(copy.requisition != copy.opening.requisition for copy in copies)


def test_the_same_requisition_stands_on_a_siblings_board(demo: Market) -> None:
    twins = [posting for posting in demo.postings if posting.kind == "same_requisition"]
    assert twins
    assert all(twin.board_employer.parent == twin.opening.employer.parent for twin in twins)
    assert all(twin.requisition == twin.opening.requisition for twin in twins)


def test_most_pairs_of_one_employer_and_title_are_different_openings(demo: Market) -> None:
    alike = defaultdict(list)
    for posting in demo.postings:
        alike[posting.board_employer.slug, posting.opening.title_hint].append(posting.opening.key)
    pairs = [a != b for keys in alike.values() for a, b in combinations(keys, 2)]
    assert sum(pairs) / len(pairs) > 0.5


def test_facts_can_be_put_into_words(demo: Market) -> None:
    for opening in demo.openings:
        codes = named(opening.requirements)
        assert not set(opening.talked_about) & codes
        assert "SPECIALTY" not in codes
        assert not (opening.job_class == "other" and opening.requirements)
        assert (opening.states_scope == "listed") == bool(opening.states)
        assert opening.remote == "remote" or opening.places
        for group in opening.requirements:
            assert group.months_to_obtain is None or group.level == "required"
            assert group.any_of != ("RN",)


def test_pay_has_a_bound_and_its_bounds_are_in_order(demo: Market) -> None:
    for pay in (opening.pay for opening in demo.openings if opening.pay):
        assert pay.low is not None or pay.high is not None
        assert pay.low is None or pay.high is None or pay.low <= pay.high


def test_no_employer_bears_a_real_ones_name(shared: Path) -> None:
    with (shared / "data" / "employers.csv").open(encoding="utf-8") as rows:
        real = {row["name"].lower() for row in csv.DictReader(rows)}
    made = make_employers(load("true"), "full", stream(1, "employers"))
    assert not real & {employer.name.lower() for employer in made}
    assert (
        len({employer.slug for employer in made}) == len({employer.board for employer in made}) == len(made)
    )
