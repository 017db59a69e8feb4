"""Which candidates come first, and do some strata lean one way and others the other?"""

import numpy as np

from claims import statistics
from claims.estimates import Estimate, Matrix, support
from claims.ledger import Part
from claims.openings import PLAIN, Counting, Openings
from claims.outcomes import Finding

UNNAMED = "('ANY', 'AAPC', 'AHIMA', 'RN')"
CANDIDATES = 4


def settings(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    """Rank employer settings with enough openings by the share that meets the rule."""
    return _rank(openings, part, counting, _settings(openings, part, counting))


def ranked_settings(openings: Openings, part: Part) -> list[str]:
    """Name the settings with enough openings to be ranked."""
    return list(_settings(openings, part, PLAIN))


def _settings(openings: Openings, part: Part, counting: Counting) -> dict[str, Matrix]:
    table = openings.count_by(part.where, "setting", ["1", part.met], counting.weight)
    return _reaching(openings, table)


def credentials(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    """Rank credentials by the share of openings that names each; unnamed ones and licenses aren't candidates."""
    kept = _credentials(openings, part, counting)
    return _rank(openings, part, counting, kept) if kept else None


def named_shares(openings: Openings, part: Part) -> dict[str, float]:
    """Give the share of openings that name each credential with enough of them."""
    kept = _credentials(openings, part, PLAIN)
    return {code: float(sums[:, 1].sum() / sums[:, 0].sum()) for code, sums in kept.items()}


def _credentials(openings: Openings, part: Part, counting: Counting) -> dict[str, Matrix]:
    by_shape = openings.count_by(part.where, "shape", ["1"], counting.weight)
    if not by_shape:
        return {}
    naming = _naming(openings)
    base = np.sum(list(by_shape.values()), axis=0)[:, 0]
    kept = {}
    for code, shapes in sorted(naming.items()):
        named = [by_shape[shape][:, 0] for shape in shapes if shape in by_shape]
        if named and float(np.sum(named)) >= openings.minimums.min_openings:
            kept[code] = np.column_stack([base, np.sum(named, axis=0)])
    return kept


def strata(openings: Openings, part: Part, counting: Counting) -> Finding:
    """Find the strata that lean most to one side and to the other, and all on the side that leans less.

    Those under the minimums are passed over.
    """
    table = openings.count_by(part.where, part.by, ["1", part.met, part.less], counting.weight)
    kept = _reaching(openings, dict(sorted(table.items())))
    if not kept:
        return Finding(shown=None)
    sides = [
        {name: _share(openings, part, sums[:, [0, column]]) for name, sums in kept.items()}
        for column in (1, 2)
    ]
    best = [max(side, key=lambda name: side[name].low) for side in sides]
    shown = [side[name] for side, name in zip(sides, best, strict=True)]
    lesser = min((0, 1), key=lambda at: shown[at].value)
    note = f"Leans most to the CPC: {best[0]}; to the CCS: {best[1]}."
    return Finding(
        shown=shown[lesser],
        past=tuple(shown),
        short=tuple(sides[lesser].values()),
        note=note.replace("_", " "),
        strata=tuple(best),
    )


def _share(openings: Openings, part: Part, sums: Matrix) -> Estimate:
    found = statistics.share(sums[sums[:, 0] > 0], part.threshold, openings.minimums.level)
    if found is None:  # strata are kept where they have openings
        raise AssertionError("a stratum without openings")
    return found


def _rank(openings: Openings, part: Part, counting: Counting, kept: dict[str, Matrix]) -> Estimate | None:
    if len(kept) < CANDIDATES or not set(part.claimed) <= set(kept):
        return None
    order = [*part.claimed, *sorted(set(kept) - set(part.claimed))]
    sums = np.column_stack([kept[name] for name in order])
    if counting.without_largest:
        sums = np.delete(sums, int(sums[:, 0::2].max(axis=1).argmax()), axis=0)
    if counting.once:
        sums = statistics.once_each(sums, tuple(range(0, sums.shape[1], 2)))
    return statistics.rank(sums, len(part.claimed), part.threshold, openings.minimums.level)


def _reaching(openings: Openings, table: dict[str, Matrix]) -> dict[str, Matrix]:
    """Give what rests on enough openings and employers, of which the first columns are the openings."""
    minimums = openings.minimums
    return {name: sums for name, sums in table.items() if minimums.reached_by(support([sums[:, 0]]))}


def _naming(openings: Openings) -> dict[str, list[str]]:
    """The shapes that name each credential; unnamed ones and licenses aside."""
    query = f"select credential, shape from shape_credentials where credential not in {UNNAMED} group by 1, 2"  # noqa: S608  (our own words)
    found: dict[str, list[str]] = {}
    for code, shape in openings.db.execute(query).fetchall():
        found.setdefault(code, []).append(str(shape))
    return found
