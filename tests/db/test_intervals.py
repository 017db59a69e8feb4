"""Do the intervals hold what they promise?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from db.intervals import share, shares, summed, weights

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


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30)
)
def test_several_shares_at_once_are_what_each_is_alone(rows: list[tuple[int, int, int]]) -> None:
    sizes = np.array([size for size, *_ in rows])
    hits = np.array([[min(one, size), min(other, size)] for size, one, other in rows]).T
    employers = weights(sizes)
    found = shares(summed(hits, employers), employers)
    for at in range(2):
        alone = share(hits[at].tolist(), sizes.tolist())
        assert alone
        assert (found.estimate[at], found.low[at], found.high[at]) == pytest.approx(
            (alone.estimate, alone.low, alone.high), abs=1e-6
        )
