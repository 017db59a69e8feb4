"""Do the figures come out as worked by hand, and do their intervals widen where they must?"""

import numpy as np
import pytest
from scipy.stats import contingency

from claims import statistics
from claims.estimates import Matrix, Support
from claims.linear import bootstrap_p, contrast, model
from claims.medians import Paid, median_ratio
from claims.models import holm
from claims.trends import yearly_change
from claims.weights import rake

LEVEL = 0.95


def sums(rows: list[list[float]]) -> Matrix:
    return np.array(rows, dtype=float)


def test_a_difference_is_that_of_the_two_shares() -> None:
    found = statistics.difference(sums([[10, 6, 10, 3], [20, 12, 5, 1], [10, 5, 10, 2]]), 0.0, LEVEL)
    assert found is not None
    assert found.value == pytest.approx(23 / 40 - 6 / 25)
    assert found.low < found.value < found.high


def test_employers_that_are_all_alike_still_have_an_interval() -> None:
    alike = sums([[10, 10, 10, 0]] * 15)
    found = statistics.difference(alike, 0.0, LEVEL)
    assert found is not None
    assert found.low < found.value <= 1
    assert found.high - found.low > 0.01


def test_openings_of_one_employer_count_less_than_those_of_many() -> None:
    rng = np.random.default_rng(1)
    met = rng.binomial(1, 0.5, 300).astype(float)
    apart = statistics.lead(np.column_stack([np.ones(300), met, 1 - met, np.ones(300)]), 0.0, LEVEL)
    own = np.repeat(rng.binomial(1, 0.5, 15), 20).astype(float).reshape(15, 20).sum(axis=1)
    together = statistics.lead(
        np.column_stack([np.full(15, 20.0), own, 20 - own, np.full(15, 20.0)]), 0.0, LEVEL
    )
    assert apart is not None
    assert together is not None
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_the_pooled_odds_ratio_of_one_table_repeated_is_that_table_s() -> None:
    found = statistics.odds_ratio(sums([[20, 10, 5, 10]] * 40), 1.0, LEVEL)
    assert found is not None
    plain = contingency.odds_ratio([[20, 10], [5, 10]], kind="sample").statistic
    assert found.value == pytest.approx(plain, rel=0.01)


def test_employers_with_one_kind_of_work_alone_add_nothing_to_the_odds() -> None:
    mixed, alone = [[20, 10, 5, 10]] * 20, [[30, 5, 0, 0]] * 20
    one, other = (
        statistics.odds_ratio(sums(mixed), 1.0, LEVEL),
        statistics.odds_ratio(sums(mixed + alone), 1.0, LEVEL),
    )
    assert one == other


def test_a_rank_is_the_lowest_claimed_less_the_highest_other() -> None:
    found = statistics.rank(sums([[10, 8, 10, 6, 10, 5, 10, 1]] * 20), 2, 0.0, LEVEL)
    assert found is not None
    assert found.value == pytest.approx(0.1)


def test_the_ratio_of_medians_is_found_and_needs_both_populations() -> None:
    rng = np.random.default_rng(2)
    pay, cluster = rng.normal(11, 0.2, 600), np.arange(600) % 40
    first = rng.uniform(size=600) < 0.5
    found = median_ratio(Paid(cluster, pay + np.log(1.1) * first, first), 1.0, LEVEL)
    assert found is not None
    assert found.low < 1.1 < found.high
    assert median_ratio(Paid(cluster, pay, np.zeros(600, dtype=bool)), 1.0, LEVEL) is None


def test_a_share_that_grows_by_a_tenth_a_year_is_seen_to() -> None:
    months = 24
    n = np.full((30, months), 10.0)
    met = n * (0.4 + 0.1 * (np.arange(months) - 11.5) / 12)
    found = yearly_change(np.hstack([n, met]), 0.0, LEVEL, first_month=3)
    assert found is not None
    assert found.value == pytest.approx(0.1, abs=0.01)


def test_coefficients_are_those_of_least_squares() -> None:
    rng = np.random.default_rng(3)
    x, clusters = rng.normal(size=500), np.arange(500) % 25
    y = 2 + 0.5 * x + rng.normal(size=500)
    fit = model({"constant": np.ones(500), "x": x, "nil": np.zeros(500)}, y, clusters, Support(500, 25, 25))
    found = contrast(fit, {"x": 1.0}, LEVEL)
    assert found is not None
    assert found.value == pytest.approx(np.polyfit(x, y, 1)[0], abs=1e-4)
    assert contrast(fit, {"nil": 1.0}, LEVEL) is None
    assert bootstrap_p(fit, ["x"]) < 0.01
    assert bootstrap_p(fit, ["x"]) == bootstrap_p(fit, ["x"])


def test_the_bootstrap_rarely_finds_what_is_not_there() -> None:
    found = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        clusters = np.arange(400) % 20
        x = rng.normal(size=20)[clusters] + rng.normal(size=400)
        y = rng.normal(size=20)[clusters] + rng.normal(size=400)
        fit = model({"constant": np.ones(400), "x": x}, y, clusters, Support(400, 20, 20))
        found += bootstrap_p(fit, ["x"]) < 0.05
    assert found <= 8


def test_holm_multiplies_the_smallest_by_the_number_and_keeps_the_order() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


def test_raking_meets_both_margins() -> None:
    counts = np.array([[30.0, 10.0], [20.0, 40.0]])
    weights = rake(counts, np.array([1.0, 1.0]), np.array([2.0, 1.0]))
    weighted = weights * counts
    assert weighted.sum() == pytest.approx(100)
    assert weighted.sum(axis=1) == pytest.approx([50, 50], rel=1e-3)
    assert weighted.sum(axis=0) == pytest.approx([200 / 3, 100 / 3], rel=1e-3)


def test_a_group_without_openings_is_passed_over() -> None:
    weights = rake(np.array([[10.0, 10.0], [0.0, 0.0]]), np.array([1.0, 9.0]), np.array([1.0, 1.0]))
    assert weights[0] == pytest.approx([1, 1])
