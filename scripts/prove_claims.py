"""Are the verdicts right on full sample markets of known truth? Prints what is decided on each, and how long it took."""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from claims.ledger import shipped
from claims.verdicts import weigh
from credtrack.bench.truthful import TODAY, load_market
from credtrack.terminal import say

SCENARIOS = ("true", "false", "threshold")


def main(scenarios: list[str]) -> None:
    """Load and weigh each market."""
    with tempfile.TemporaryDirectory() as folder:
        for scenario in scenarios or SCENARIOS:
            db = load_market(Path(folder) / f"{scenario}.db", scenario)
            started = perf_counter()
            results = [r for r in weigh(db, shipped(), TODAY) if r.claim.evidence == "postings"]
            say(
                f"{scenario}: {dict(Counter(r.verdict for r in results))} in {perf_counter() - started:.1f} s"
            )
            for result in results:
                say(f"  {result.claim.id}: {result.verdict}; {result.reading}")
            db.conn.close()


if __name__ == "__main__":
    main(sys.argv[1:])
