"""Is a figure decided as the rules say: by its interval, by what is unknown, and by what it rests on?"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claims import statistics
from claims.audit import unaudited
from claims.deciding import decide, joined
from claims.estimates import Estimate, Matrix
from claims.ledger import Minimums, Part, shipped
from claims.outcomes import Finding
from credtrack.accuracy import load as load_accuracy
from db.connect import connect

MINIMUMS = Minimums(min_openings=30, min_employers=12, min_effective_employers=10, level=0.95)


def part(**changes: Any) -> Part:
    return Part(**{"measure": "share", "sense": "above", "threshold": 0.5, **changes})


def found(low: float, high: float, **changes: Any) -> Estimate:
    support = {"n": 100, "employers": 20, "effective_employers": 20.0, "p": 0.01}
    return Estimate(value=(low + high) / 2, low=low, high=high, **{**support, **changes})


def finding(*ways: Estimate) -> Finding:
    return Finding(shown=ways[0], past=ways[:2], short=(ways[0], ways[-1]))


def test_an_interval_past_the_threshold_is_supported() -> None:
    assert decide(part(), finding(found(0.6, 0.8)), MINIMUMS) == ("supported", "")


def test_a_test_of_its_own_goes_before_the_interval() -> None:
    own = Finding(
        shown=found(0.6, 0.8), past=(found(0.6, 0.8),), short=(), forced="undecided", note="by its test"
    )
    assert decide(part(), own, MINIMUMS) == ("undecided", "by its test")


def test_an_interval_short_of_it_is_contradicted() -> None:
    assert decide(part(), finding(found(0.2, 0.4)), MINIMUMS)[0] == "contradicted"


@pytest.mark.parametrize("sense", ["below", "at most"])
def test_below_turns_past_and_short_around(sense: str) -> None:
    assert decide(part(sense=sense), finding(found(0.2, 0.4)), MINIMUMS)[0] == "supported"
    assert decide(part(sense=sense), finding(found(0.6, 0.8)), MINIMUMS)[0] == "contradicted"


def test_an_interval_across_the_threshold_is_undecided() -> None:
    verdict, reason = decide(part(), finding(found(0.4, 0.6)), MINIMUMS)
    assert verdict == "undecided"
    assert "0.5" in reason


def test_unknown_openings_that_could_turn_the_share_leave_it_undecided() -> None:
    ways = finding(found(0.6, 0.8), found(0.3, 0.5), found(0.7, 0.9))
    assert decide(part(), ways, MINIMUMS) == ("undecided", "It rests on what postings leave unsaid.")


def test_support_asks_nothing_of_unknowns_counted_for_it() -> None:
    ways = finding(found(0.6, 0.8), found(0.55, 0.7), found(0.4, 0.6))
    assert decide(part(), ways, MINIMUMS)[0] == "supported"


def test_growth_that_is_sure_but_small_is_undecided_and_says_so() -> None:
    trend = part(measure="trend", threshold=0.05, contradicted_below=0.0)
    verdict, reason = decide(trend, finding(found(0.01, 0.04)), MINIMUMS)
    assert verdict == "undecided"
    assert "surely above 0" in reason
    assert decide(trend, finding(found(-0.04, -0.01)), MINIMUMS)[0] == "contradicted"


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"n": 29}, "29 of 30 openings"),
        ({"employers": 11}, "11 of 12 employers"),
        ({"effective_employers": 3.2}, "3 of 10 effective employers"),
    ],
)
def test_under_the_minimums_there_is_too_little_evidence(changes: dict[str, Any], missing: str) -> None:
    verdict, reason = decide(part(), finding(found(0.6, 0.8, **changes)), MINIMUMS)
    assert verdict == "too little evidence"
    assert missing in reason


def test_no_openings_at_all_are_too_little_evidence() -> None:
    assert decide(part(), Finding(shown=None), MINIMUMS)[0] == "too little evidence"


def test_several_parts_are_joined_as_the_ledger_says() -> None:
    yes, no, little, open_ = "supported", "contradicted", "too little evidence", "undecided"
    assert joined([(yes, False), (yes, False)]) == yes
    assert joined([(yes, False), (no, False), (little, False)]) == no
    assert joined([(yes, False), (little, False), (open_, False)]) == little
    assert joined([(yes, False), (open_, False)]) == open_
    assert joined([(yes, False), (little, True)]) == yes
    assert joined([(little, True), (little, True)]) == little


def test_counting_employers_once_gives_the_mean_of_their_own_shares() -> None:
    sums: Matrix = np.array([[100.0, 90.0], [2.0, 0.0]])
    once = statistics.once_each(sums, (0,))
    assert once.tolist() == [[1.0, 0.9], [1.0, 0.0]]


def test_tags_whose_errors_nobody_counted_are_named(tmp_path: Path) -> None:
    db = connect(tmp_path / "empty.db", kind="real")
    claim = shipped().find("ccs-goes-with-drg")
    assert unaudited(db, shipped(), claim) == ("credential_levels", "mentions")
    load_accuracy(db)
    assert unaudited(db, shipped(), claim) == ("mentions",)
