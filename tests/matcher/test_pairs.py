"""Are all pairs of profile and opening judged as written down before the matcher was?"""

from pathlib import Path

import pytest

from credtrack.bench.pairs import Pair, pairs
from matcher.finding import STATUSES

PAIRS = pairs(Path(__file__).with_name("pairs.toml"))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair_is_judged_as_written_down(pair: Pair) -> None:
    assert pair.differences() == []


def test_every_status_has_a_pair() -> None:
    assert {pair.fit["status"] for pair in PAIRS} == set(STATUSES)


def test_a_wrong_answer_would_be_seen() -> None:
    pair = PAIRS[0]
    wrong = Pair(pair.name, pair.profile, pair.opening, {"status": "too_far", "months": 3}, pair.today)
    assert len(wrong.differences()) == 2
