"""Are verdicts on markets of known truth right, and are enough decided? Tags are as true, so that no tagger is asked."""

import os
from collections import Counter
from pathlib import Path

import pytest

from claims.ledger import shipped
from claims.outcomes import Result
from claims.verdicts import weigh
from credtrack.accuracy import load as load_accuracy
from credtrack.bench.truthful import MARKED_AS, TODAY, load_market

IS_SOAK = os.environ.get("CREDTRACK_PROFILE") == "soak"
ENOUGH = 0.9
PART = 4
"""Each fourth opening of a full market is loaded; scripts/prove_claims.py takes all of them."""


def weighed(folder: Path, scenario: str, *, every: int = PART, with_errors: bool = False) -> list[Result]:
    db = load_market(folder / f"{scenario}.db", scenario, every=every)
    try:
        if with_errors:
            load_accuracy(db, MARKED_AS)
        return [result for result in weigh(db, shipped(), TODAY) if result.claim.evidence == "postings"]
    finally:
        db.conn.close()


@pytest.mark.parametrize(("scenario", "right"), [("true", "supported"), ("false", "contradicted")])
def test_what_is_decided_is_right(tmp_path: Path, scenario: str, right: str) -> None:
    verdicts = {result.claim.id: result.verdict for result in weighed(tmp_path, scenario)}
    wrong = {"supported", "contradicted"} - {right}
    assert [claim for claim, verdict in verdicts.items() if verdict in wrong] == []
    assert Counter(verdicts.values())[right] >= len(verdicts) / 2


def test_at_the_thresholds_most_is_left_undecided(tmp_path: Path) -> None:
    verdicts = Counter(result.verdict for result in weighed(tmp_path, "threshold"))
    assert verdicts["supported"] + verdicts["contradicted"] <= 5


@pytest.mark.skipif(not IS_SOAK, reason="full markets take minutes: make soak")
@pytest.mark.parametrize(("scenario", "right"), [("true", "supported"), ("false", "contradicted")])
def test_nine_in_ten_are_decided_rightly_with_the_counts_that_ship(
    tmp_path: Path, scenario: str, right: str
) -> None:
    verdicts = Counter(result.verdict for result in weighed(tmp_path, scenario, every=1, with_errors=True))
    assert verdicts[right] >= ENOUGH * verdicts.total()
    assert verdicts[right] + verdicts["undecided"] == verdicts.total()
