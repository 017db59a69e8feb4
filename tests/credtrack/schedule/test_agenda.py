"""Does each board come in its own rhythm, spread out, and more seldom when it is in trouble?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.registry import Employer
from credtrack.schedule.boards import Pace, spread, turns

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def board(slug: str, platform: str = "lever") -> Employer:
    return Employer(
        slug=slug, name=slug, kind="vendor", platform=platform, board=slug, confidence="high", source="s"
    )


@pytest.mark.parametrize(
    ("outcome", "in_a_row", "days"),
    [
        ("complete", 0, 1),
        ("partial", 3, 1),
        ("failed", 1, 1),
        ("failed", 2, 2),
        ("blocked", 3, 4),
        ("failed", 9, 7),
        ("refused", 1, 7),
    ],
)
def test_a_board_in_trouble_is_asked_more_seldom(config, outcome: str, in_a_row: int, days: int) -> None:
    config = replace(config, crawl_jitter=timedelta(0))
    (due,) = turns([board("elm")], config, {"elm": Pace(AT, outcome, in_a_row)}, AT)
    assert due.at - AT == days * DAY


def test_a_rhythm_is_the_boards_own_else_its_platforms_else_the_usual(config) -> None:
    rhythms = {"lever": 2 * DAY, "oak": timedelta(hours=6)}
    config = replace(config, crawl_jitter=timedelta(0), crawl_rhythms=rhythms)
    rows = [board("ash"), board("oak"), board("elm", "icims")]
    found = turns(rows, config, {row.slug: Pace(AT, "complete", 0) for row in rows}, AT)
    assert [(due.employer.slug, due.at - AT) for due in found] == [
        ("oak", timedelta(hours=6)),
        ("elm", DAY),
        ("ash", 2 * DAY),
    ]


def test_boards_that_are_not_wanted_never_come(config) -> None:
    config = replace(config, crawl_platforms=("lever",), crawl_leave_out=("oak",))
    rows = [board("ash"), board("oak"), board("elm", "icims")]
    assert [due.employer.slug for due in turns(rows, config, {}, AT)] == ["ash"]


@given(st.text(min_size=1, max_size=20), st.integers(0, 10**6))
def test_a_turn_is_put_off_by_the_same_part_each_time_it_is_asked_for(slug: str, minutes: int) -> None:
    moment, most = AT + timedelta(minutes=minutes), timedelta(hours=2)
    assert timedelta(0) <= spread(slug, moment, most) < most
    assert spread(slug, moment, most) == spread(slug, moment, most)


def test_boards_do_not_come_all_at_once(config) -> None:
    rows = [board(f"board-{number}") for number in range(200)]
    found = turns(rows, config, {}, AT)
    hours = [
        sum(AT + timedelta(minutes=20 * n) <= d.at < AT + timedelta(minutes=20 * (n + 1)) for d in found)
        for n in range(6)
    ]
    assert min(hours) > 15
