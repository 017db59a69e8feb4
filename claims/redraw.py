"""What may openings truly say, given what the tagger found? Tags, drawn anew.

By Bayes' rule P(true | found) is P(found | true) times how common each combination of true values is, which is fitted to
the openings themselves by expectation and maximization (Dempster, Laird and Rubin 1977); so the errors counted on labeled
postings may be used where values are commoner or rarer than among those. Combinations that were never found have no chance:
an opening whose CPC is drawn anew takes the rest of its requirements from the openings that have it so.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.columns import Coded, Columns, Combos
from claims.errors import DRAWS, Audit, rates
from claims.estimates import Matrix
from claims.ledger import ErrorSource

ROUNDS = 25
TINY = 4
SETTLED = 1e-6
AT_ONCE = 50
MOST_STRETCH = 3.0
NOISE = 1e-9
"""Groups of employers that differ by less are alike."""
MOST = 1_500
"""More readings than this are not drawn together."""

NAMED = re.compile(r"'([a-z_]+)'")

Chances = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Redraw:
    """For each draw, how likely each reading (third axis) is to be found where another (second axis) is true.

    A reading is what the audited tags say together; combinations of which all audited tags are alike share one (`reading`). A
    wrong tag says nothing of the rest, which is as in the openings that were found to be read so.
    """

    combos: Combos
    found: Matrix
    reading: Places
    likely: Chances
    common: Chances

    def expected(self) -> Matrix:
        """Give for each draw how many openings are expected to be truly of each combination."""
        counts: Matrix = self.common[:, self.reading] * (within(self.found, self.reading) * self.found.sum())
        return counts

    def drawn(self, rng: np.random.Generator) -> Iterator[Places]:
        """Draw each opening's true combination, once at each draw of the rates."""
        readings = self.likely.shape[-1]
        found = self.reading[self.combos.codes]
        order = np.argsort(self.reading, kind="stable")
        shares = within(self.found, self.reading)[order].cumsum()
        for common, likely in zip(self.common, self.likely, strict=True):
            chances = common * likely.T.astype(float)
            chances = (chances / np.maximum(chances.sum(axis=1, keepdims=True), 1e-30)).cumsum(axis=1)
            edges = np.minimum(chances, 1.0) + np.arange(readings)[:, np.newaxis]
            at, within_reading = found + rng.random(len(found)), rng.random(len(found))
            # Most openings are read rightly, and only the others are searched for.
            low, high = np.append(-np.inf, edges)[:: readings + 1], edges.diagonal()
            moved = np.flatnonzero((at <= low[found]) | (at > high[found]))
            truly = np.searchsorted(edges.ravel(), at[moved]) - found[moved] * readings
            truly = np.clip(truly, 0, readings - 1)
            chosen = np.searchsorted(shares, truly + within_reading[moved])
            others = order[np.minimum(chosen, len(order) - 1)]
            drawn = self.combos.codes.copy()
            drawn[moved] = np.where(truly == found[moved], drawn[moved], others)
            yield drawn

    def widened(self, groups: Matrix, adds: Matrix, figure: Callable[[Matrix], Matrix]) -> Matrix:
        """Give by how much correcting widens a figure's sampling error; see `stretch`."""
        return stretch(self.likely.mean(axis=0), groups, adds, figure, self.reading)


def within(found: Matrix, reading: Places) -> Matrix:
    """Give each combination's share of its reading's openings; samples may be stacked in front."""
    of_reading = found @ np.eye(int(reading.max()) + 1)[reading]
    shares: Matrix = found / np.maximum(of_reading[..., reading], 1e-9)
    return shares


def behind(sources: Sequence[ErrorSource], names: Sequence[str]) -> list[ErrorSource]:
    """Choose the columns whose errors stand behind some columns."""
    return [source for source in sources if source.column in names or set(source.behind) & set(names)]


def redraw(
    facts: Columns, words: Sequence[str], sources: Sequence[ErrorSource], audit: Audit
) -> Redraw | None:
    """Set up the redrawing of all that some SQL reads; None where nothing of it was audited, or it is too much."""
    used = [source for source in behind(sources, facts.read_by(*words)) if audit.counts(source)]
    more = [source.column for source in used if source.column in facts.coded]
    combos = merged(facts, words).combos(words, more)
    used = [source for source in used if source.column in combos.names]
    if not used or not combos.values:
        return None
    return fitted(combos, used, audit)


def merged(facts: Columns, words: Sequence[str]) -> Columns:
    """Put settings together that the words don't tell apart, so that there are fewer combinations."""
    read, named = facts.read_by(*words), set(NAMED.findall(" ".join(words)))
    beside = [name for name in ("setting_family", "family", "states_setting") if name in read]
    settings = facts.combos((), ("setting", *beside))
    labels: dict[str, str] = {}
    groups: dict[tuple[object, ...], list[str]] = {}
    for setting, *rest in settings.values:
        groups.setdefault((setting,) if setting in named else ("", *rest), []).append(str(setting))
    for group in groups.values():
        labels |= dict.fromkeys(group, "|".join(sorted(group)))
    column = facts.coded["setting"]
    levels = tuple(dict.fromkeys(labels.get(str(level), str(level)) for level in column.levels))
    places = np.array([levels.index(labels.get(str(level), str(level))) for level in column.levels])
    coded = ChainMap({"setting": Coded(places[column.codes], levels)}, facts.coded)
    return Columns(facts.db, facts.cluster, coded, facts.numbers)


def fitted(combos: Combos, used: Sequence[ErrorSource], audit: Audit) -> Redraw | None:
    """Fit how common the true readings are, for each draw of the error rates; None where they are too many."""
    found = np.bincount(combos.codes, minlength=len(combos.values)).astype(float)
    columns = [combos.column(source.column) for source in used]
    levels = [tuple(dict.fromkeys(column)) for column in columns]
    codes = [[of.index(value) for value in column] for of, column in zip(levels, columns, strict=True)]
    readings, inverse = np.unique(np.array(codes).T, axis=0, return_inverse=True)
    if len(readings) > MOST:
        return None
    reading = inverse.reshape(-1).astype(np.int64)
    likely = np.ones((DRAWS, len(readings), len(readings)), dtype=np.float32)
    for at, source in enumerate(used):
        shares = np.bincount(np.array(codes[at]), found, minlength=len(levels[at])) / found.sum()
        drawn = rates(audit, source, levels[at], shares)
        if drawn is not None:
            of = readings[:, at]
            pairs = of[:, np.newaxis] * len(levels[at]) + of
            # Draw by draw, which stays in the cache.
            for one, rate in zip(likely, drawn.astype(np.float32), strict=True):
                one *= rate.take(pairs)
    return Redraw(combos, found, reading, likely, common(likely, np.bincount(reading, found).astype(float)))


def common(likely: Chances, found: Matrix) -> Chances:
    """Give how common each true combination is, by expectation and maximization from the shares found.

    Draws are the last axis but two of `likely`; samples may be stacked in front of both.
    """
    shares = (found / np.maximum(found.sum(axis=-1, keepdims=True), 1))[..., np.newaxis, :].astype(np.float32)
    fitted = np.broadcast_to(shares, np.broadcast_shapes(shares.shape, likely.shape[:-1])).astype(np.float32)
    turned = np.swapaxes(likely, -1, -2)
    for _ in range(ROUNDS):
        expected = _summed(fitted, likely)
        before, fitted = fitted, fitted * _summed(shares / np.maximum(expected, 1e-30), turned)
        if np.abs(fitted - before).max(initial=0.0) < SETTLED:
            break
    return np.asarray(fitted)


def _summed(weights: Chances, rows: Chances) -> Chances:
    """Multiply row vectors with matrices: product by product where they are tiny, for which that is faster."""
    if rows.shape[-1] > TINY:
        return np.asarray((weights[..., np.newaxis, :] @ rows)[..., 0, :])
    found = weights[..., 0, np.newaxis] * rows[..., 0, :]
    for at in range(1, rows.shape[-2]):
        found = found + weights[..., at, np.newaxis] * rows[..., at, :]
    return np.asarray(found)


def stretch(
    likely: Chances, groups: Matrix, adds: Matrix, figure: Callable[[Matrix], Matrix], reading: Places
) -> Matrix:
    """Give by how much correcting widens the sample's error: a group of employers left out in turn, corrected and raw.

    `groups` are openings by group of employers (the last axis but one) and found combination; `adds` what an opening of each
    combination adds.
    """
    left = groups.sum(axis=-2, keepdims=True) - groups
    of_reading = left @ np.eye(int(reading.max()) + 1)[reading]
    shares = common(likely[..., np.newaxis, np.newaxis, :, :], of_reading)[..., 0, :]
    truly = shares[..., reading] * within(left, reading) * left.sum(axis=-1, keepdims=True)
    corrected, raw = figure(truly @ adds), figure(left @ adds)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (corrected.var(axis=-1) / raw.var(axis=-1)) ** 0.5
    ratio = np.where(raw.var(axis=-1) > NOISE, ratio, 1.0)
    found: Matrix = np.clip(np.nan_to_num(ratio, nan=1.0), 1.0, MOST_STRETCH)
    return found
