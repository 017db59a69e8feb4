"""What does the whole proof come to? Runs the grid and writes its table and picture into docs: some 20 minutes on two cores."""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from claims.ledger import shipped
from claims.markets import Cell
from claims.proof import Tally, grid, prove
from claims.proof_report import HEADINGS, picture, rows
from claims.proving import KINDS
from credtrack.terminal import progress, say

DOCS = Path(__file__).parent.parent / "docs"
START, END = "<!-- proof -->", "<!-- end of proof -->"
MARKETS = 1500
SEED = 1


def main(markets: int) -> None:
    """Prove every cell, on all cores, and put table and picture in their places."""
    cells = list(grid(list(KINDS)))
    tallies = []
    with ProcessPoolExecutor() as pool, progress("cells") as advance:
        for tally in pool.map(_proved, cells, [markets] * len(cells), chunksize=4):
            tallies.append(tally)
            advance(len(tallies), len(cells))
    page = DOCS / "statistics.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(START)
    page.write_text(before + START + table(tallies, markets) + END + rest.split(END)[1], encoding="utf-8")
    (DOCS / "coverage.svg").write_text(picture(tallies), encoding="utf-8")
    say(f"{len(tallies)} cells of {markets} markets written to {page}")


def table(tallies: list[Tally], markets: int) -> str:
    """Write the summary as a table in Markdown."""
    lines = [
        "",
        f"{markets:,} markets a cell:",
        "",
        f"| {' | '.join(HEADINGS)} |",
        "|" + "---|" * len(HEADINGS),
        *(f"| {' | '.join(map(str, row))} |" for row in rows(tallies)),
        "",
        "![Coverage of the 95 % intervals, a dot for each cell](coverage.svg)",
        "",
    ]
    return "\n".join(lines)


def _proved(cell: Cell, markets: int) -> Tally:
    return prove(cell, markets, SEED, shipped().minimums)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MARKETS)
