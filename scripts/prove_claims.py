"""Are the verdicts right on full sample markets of known truth? Prints what is decided on each, without and with the tagger's errors."""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from sqlite_utils.db import Database

from claims.ledger import shipped
from claims.verdicts import weigh
from credtrack.accuracy import load as load_accuracy
from credtrack.bench.truthful import MARKED_AS, TODAY, load_market
from credtrack.terminal import say

SCENARIOS = ("true", "false", "threshold")


def main(scenarios: list[str]) -> None:
    """Load and weigh each market."""
    with tempfile.TemporaryDirectory() as folder:
        for scenario in scenarios or SCENARIOS:
            db = load_market(Path(folder) / f"{scenario}.db", scenario)
            _tell(db, f"{scenario}, no errors counted")
            load_accuracy(db, MARKED_AS)
            _tell(db, f"{scenario}, errors counted as shipped")
            db.conn.close()


def _tell(db: Database, market: str) -> None:
    started = perf_counter()
    results = [r for r in weigh(db, shipped(), TODAY) if r.claim.evidence == "postings"]
    say(f"{market}: {dict(Counter(r.verdict for r in results))} in {perf_counter() - started:.1f} s")
    for result in results:
        say(f"  {result.claim.id}: {result.verdict}; {result.reading}")


if __name__ == "__main__":
    main(sys.argv[1:])
