"""CPC, CCS or both: for what share of a region's openings is each enough?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.gazetteer import states_of_regions
from db.intervals import Share, share
from db.reference import read
from matcher.asks import bits, satisfies
from matcher.facts import Whereabouts
from matcher.home import Home, contains
from matcher.market import Market, state_bits

PAIR = ("CPC", "CCS")


@dataclass(frozen=True, slots=True)
class Row:
    """One region: its openings with a place in it or remote from it, and the shares that the CPC, the CCS and both satisfy.

    What satisfies is counted as the ledger does: where nothing is required, a preferred credential decides.
    """

    region: str
    openings: int
    employers: int
    cpc: Share
    ccs: Share
    both: Share


def region_rows(market: Market, window: NDArray[np.bool_], home: Home | None) -> tuple[Row, ...]:
    """Give the country, the nine Census divisions and the home, of the openings in the window."""
    satisfied = [
        np.array([satisfies(asks, held) for asks in market.asks], dtype=bool)[market.shape]
        for held in _holders()
    ]
    chosen = [("United States", window)]
    chosen += [(name, window & _within(market, states_of_regions()[name], None)) for name in _divisions()]
    if home:
        chosen.insert(1, (home.written, window & _within(market, home.states, home)))
    rows = [_row(market, name, np.flatnonzero(inside), satisfied) for name, inside in chosen]
    return tuple(row for row in rows if row)


def _divisions() -> list[str]:
    return sorted({row["division"] for row in read("states.csv")} - {""})


def _holders() -> tuple[int, int, int]:
    cpc, ccs = (bits()[code] for code in PAIR)
    return cpc, ccs, cpc | ccs


def _within(market: Market, states: frozenset[str], home: Home | None) -> NDArray[np.bool_]:
    if home and home.kind != "states":
        inside = np.array([is_within(where, home) for where in market.wheres], dtype=bool)
    else:
        inside = (market.states & state_bits(states)) != 0
    found: NDArray[np.bool_] = inside[market.where]
    return found


def is_within(where: Whereabouts, home: Home) -> bool:
    """Whether an opening has a place in the home's area or county, or is remote and open to its state."""
    if where.remote == "remote":
        return where.scope == "any" or any(spot[0] in home.states for spot in where.spots)
    return any(contains(home, spot) for spot in where.spots)


def _row(
    market: Market, name: str, at: NDArray[np.int64], satisfied: Sequence[NDArray[np.bool_]]
) -> Row | None:
    employers, clusters = np.unique(market.cluster[at], return_inverse=True)
    sizes = np.bincount(clusters, minlength=len(employers)).tolist()
    shares = [
        share(np.bincount(clusters[by[at]], minlength=len(employers)).tolist(), sizes) for by in satisfied
    ]
    cpc, ccs, both = shares
    if cpc is None or ccs is None or both is None:
        return None
    return Row(name, len(at), len(employers), cpc, ccs, both)
