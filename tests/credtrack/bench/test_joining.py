"""Are postings of the sample market joined as its truth has them?"""

import os
from datetime import date
from pathlib import Path

from credtrack.bench.joining import join_market
from credtrack.sample.world import build_market

IS_SOAK = os.environ.get("CREDTRACK_PROFILE") == "soak"


def test_joined_postings_are_one_opening_and_most_of_one_opening_are_joined(tmp_path: Path) -> None:
    market = build_market("full" if IS_SOAK else "demo", "demo", 1, date(2026, 11, 22))
    found = join_market(market, tmp_path / "joined.db")
    assert found.naive_wrong >= 0.5, "the market must be hard for who joins by employer and title"
    assert found.true > 300
    assert found.precision >= 0.99
    assert found.recall >= 0.9
