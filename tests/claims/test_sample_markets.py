"""Are verdicts on markets of known truth right, and are enough decided? Tags are as true, so that no tagger is asked."""

from collections import Counter
from pathlib import Path

import pytest

from claims.ledger import shipped
from claims.outcomes import Result
from claims.verdicts import weigh
from credtrack.bench.truthful import TODAY, load_market

PART = 4
"""Each fourth opening of a full market is loaded; scripts/prove_claims.py takes all of them."""


def weighed(folder: Path, scenario: str) -> list[Result]:
    db = load_market(folder / f"{scenario}.db", scenario, every=PART)
    try:
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
