"""Do drawn figures fill their width, keep their order, and say the same in words?"""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credtrack.pages.figures import columns, gauge, split_bar
from credtrack.pages.words import chosen, day, dollars, name, options, plural, share, web_address
from db.naming import SPLIT


@given(st.dictionaries(st.sampled_from(SPLIT), st.floats(0, 1e6), min_size=1))
def test_a_bars_parts_follow_each_other_and_fill_it(weights: dict[str, float]) -> None:
    pieces = split_bar(weights).pieces
    assert len(pieces) == len(SPLIT)
    for before, after in pairwise(pieces):
        assert math.isclose(before.start + before.width, after.start, abs_tol=0.01)
    if sum(weights.values()):
        assert math.isclose(sum(piece.width for piece in pieces), 100, abs_tol=0.01)


def test_a_bar_reads_aloud_without_its_empty_parts() -> None:
    assert split_bar({"CPC only": 3, "either": 1}).words == "CPC only 75%, either 25%"


@given(
    st.lists(st.floats(-1e6, 1e6) | st.just(math.inf), min_size=2, max_size=2),
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
)
def test_a_gauge_stays_on_its_axis(ends: list[float], value: float, threshold: float) -> None:
    drawn = gauge(value, min(ends), max(ends), threshold)
    assert all(0 <= each <= 1 for each in (drawn.value, drawn.low, drawn.high, drawn.threshold))


def test_months_are_drawn_oldest_first_with_years_at_their_start() -> None:
    drawn = columns([("2026-01", 4), ("2025-12", 2)])
    assert [(column.month, column.height, column.label) for column in drawn] == [
        ("2025-12", 50, ""),
        ("2026-01", 100, "2026"),
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0%"), (0.001, "<1%"), (0.123, "12%"), (0.999, ">99%"), (1.0, "100%"), (None, "")],
)
def test_a_share_is_never_rounded_to_nothing_or_all(value: float | None, written: str) -> None:
    assert share(value) == written


def test_numbers_days_and_names_read_as_a_person_writes_them() -> None:
    assert (dollars(57_595.2, 741), dollars(57_595.2, 9), dollars(None)) == ("$57,600", "$58,000", "")
    assert (day("2026-11-22T14:44:02+00:00"), day(None)) == ("Nov 22, 2026", "")
    assert (plural(1, "opening"), plural(1914, "opening")) == ("1 opening", "1,914 openings")
    assert (name("physician_practice"), name("ltach")) == ("Physician practice", "Long-term acute care")


@pytest.mark.parametrize(
    "hostile", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "ftp://x", ""]
)
def test_only_web_addresses_are_linked(hostile: str) -> None:
    assert web_address(hostile) == ""
    assert web_address("https://acme.example/1") == "https://acme.example/1"


def test_of_options_the_one_of_the_value_is_chosen_and_none_is_markup() -> None:
    written = options(("post_acute", 'a"<b'))
    assert chosen(written, None) == chosen(written, "post") == written
    assert chosen(written, "post_acute").startswith('<option value="post_acute" selected>Post acute</option>')
    assert chosen(written, 'a"<b').endswith('<option value="a&#34;&lt;b" selected>A&#34;&lt;b</option>')
