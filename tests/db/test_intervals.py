"""Do the intervals hold what they promise?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from db.intervals import share

CLUSTERS = st.lists(
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=30
)


@given(CLUSTERS)
def test_the_interval_holds_the_estimate_and_is_never_a_point(clusters: list[tuple[int, int]]) -> None:
    found = share([hits for hits, _ in clusters], [n for _, n in clusters])
    assert found is not None
    assert 0 <= found.low <= found.estimate <= found.high <= 1
    assert found.high > found.low


@given(CLUSTERS)
def test_it_is_never_narrower_than_for_single_openings(clusters: list[tuple[int, int]]) -> None:
    hits, n = sum(h for h, _ in clusters), sum(n for _, n in clusters)
    found = share([h for h, _ in clusters], [n for _, n in clusters])
    assert found is not None
    assert found.low <= (beta.ppf(0.025, hits, n - hits + 1) if hits else 0) + 1e-9
    assert found.high >= (beta.ppf(0.975, hits + 1, n - hits) if hits < n else 1) - 1e-9


def test_one_employer_alone_decides_nothing() -> None:
    found = share([30], [60])
    assert found is not None
    assert found.high - found.low > 0.9


def test_where_all_agree_the_employers_are_the_sample() -> None:
    found = share([10] * 20, [10] * 20)
    assert found is not None
    assert found.low == pytest.approx(beta.ppf(0.025, 20, 1))


def test_no_openings_give_no_share() -> None:
    assert share([], []) is None
    assert share([0], [0]) is None
