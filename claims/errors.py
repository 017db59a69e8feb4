"""How often may the tagger be wrong? Error rates, drawn from the counts of labeled postings.

`tagger_accuracy` says how often each value was found where another is true. A draw of P(found | true) is Dirichlet: the
counts, half a case for right and half a case for all wrong values together, which share it as often as each is found. Of a tag
with many values, most have few cases: these borrow from each other, as far as their cases agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln
from sqlite_utils.db import Database

from claims.estimates import Matrix
from claims.ledger import ErrorSource

DRAWS = 200
PRIOR = 0.5
MANY = 5
MEANS = np.linspace(0.005, 0.995, 100)
SHARES = np.linspace(0.02, 0.98, 49)

Rates = NDArray[np.float64]
"""For each draw, true value and found value, the chance to find it."""

Pairs = dict[tuple[str, str], int]
"""How often (true, found) was counted."""

NEWEST = """
    select tagger_version from postings where tagger_version is not null
    group by tagger_version order by count(*) desc limit 1
"""


@dataclass(frozen=True, slots=True)
class Audit:
    """The counts of the version that tagged most postings, by field."""

    fields: Mapping[str, Pairs]

    def __bool__(self) -> bool:
        """Whether anything was counted."""
        return bool(self.fields)

    def counts(self, source: ErrorSource) -> Pairs:
        """Give the counts of a column, pooled over its fields; empty where none was counted."""
        found = [self.fields[name] for name in source.fields if name in self.fields]
        if not found:
            return {}
        if len(found) == 1:
            return found[0]
        pooled: Pairs = {}
        for pairs in found:
            for pair, n in pairs.items():
                pooled[pair] = pooled.get(pair, 0) + n
        # All fields were counted over the same postings: those with none of the values are absent once, not for each.
        others = sum(n for pair, n in pooled.items() if pair != ("absent", "absent"))
        pooled["absent", "absent"] = max(max(sum(pairs.values()) for pairs in found) - others, 0)
        return pooled


@dataclass(frozen=True, slots=True)
class Tagger:
    """What is known of the tagger's errors: the counts, and which columns of the facts rest on which."""

    audit: Audit
    sources: tuple[ErrorSource, ...]
    level: float


PERFECT = Tagger(Audit({}), (), 0.95)
"""A tagger of whose errors nothing is known: nothing is corrected."""


def read_audit(db: Database) -> Audit:
    """Read the counts of the tagger that tagged the postings."""
    fields: dict[str, Pairs] = {}
    query = f"select field, truth, observed, n from tagger_accuracy where tagger_version = ({NEWEST})"  # noqa: S608  (our own words)
    for name, truth, observed, n in db.execute(query).fetchall():
        fields.setdefault(str(name), {})[str(truth), str(observed)] = int(n)
    return Audit(fields)


def rates(audit: Audit, source: ErrorSource, levels: tuple[Any, ...], shares: Matrix) -> Rates | None:
    """Draw the chances of finding each of some levels where each is true; None where nothing was counted.

    `shares` are the levels' shares of all openings as found, by which wrong values are shared out.
    """
    pairs = audit.counts(source)
    if not pairs:
        return None
    rng = np.random.default_rng(crc32(repr((source.column, sorted(pairs.items()))).encode()))
    if len(levels) < 2:
        return np.ones((DRAWS, 1, 1))
    if source.is_free:
        return _free(rng, pairs, levels, shares)
    return _listed(rng, _table(pairs, source, levels), shares)


def _table(pairs: Pairs, source: ErrorSource, levels: tuple[Any, ...]) -> Matrix:
    """Count true against found levels; a level that the source doesn't list stands for itself, or all that it joins."""
    stands = [source.values.get(str(level), tuple(str(level).split("|"))) for level in levels]
    table = np.zeros((len(levels), len(levels)))
    for (truth, observed), n in pairs.items():
        for row, names in enumerate(stands):
            for column, others in enumerate(stands):
                table[row, column] += n * (truth in names and observed in others)
    return table


def _listed(rng: np.random.Generator, table: Matrix, shares: Matrix) -> Rates:
    """Draw for each true level; one without cases has those of all levels together. Many levels borrow from each other."""
    count = len(table)
    if count >= MANY:
        return _many(rng, table, shares)
    right, wrong = float(np.trace(table)), float(table.sum() - np.trace(table))
    drawn = np.empty((DRAWS, count, count))
    for row in range(count):
        spread = _spread(shares, row)
        cases = table[row]
        if cases.sum():
            alpha = np.insert(np.delete(cases, row) + spread, row, cases[row] + PRIOR)
        else:
            alpha = np.insert((wrong + PRIOR) * spread / PRIOR, row, right + PRIOR)
        drawn[:, row] = rng.dirichlet(alpha, DRAWS)
    return drawn


def _spread(shares: Matrix, row: int) -> Matrix:
    """Give half a case, shared out over the other levels as often as each is found."""
    others = np.delete(shares, row) + 1e-6
    spread: Matrix = PRIOR * others / others.sum()
    return spread


def _many(rng: np.random.Generator, table: Matrix, shares: Matrix) -> Rates:
    """Draw the chance to be right of levels of which many have few cases, then which wrong one is found instead."""
    right = np.diag(table)
    kept = _pooled(rng, right, table.sum(axis=1) - right)
    drawn = np.empty((DRAWS, *table.shape))
    for row in range(len(table)):
        wrong = rng.dirichlet(np.delete(table[row], row) + _spread(shares, row), DRAWS)
        drawn[:, row] = np.insert(wrong * (1 - kept[:, [row]]), row, kept[:, row], axis=1)
    return drawn


def _pooled(rng: np.random.Generator, right: Matrix, wrong: Matrix) -> Matrix:
    """Draw each level's chance to be right, where all are drawn from one beta distribution that the cases tell of.

    Its mean has Jeffreys' prior, and its share of all that is known of a level, 1 / (1 + size), a uniform one (Christiansen and
    Morris 1997); both are drawn from a grid.
    """
    mean, share = (each.ravel() for each in np.meshgrid(MEANS, SHARES, indexing="ij"))
    size = 1 / share - 1
    a, b = mean * size, (1 - mean) * size
    fit = sum(betaln(a + r, b + w) - betaln(a, b) for r, w in zip(right, wrong, strict=True))
    fit = fit - 0.5 * np.log(mean * (1 - mean))
    chance = np.exp(fit - fit.max())
    at = rng.choice(len(chance), DRAWS, p=chance / chance.sum())
    return rng.beta(a[at, np.newaxis] + right, b[at, np.newaxis] + wrong)


def _free(rng: np.random.Generator, pairs: Pairs, levels: tuple[Any, ...], shares: Matrix) -> Rates:
    """Draw for values that can be anything: a wrong one is as if it came from another opening."""
    cases = [pairs.get(("stated", found), 0) for found in ("same", "another", "unstated")]
    silent = [pairs.get(("unstated", found), 0) for found in ("unstated", "another")]
    stated = rng.dirichlet([cases[0] + PRIOR, cases[1] + PRIOR / 2, cases[2] + PRIOR / 2], DRAWS)
    unstated = rng.dirichlet([silent[0] + PRIOR, silent[1] + PRIOR], DRAWS)
    none = np.array([level is None for level in levels])
    others = np.where(none, 0.0, shares)
    others = others / max(float(others.sum()), 1e-12)
    drawn = stated[:, 1, np.newaxis, np.newaxis] * others * np.ones((len(levels), 1))
    drawn = drawn + stated[:, 0, np.newaxis, np.newaxis] * np.eye(len(levels))
    drawn[:, :, none] = stated[:, 2, np.newaxis, np.newaxis]
    drawn[:, none, :] = unstated[:, 1, np.newaxis, np.newaxis] * others
    if none.any():
        drawn[:, none, none] = unstated[:, [0]]
    else:  # where only openings that state it are asked of, none of them is silent
        drawn = drawn / drawn.sum(axis=2, keepdims=True)
    return drawn
