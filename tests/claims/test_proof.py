"""Do intervals hold the truth of drawn markets, and are verdicts on them seldom wrong?"""

import os

import pytest

from claims.ledger import shipped
from claims.markets import Cell
from claims.proof import enough, grid, prove, summary
from claims.proof_report import picture, rows
from claims.proving import KINDS

IS_SOAK = os.environ.get("CREDTRACK_PROFILE") == "soak"
MARKETS = 1500 if IS_SOAK else 80
MINIMUMS = shipped().minimums


def cells(kind: str) -> list[Cell]:
    every = list(grid([kind]))
    return every if IS_SOAK else [cell for cell in every if cell.employers == 30 and cell.sizes == "equal"]


@pytest.mark.parametrize("kind", KINDS)
def test_intervals_hold_the_truth_and_verdicts_are_seldom_wrong(kind: str) -> None:
    kept = cells(kind) if IS_SOAK else cells(kind)[::5]
    found = summary(kind, enough([prove(cell, MARKETS, 1, MINIMUMS) for cell in kept]))
    slack = 0 if IS_SOAK else 0.06
    if KINDS[kind].has_interval:
        assert 0.94 - slack / 3 <= found.coverage_mean <= 0.985
        assert found.coverage_min >= 0.925 - slack
    assert not found.wrong_near_max > 0.015 + slack
    assert not found.wrong_at_max > 0.06 + slack


def test_what_lies_far_from_its_threshold_is_decided() -> None:
    far = [Cell(kind, 100, "equal", 0.05, 0.15) for kind in ("share", "difference", "count ratio", "rank")]
    assert min(prove(cell, MARKETS, 1, MINIMUMS).decided for cell in far) >= 0.85


def test_shares_of_which_much_is_unsaid_are_not_decided() -> None:
    assert prove(Cell("share", 100, "equal", 0.05, 0.15, unknown=0.4), MARKETS, 1, MINIMUMS).decided == 0


def test_the_same_cell_comes_out_the_same() -> None:
    cell = Cell("lead", 12, "pareto", 0.3, 0.05, has_errors=True)
    assert prove(cell, 50, 1, MINIMUMS) == prove(cell, 50, 1, MINIMUMS)


def test_the_proof_reads_as_a_table_and_as_a_picture() -> None:
    tallies = [
        prove(cell, 20, 1, MINIMUMS)
        for cell in (Cell("share", 100, "equal", 0.05, away) for away in (0.0, 0.05, 0.15))
    ]
    assert rows(tallies)[0][:2] == ("share", 3)
    assert picture(tallies).count("<circle") == 3 + 4
