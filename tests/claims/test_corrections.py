"""Are the tagger's errors carried through in the right direction, and by as much as they were counted?"""

from itertools import islice
from typing import Any

import numpy as np
import pytest
from sqlite_utils import Database

from claims.columns import Coded, Columns
from claims.corrections import Counted, adjust, drawn_figures
from claims.errors import Audit, Tagger, rates
from claims.estimates import Estimate
from claims.ledger import ErrorSource, Part
from claims.markets import Cell
from claims.precise import precise_rules
from claims.proving import KINDS
from claims.redraw import redraw

SOURCE = ErrorSource(
    "names_cpc", ("credentials:CPC",), {"0": ("absent",), "1": ("present",)}, False, ("only_cpc",)
)
SHARE = Counted("is_coder", ("1", "names_cpc"), (lambda t: t[..., 1] / t[..., 0],))


def tagger(present: tuple[int, int], absent: tuple[int, int]) -> Tagger:
    """Counts of (found, not found) where it is true, and where it isn't."""
    pairs = {
        ("present", "present"): present[0],
        ("present", "absent"): present[1],
        ("absent", "present"): absent[0],
        ("absent", "absent"): absent[1],
    }
    return Tagger(Audit({"credentials:CPC": pairs}), (SOURCE,), 0.95)


def openings(**columns: list[Any]) -> Columns:
    count = len(next(iter(columns.values())))
    coded = {}
    for name, values in {"is_coder": [1] * count, "setting": ["unknown"] * count, **columns}.items():
        levels = tuple(dict.fromkeys(values))
        coded[name] = Coded(np.array([levels.index(value) for value in values]), levels)
    return Columns(Database(memory=True), np.arange(count) % 40, coded, {})


def seen(share: float, count: int = 4000) -> Columns:
    return openings(names_cpc=[int(place < share * count) for place in range(count)])


def test_tags_that_are_often_missed_were_truly_more() -> None:
    found = drawn_figures(seen(0.63), SHARE, tagger((9000, 1000), (0, 10000)))
    assert found is not None
    assert found.figures[0].mean() == pytest.approx(0.7, abs=0.01)


def test_tags_that_are_often_found_in_vain_were_truly_fewer() -> None:
    found = drawn_figures(seen(0.73), SHARE, tagger((10000, 0), (1000, 9000)))
    assert found is not None
    assert found.figures[0].mean() == pytest.approx(0.7, abs=0.01)


def test_correcting_widens_the_sampling_error_as_much_as_it_moves_shares() -> None:
    named = np.random.default_rng(1).binomial(1, 0.5, 4000).tolist()
    found = drawn_figures(openings(names_cpc=named), SHARE, tagger((9000, 1000), (1000, 9000)))
    assert found is not None
    assert found.widened[0] == pytest.approx(1 / 0.8, abs=0.1)


def test_a_tagger_seldom_checked_leaves_more_open_than_one_often_checked() -> None:
    few = drawn_figures(seen(0.5), SHARE, tagger((20, 0), (20, 0)))
    many = drawn_figures(seen(0.5), SHARE, tagger((2000, 0), (0, 2000)))
    assert few is not None
    assert many is not None
    assert few.figures[0].std() > 3 * many.figures[0].std()


def test_what_nobody_checked_is_not_corrected() -> None:
    assert drawn_figures(seen(0.5), SHARE, Tagger(Audit({}), (SOURCE,), 0.95)) is None


def test_an_opening_drawn_anew_takes_the_rest_of_others_that_have_the_tag() -> None:
    facts = openings(names_cpc=[1, 1, 0, 0] * 100, only_cpc=[1, 0, 0, 0] * 100)
    drawn = redraw(facts, ["only_cpc"], (SOURCE,), tagger((90, 10), (10, 90)).audit)
    assert drawn is not None
    assert set(drawn.combos.values) == {(1, 1), (0, 1), (0, 0)}
    only, both, neither = (drawn.combos.values.index(row) for row in ((1, 1), (0, 1), (0, 0)))
    assert drawn.reading[only] == drawn.reading[both] != drawn.reading[neither]
    truly = np.concatenate(list(islice(drawn.drawn(np.random.default_rng(1)), 20)))
    found = np.tile(drawn.combos.codes, 20)
    assert not (truly[found == only] == both).any()
    now_named = truly[(found == neither) & (truly != neither)]
    assert (now_named == only).mean() == pytest.approx(0.5, abs=0.1)
    assert drawn.expected().sum(axis=1) == pytest.approx(len(facts))


def test_of_many_values_those_with_one_case_borrow_from_the_others() -> None:
    names = tuple("abcdef")
    pairs = {(name, name): 1 if name == "f" else 30 for name in names} | {("a", "b"): 1}
    source = ErrorSource("setting", ("setting",), {}, False, ())
    drawn = rates(Audit({"setting": pairs}), source, names, np.full(6, 1 / 6))
    assert drawn is not None
    assert drawn.sum(axis=2) == pytest.approx(1)
    assert drawn[:, 5, 5].mean() > 0.9 > 1.5 / 2
    assert drawn[:, 5, 5].std() > 2 * drawn[:, 4, 4].std()


def test_rates_are_of_finding_where_it_is_true() -> None:
    drawn = rates(tagger((80, 20), (1, 99)).audit, SOURCE, (0, 1), np.array([0.5, 0.5]))
    assert drawn is not None
    assert drawn.sum(axis=2) == pytest.approx(1)
    assert drawn.mean(axis=0) == pytest.approx(np.array([[0.985, 0.015], [0.2, 0.8]]), abs=0.02)


def test_draws_widen_an_interval_and_never_narrow_it() -> None:
    raw = Estimate(value=0.6, low=0.5, high=0.7, p=0.05, n=100, employers=20, effective_employers=20.0)
    part = Part(measure="share", sense="above", threshold=0.5)
    same, more = (adjust(raw, np.random.default_rng(1).normal(0.6, s, 200), part, 0.95) for s in (1e-6, 0.05))
    assert same is not None
    assert more is not None
    assert (same.low, same.high) == pytest.approx((0.5, 0.7), abs=1e-3)
    assert more.high - more.low > same.high - same.low


def test_a_rule_is_precise_from_twenty_cases_and_95_right_in_100_on() -> None:
    counts = {"a": (19, 0), "b": (20, 0), "c": (19, 1), "d": (18, 2)}
    fields = {
        f"rule:pay:{name}": {("right", "found"): right, ("wrong", "found"): wrong}
        for name, (right, wrong) in counts.items()
    }
    assert precise_rules(Audit(fields)) == {"pay": {"b", "c"}}


@pytest.mark.parametrize("correlation", [0.05, 0.3])
@pytest.mark.parametrize("away", [-0.15, 0.05])
def test_corrected_odds_ratios_within_employers_lie_around_the_true_one(
    correlation: float, away: float
) -> None:
    cell = Cell("odds ratio", 100, "equal", correlation, away, has_errors=True)
    kind = KINDS["odds ratio"]
    answer = kind.answer(np.random.default_rng(1), cell, 400, 0.95)
    (raw, corrected), true = answer.past, np.log(kind.truth(away))
    assert abs(np.log(corrected.value).mean() - true) < 0.03 < abs(true) * 0.2 + 0.02
    assert abs(np.log(raw.value).mean()) < abs(np.log(corrected.value).mean())
    covered = (corrected.low <= kind.truth(away)) & (kind.truth(away) <= corrected.high)
    assert 0.92 <= covered.mean() <= 0.985
