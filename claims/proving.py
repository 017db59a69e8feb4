"""How is each kind of figure that is counted estimated, corrected and decided on drawn markets?"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from claims import markets as drawn
from claims import statistics
from claims.answers import Answer, Kind
from claims.corrections import adjust_many, adjust_rank, moved_odds
from claims.estimates import Estimates, Matrix
from claims.ledger import Part
from claims.markets import MISSED, VAIN, Cell, Counts, Rng
from claims.proving_pay import coefficient, mean_difference, one_by_one, paid_ratio, several, spread
from claims.redraw import common, stretch
from claims.trends import effects, yearly_change

DRAWS = 50
GROUPS = 12
ONE = np.array([[1.0, 0.0], [1.0, 1.0]])
"""What openings that don't meet a rule, and those that do, add to the sums openings and met."""


@dataclass(frozen=True, slots=True)
class Design:
    """A figure that is counted: how openings are drawn, what each kind of them adds to the sums, and the figure of sums."""

    measure: str
    draw: Callable[[Rng, Cell, int], Counts]
    adds: tuple[tuple[float, ...], ...]
    estimate: Callable[[Matrix, float, float], Estimates]
    figure: Callable[[Matrix], Matrix]
    error: Callable[[Matrix | float, Matrix | float], Matrix]
    threshold: float = 0.0

    def answer(self, rng: Rng, cell: Cell, markets: int, level: float) -> Answer:
        """Estimate markets; with errors, raw and corrected figures must both decide."""
        true = self.draw(rng, cell, markets)
        seen = drawn.mistaken(rng, true, self.error(VAIN, MISSED)) if cell.has_errors else true
        adds = np.array(self.adds)
        raw = self.estimate(seen @ adds, self.threshold, level)
        if not cell.has_errors:
            return Answer(raw, (raw,), (raw,))
        likely = self.error(*drawn.audits(rng, markets, DRAWS))
        expected = truly(seen.sum(axis=1), likely)
        with np.errstate(divide="ignore", invalid="ignore"):
            figures = self.figure(expected @ adds)
            widened = widening(seen, likely, adds, self.figure)
            if self.measure == "odds ratio":  # within employers: the sums over all tell the change alone
                together = self.figure(seen.sum(axis=1) @ adds)
                figures, widened = moved_odds(raw.value, figures, together, widened)
        part = Part(measure=self.measure, sense="above", threshold=self.threshold)
        corrected = adjust_many(raw, figures, part, level, widened)
        return Answer(corrected, (raw, corrected), (raw, corrected))


def widening(seen: Counts, likely: Matrix, adds: Matrix, figure: Callable[[Matrix], Matrix]) -> Matrix:
    """Give by how much correcting widens the sampling error, as for the ledger's own figures."""
    groups = np.stack([seen[:, at::GROUPS].sum(axis=1) for at in range(GROUPS)], axis=1)
    return stretch(
        likely.mean(axis=1).astype(np.float32), groups.astype(float), adds, figure, np.arange(seen.shape[-1])
    )


def truly(found: Counts, likely: Matrix) -> Matrix:
    """Give how many openings are expected to be truly of each kind, at each draw of the rates (the second axis)."""
    counts = found.astype(float)
    fitted: Matrix = (
        common(likely.astype(np.float32), counts) * counts.sum(axis=-1)[..., np.newaxis, np.newaxis]
    )
    return fitted


def of_two(vain: Matrix | float, missed: Matrix | float) -> Matrix:
    """Errors of one tag, in either of two populations."""
    one = drawn.error_of(vain, missed)
    nothing = np.zeros_like(one)
    return np.concatenate(
        [np.concatenate([one, nothing], axis=-1), np.concatenate([nothing, one], axis=-1)], axis=-2
    )


def of_both(vain: Matrix | float, missed: Matrix | float) -> Matrix:
    """Errors of two tags that are read apart."""
    one = drawn.error_of(vain, missed)
    both = one[..., :, np.newaxis, :, np.newaxis] * one[..., np.newaxis, :, np.newaxis, :]
    return both.reshape(*one.shape[:-2], 4, 4)


def share(mean: float, rng: Rng, cell: Cell, markets: int, level: float) -> Answer:
    """Take a share three ways: unknown openings left out, counted against the rule, and for it."""
    n = drawn.sizes(rng, cell, markets)
    known = rng.binomial(n, 1 - cell.unknown)
    met = rng.binomial(known, drawn.leaning(rng, cell, mean + cell.away, markets))
    seen = np.stack([known - met, met], axis=-1)
    if cell.has_errors:
        seen = drawn.mistaken(rng, seen, drawn.error_of(VAIN, MISSED))
    met, unknown = seen[..., 1], n - known
    ways = [(known, met), (n, met), (n, met + unknown)]
    raw = [
        statistics.share.many(np.stack(way, axis=-1).astype(float), mean, level, with_p=False) for way in ways
    ]
    if not cell.has_errors:
        return Answer(raw[0], (raw[0], raw[1]), (raw[0], raw[2]))
    likely = drawn.error_of(*drawn.audits(rng, markets, DRAWS))
    fulfilled = truly(seen.sum(axis=1), likely)[..., 1]
    of_known, of_all, more = (each.sum(axis=1)[:, np.newaxis] for each in (known, n, unknown))
    figures = [fulfilled / np.maximum(of_known, 1), fulfilled / of_all, (fulfilled + more) / of_all]
    part = Part(measure="share", sense="above", threshold=mean)
    widened = widening(seen, likely, ONE, lambda t: t[..., 1] / t[..., 0])
    left_out, unmet, for_it = (
        adjust_many(one, figure, part, level, widened) for one, figure in zip(raw, figures, strict=True)
    )
    return Answer(left_out, (raw[0], raw[1], left_out, unmet), (raw[0], raw[2], left_out, for_it))


def rank(rng: Rng, cell: Cell, markets: int, level: float) -> Answer:
    """Rank four candidates, each with errors of its own."""
    seen = drawn.candidates(rng, cell, markets)
    if cell.has_errors:
        seen = drawn.mistaken(rng, seen, drawn.error_of(VAIN, MISSED))
    n, met = seen.sum(axis=-1), seen[..., 1]
    sums = np.stack([n, met], axis=-1).reshape(*n.shape[:-1], -1).astype(float)
    raw = statistics.rank.many(sums, 1, 0.0, level)
    if not cell.has_errors:
        return Answer(raw, (raw,), (raw,))
    shares, widened = [], []
    for place in range(4):
        likely = drawn.error_of(*drawn.audits(rng, markets, DRAWS))
        expected = truly(seen[:, :, place].sum(axis=1), likely)
        shares.append(expected[..., 1] / np.maximum(expected.sum(axis=-1), 1))
        widened.append(widening(seen[:, :, place], likely, ONE, lambda t: t[..., 1] / t[..., 0]))
    drawn_shares, wider = np.stack(shares, axis=-2), np.stack(widened, axis=-1)
    part = Part(measure="setting rank", sense="above", threshold=0.0)
    both = (wider[:, :1], wider[:, 1:])
    corrected = adjust_rank(raw, drawn_shares[:, :1], drawn_shares[:, 1:], part, level, both)
    return Answer(corrected, (raw, corrected), (raw, corrected))


def trend(rng: Rng, cell: Cell, markets: int, level: float) -> Answer:
    """Take the yearly change of a share over two years."""
    seen = drawn.months(rng, cell, markets)
    if cell.has_errors:
        seen = drawn.mistaken(rng, seen, drawn.error_of(VAIN, MISSED))
    sums = np.concatenate([seen.sum(axis=-1), seen[..., 1]], axis=-1).astype(float)
    raw = yearly_change.many(sums, 0.0, level, 1)
    if not cell.has_errors:
        return Answer(raw, (raw,), (raw,))
    found = seen.sum(axis=1)
    likely = drawn.error_of(*drawn.audits(rng, markets, DRAWS))
    expected = np.swapaxes(truly(found, likely[:, np.newaxis]), 1, 2)
    figures = effects(expected.sum(axis=-1), expected[..., 1], 1)
    widened = widening(seen.sum(axis=2), likely, ONE, lambda t: t[..., 1] / t[..., 0])
    corrected = adjust_many(raw, figures, Part(measure="trend", sense="above", threshold=0.0), level, widened)
    return Answer(corrected, (raw, corrected), (raw, corrected))


def _first_of(totals: Matrix) -> Matrix:
    return totals[..., 1] / totals[..., 0] - totals[..., 3] / totals[..., 2]


POPULATIONS = ((1.0, 0.0, 0.0, 0.0), (1.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 1.0, 1.0))
DIFFERENCE = Design(
    "difference", drawn.two_shares, POPULATIONS, statistics.difference.many, _first_of, of_two
)
ODDS = Design(
    "odds ratio",
    drawn.two_odds,
    ((0.0, 1.0, 0.0, 0.0), (1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 0.0)),
    statistics.odds_ratio.many,
    lambda t: t[..., 0] * t[..., 3] / np.maximum(t[..., 1] * t[..., 2], 0.5),
    of_two,
    1.0,
)
LEAD = Design(
    "lead",
    drawn.two_tags,
    ((1.0, 0.0, 0.0, 0.0), (1.0, 0.0, 1.0, 1.0), (1.0, 1.0, 0.0, 1.0), (1.0, 1.0, 1.0, 0.0)),
    statistics.lead.many,
    lambda t: (t[..., 1] - t[..., 2]) / t[..., 0],
    of_both,
)
COUNT_RATIO = Design(
    "count ratio",
    lambda rng, cell, markets: drawn.shares(rng, cell, markets, 0.5 + cell.away),
    ((0.0, 1.0, 1.0), (1.0, 0.0, 1.0)),
    statistics.count_ratio.many,
    lambda t: (t[..., 0] + 0.5) / (t[..., 1] + 0.5),
    drawn.error_of,
    1.0,
)
KINDS: dict[str, Kind] = {
    "share": Kind(partial(share, 0.5), lambda away: 0.5 + away, 0.5, is_share=True),
    "rare share": Kind(partial(share, 0.2), lambda away: 0.2 + away, 0.2, is_share=True),
    "difference": Kind(DIFFERENCE.answer, lambda away: away, 0.0),
    "lead": Kind(LEAD.answer, lambda away: away, 0.0),
    "count ratio": Kind(COUNT_RATIO.answer, lambda away: (0.5 + away) / (0.5 - away), 1.0),
    "odds ratio": Kind(ODDS.answer, drawn.odds, 1.0),
    "rank": Kind(rank, lambda away: away, 0.0),
    "trend": Kind(trend, lambda away: away, 0.0),
    "mean difference": Kind(
        partial(one_by_one, mean_difference), lambda away: 3 * away, 0.0, is_counted=False
    ),
    "median ratio": Kind(partial(one_by_one, paid_ratio), lambda away: 1 + away, 1.0, is_counted=False),
    "coefficient": Kind(partial(one_by_one, coefficient), lambda away: away, 0.0, is_counted=False),
    "state spread": Kind(partial(one_by_one, spread), lambda away: 1 + 2 * away, 1.0, is_counted=False),
    "several coefficients": Kind(
        several, lambda away: away, 0.0, is_counted=False, has_interval=False, aways=(0.0, 0.15)
    ),
}
