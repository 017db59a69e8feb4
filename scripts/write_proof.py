"""What does the whole proof come to? Runs the grid and writes its table and picture into docs: some 40 CPU minutes.

Example: python scripts/write_proof.py build/proof.jsonl 1500

Each cell is kept in the file as it is done, and a cell that the file holds is not run again: stopped, it goes on where it was.
Delete the file when a method changes. With 0 markets it runs nothing, and writes what is there.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
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
MORE = 4
"""Times as many markets where power or wrong verdicts are close to a bar, so that the extreme of many cells isn't so by chance."""
CLOSE = ("lead", "rank")
SEED = 1


def main(kept: Path, markets: int) -> None:
    """Prove every cell that isn't kept yet, on all cores, and put table and picture of all that is in their places."""
    cells = list(grid(list(KINDS)))
    done = read(kept)
    left = [cell for cell in cells if markets and cell not in done]
    with (
        ProcessPoolExecutor() as pool,
        progress("cells") as advance,
        kept.open("a", encoding="utf-8") as file,
    ):
        for running in as_completed([pool.submit(_proved, cell, markets_of(cell, markets)) for cell in left]):
            tally = running.result()
            done[tally.cell] = tally
            file.write(json.dumps(asdict(tally)) + "\n")
            file.flush()
            advance(len(done), len(cells))
    write([done[cell] for cell in cells if cell in done], len(cells))


def read(kept: Path) -> dict[Cell, Tally]:
    """Read the cells that are done; a last line that was cut off is not."""
    rows = kept.read_text(encoding="utf-8").splitlines(keepends=True) if kept.exists() else []
    tables = [json.loads(row) for row in rows if row.endswith("\n")]
    tallies = [Tally(**(table | {"cell": Cell(**table["cell"])})) for table in tables]
    return {tally.cell: tally for tally in tallies}


def markets_of(cell: Cell, markets: int) -> int:
    """Give how many markets of a cell are drawn."""
    return markets * MORE if cell.kind in CLOSE and (cell.is_far or cell.is_near) else markets


def write(tallies: list[Tally], cells: int) -> None:
    """Put the table and the picture in their places."""
    page = DOCS / "statistics.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(START)
    page.write_text(before + START + table(tallies, cells) + END + rest.split(END)[1], encoding="utf-8")
    (DOCS / "coverage.svg").write_text(picture(tallies), encoding="utf-8")
    say(f"{len(tallies)} of {cells} cells written to {page}")


def table(tallies: list[Tally], cells: int) -> str:
    """Write the summary as a table in Markdown."""
    least = min(tally.markets for tally in tallies)
    lines = [
        "",
        (
            f"{len(tallies):,} of {cells:,} cells, of {least:,} markets each; of leads and ranks .15 away with 100 employers, or .05 "
            f"away with 12, {MORE * least:,}:"
        ),
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
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else MARKETS)
