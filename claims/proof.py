"""How often are the verdicts right on markets whose truth is known?

Markets are drawn over a grid (claims/markets.py): employers; sizes equal or Pareto (1.5); correlation within an employer; how
far the truth lies from the threshold; tags unknown at random; tags wrong at random, with an audit that counts how often. Every
figure is estimated, corrected and decided by the code that does so for the ledger.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from claims.answers import Answer
from claims.ledger import Minimums
from claims.markets import AWAY, EMPLOYERS, Cell, Counts, Sizes
from claims.proving import KINDS

SIZES: tuple[Sizes, ...] = ("equal", "pareto")
CORRELATIONS = (0.05, 0.3)
UNKNOWNS = (0.0, 0.4)
LEAST_ENOUGH = 0.3
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a cell's markets: how many had enough evidence, covered the truth, were decided, and wrongly."""

    cell: Cell
    markets: int
    enough: int
    covered: int
    supported: int
    contradicted: int

    @property
    def coverage(self) -> float:
        """The share of intervals that hold the truth; nan for a kind without interval."""
        told = self.enough and KINDS[self.cell.kind].has_interval
        return self.covered / self.enough if told else float("nan")

    @property
    def wrong(self) -> float:
        """The share of verdicts on the wrong side; at the threshold, the larger of the two sides."""
        if not self.enough:
            return float("nan")
        if not self.cell.away:
            return max(self.supported, self.contradicted) / self.enough
        return (self.contradicted if self.cell.away > 0 else self.supported) / self.enough

    @property
    def decided(self) -> float:
        """The share of verdicts on the right side."""
        if not self.enough:
            return float("nan")
        return (self.supported if self.cell.away > 0 else self.contradicted) / self.enough


@dataclass(frozen=True, slots=True)
class Summary:
    """A kind's figures over its cells: coverage, wrong verdicts, and power; nan where no cell tells."""

    kind: str
    cells: int
    coverage_mean: float
    coverage_min: float
    wrong_at_mean: float
    wrong_at_max: float
    wrong_near_max: float
    power_mean: float
    power_min: float


def grid(kinds: list[str]) -> Iterator[Cell]:
    """Every cell of the grid for these kinds; errors only where the kind's errors can be carried through."""
    for kind, employers, sizes, correlation, away, unknown in product(
        kinds, EMPLOYERS, SIZES, CORRELATIONS, AWAY, UNKNOWNS
    ):
        if away not in KINDS[kind].aways:
            continue
        for has_errors in (False, True) if KINDS[kind].is_counted else (False,):
            yield Cell(kind, employers, sizes, correlation, away, unknown, has_errors)


def prove(cell: Cell, markets: int, seed: int, minimums: Minimums) -> Tally:
    """Draw a cell's markets and decide each."""
    kind = KINDS[cell.kind]
    truth, threshold = kind.truth(cell.away), kind.threshold
    rng = np.random.default_rng([seed, *map(ord, repr(cell))])
    counts = np.zeros(4, dtype=int)
    for start in range(0, markets, AT_ONCE):
        answer = kind.answer(rng, cell, min(AT_ONCE, markets - start), minimums.level)
        counts += _counted(answer, truth, threshold, minimums)
    return Tally(cell, markets, *counts.tolist())


def _counted(answer: Answer, truth: float, threshold: float, minimums: Minimums) -> Counts:
    """Count the markets with enough evidence, those whose interval holds the truth, and either verdict."""
    shown = answer.shown
    enough = minimums.reached_by(shown) & np.isfinite(shown.low) & np.isfinite(shown.high)
    past = np.all([each.low > threshold for each in answer.past], axis=0)
    short = np.all([each.high < threshold for each in answer.short], axis=0) & bool(answer.short)
    covered = (shown.low <= truth) & (truth <= shown.high)
    return np.array([enough.sum(), *(np.sum(enough & each) for each in (covered, past, short))], dtype=int)


def enough(tallies: list[Tally]) -> list[Tally]:
    """Keep the cells of which three markets in ten, or more, reach the minimums."""
    return [tally for tally in tallies if tally.enough >= LEAST_ENOUGH * tally.markets]


def summaries(tallies: list[Tally]) -> list[Summary]:
    """Sum up each kind over the cells where enough markets reach the minimums."""
    found = []
    for kind in dict.fromkeys(tally.cell.kind for tally in tallies):
        mine = enough([tally for tally in tallies if tally.cell.kind == kind])
        if mine:
            found.append(summary(kind, mine))
    return found


def summary(kind: str, tallies: list[Tally]) -> Summary:
    """Sum up some cells; power is that of cells that can be decided: shares of which much is unsaid never are."""
    coverage = [t.coverage for t in tallies if KINDS[t.cell.kind].has_interval]
    at = [t.wrong for t in tallies if t.cell.away == 0]
    near = [t.wrong for t in tallies if abs(t.cell.away) == 0.05]
    far = [t.decided for t in tallies if can_be_decided(t.cell)]
    nothing = float("nan")
    return Summary(
        kind=kind,
        cells=len(tallies),
        coverage_mean=sum(coverage) / len(coverage) if coverage else nothing,
        coverage_min=min(coverage, default=nothing),
        wrong_at_mean=sum(at) / len(at) if at else nothing,
        wrong_at_max=max(at, default=nothing),
        wrong_near_max=max(near, default=nothing),
        power_mean=sum(far) / len(far) if far else nothing,
        power_min=min(far, default=nothing),
    )


def can_be_decided(cell: Cell) -> bool:
    """Whether the truth lies far away, employers are many, and the rules let it be decided."""
    return cell.is_far and not (cell.unknown and KINDS[cell.kind].is_share)
