"""Which candidates come first, and do some strata lean one way and others the other?"""

from dataclasses import dataclass

import numpy as np

from claims import statistics
from claims.estimates import Estimate, Matrix
from claims.ledger import Part
from claims.openings import Counting, Openings

UNNAMED = "('ANY', 'AAPC', 'AHIMA', 'RN')"
CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Strata:
    """The strata that lean most either way, and all strata on the side that leans less."""

    shown: Estimate | None
    best: tuple[Estimate | None, ...]
    all_of_lesser: tuple[Estimate | None, ...]
    note: str


def settings(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    """Rank employer settings with enough openings by the share that meets the rule."""
    rows = openings.rows(
        f"select cluster, setting, sum({counting.weight}), sum({counting.weight} * ({part.met})) "  # noqa: S608  (the ledger's own words)
        f"from temp.facts where ({part.where}) group by 1, 2"
    )
    table = _table([(c, s, (n, met)) for c, s, n, met in rows], 2)
    kept = {name: sums for name, sums in table.items() if _enough(openings, sums)}
    return _rank(openings, part, counting, kept)


def credentials(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    """Rank credentials by the share of openings that names each; unnamed ones and licenses aren't candidates."""
    rows = openings.rows(
        f"select cluster, credential, sum({counting.weight}) from temp.facts "  # noqa: S608  (the ledger's own words)
        f"join opening_credentials using (opening) where ({part.where}) "
        f"and credential not in {UNNAMED} group by 1, 2"
    )
    sizes = openings.rows(
        f"select cluster, sum({counting.weight}) from temp.facts where ({part.where}) group by 1"  # noqa: S608  (the ledger's own words)
    )
    of = dict(sizes)
    table = _table([(c, "", (n, 0)) for c, n in sizes] + [(c, code, (of[c], n)) for c, code, n in rows], 2)
    base = table.pop("", np.zeros((0, 2)))
    kept = {}
    for code, sums in table.items():
        sums[:, 0] = base[:, 0]
        if float(sums[:, 1].sum()) >= openings.minimums.min_openings:
            kept[code] = sums
    return _rank(openings, part, counting, kept)


def strata(openings: Openings, part: Part, counting: Counting) -> Strata | None:
    """Find the strata that lean most to one side and to the other; those under the minimums are passed over."""
    weight = counting.weight
    rows = openings.rows(
        f"select cluster, {part.by}, sum({weight}), sum({weight} * ({part.met})), sum({weight} * ({part.less})) "  # noqa: S608  (the ledger's own words)
        f"from temp.facts where ({part.where}) group by 1, 2"
    )
    table = _table([(c, s, tuple(sums)) for c, s, *sums in rows], 3)
    kept = {name: sums for name, sums in sorted(table.items()) if _enough(openings, sums)}
    if not kept:
        return None
    sides = [
        {name: _share(openings, part, sums[:, [0, column]]) for name, sums in kept.items()}
        for column in (1, 2)
    ]
    best = [max(side, key=lambda name: side[name].low) for side in sides]
    shown = [side[name] for side, name in zip(sides, best, strict=True)]
    lesser = min((0, 1), key=lambda at: shown[at].value)
    note = f"Leans most to the CPC: {best[0]}; to the CCS: {best[1]}."
    return Strata(shown[lesser], tuple(shown), tuple(sides[lesser].values()), note.replace("_", " "))


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


def _enough(openings: Openings, sums: Matrix) -> bool:
    minimums, sizes = openings.minimums, sums[:, 0]
    if sizes.sum() < minimums.min_openings or (sizes > 0).sum() < minimums.min_employers:
        return False
    return float(sizes.sum() ** 2 / (sizes**2).sum()) >= minimums.min_effective_employers


def _table(rows: list[tuple[int, str, tuple[float, ...]]], width: int) -> dict[str, Matrix]:
    """One matrix for each key, all with the same employers in the same rows."""
    places = {cluster: row for row, cluster in enumerate(sorted({cluster for cluster, _, _ in rows}))}
    table: dict[str, Matrix] = {}
    for cluster, key, sums in rows:
        table.setdefault(key, np.zeros((len(places), width)))[places[cluster]] = sums
    return table
