"""What may openings truly say, given what the tagger found? Tags, drawn anew.

By Bayes' rule P(true | found) is P(found | true) times how common each combination of true values is, which is fitted to
the openings themselves by expectation and maximization (Dempster, Laird and Rubin 1977); so the errors counted on labeled
postings may be used where values are commoner or rarer than among those. Combinations that were never found have no chance:
an opening whose CPC is drawn anew takes the rest of its requirements from the openings that have it so.
"""

import re
from collections.abc import Callable, Sequence
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
"""More combinations than this are not drawn together."""

NAMED = re.compile(r"'([a-z_]+)'")

Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Redraw:
    """For each draw, how likely each combination (third axis) is to be found where another (second axis) is true."""

    combos: Combos
    found: Matrix
    likely: Chances
    common: Chances

    def expected(self) -> Matrix:
        """Give for each draw how many openings are expected to be truly of each combination."""
        counts: Matrix = self.common * self.found.sum()
        return counts

    def classes(self, kinds: NDArray[np.int64]) -> Matrix:
        """Give for each draw and found combination the chances of the kinds of combination that it truly is."""
        count = int(kinds.max()) + 1
        of_kind = (kinds[np.newaxis, :] == np.arange(count)[:, np.newaxis]).astype(np.float32)
        chances = np.empty((DRAWS, len(kinds), count))
        for start in range(0, DRAWS, AT_ONCE):
            part = slice(start, start + AT_ONCE)
            weighted = of_kind[np.newaxis] * self.common[part, np.newaxis, :]
            chances[part] = np.swapaxes(weighted @ self.likely[part], 1, 2)
        return np.asarray(chances / np.maximum(chances.sum(axis=2, keepdims=True), 1e-30))


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
    if not used or not combos.values or len(combos.values) > MOST:
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
    coded = facts.coded | {"setting": Coded(places[column.codes], levels)}
    return Columns(facts.db, facts.cluster, coded, facts.numbers)


def fitted(combos: Combos, used: Sequence[ErrorSource], audit: Audit) -> Redraw:
    """Fit how common the true combinations are, for each draw of the error rates."""
    found = np.bincount(combos.codes, minlength=len(combos.values)).astype(float)
    likely = np.ones((DRAWS, len(found), len(found)), dtype=np.float32)
    alike = np.ones((len(found), len(found)), dtype=bool)
    for source in used:
        values = combos.column(source.column)
        levels = tuple(dict.fromkeys(values))
        codes = np.array([levels.index(value) for value in values])
        shares = np.bincount(codes, found, minlength=len(levels)) / found.sum()
        drawn = rates(audit, source, levels, shares)
        if drawn is not None:
            likely *= drawn[:, codes[:, np.newaxis], codes[np.newaxis, :]].astype(np.float32)
            alike &= codes[:, np.newaxis] == codes[np.newaxis, :]
    # A wrong tag says nothing of the rest, which is as in the openings that were found to have that tag.
    rest = np.where(alike, np.eye(len(found)), found / np.maximum(alike @ found, 1e-9))
    likely *= rest.astype(np.float32)
    return Redraw(combos, found, likely, common(likely, found))


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


def stretch(likely: Chances, groups: Matrix, adds: Matrix, figure: Callable[[Matrix], Matrix]) -> Matrix:
    """Give by how much correcting widens the sample's error: a group of employers left out in turn, corrected and raw.

    `groups` are openings by group of employers (the last axis but one) and found combination; `adds` what an opening of each
    combination adds.
    """
    left = groups.sum(axis=-2, keepdims=True) - groups
    shares = common(likely[..., np.newaxis, np.newaxis, :, :], left)[..., 0, :]
    corrected = figure(shares * left.sum(axis=-1, keepdims=True) @ adds)
    raw = figure(left @ adds)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (corrected.var(axis=-1) / raw.var(axis=-1)) ** 0.5
    ratio = np.where(raw.var(axis=-1) > NOISE, ratio, 1.0)
    found: Matrix = np.clip(np.nan_to_num(ratio, nan=1.0), 1.0, MOST_STRETCH)
    return found
