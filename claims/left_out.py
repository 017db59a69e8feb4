"""Which credentials do employers ask for that the article leaves out, and how many openings name none?"""

from dataclasses import dataclass

import numpy as np

from claims.columns import Codes, Columns, Mask
from claims.openings import Openings
from claims.window import sql
from db.intervals import Share, share

GROUPINGS = (
    ("all", "", ""),
    ("setting ", "setting", "states_setting"),
    ("work ", "side", "states_work_type"),
)
"""How openings are grouped: the group's words, the column that parts them, and the one that says who is parted."""

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One credential in one group of openings ("all", a setting or a kind of work); `credential` "none": none named."""

    grouping: str
    credential: str
    named: int
    share: Share


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """How many openings each employer has of each shape, a row each, in one group."""

    cluster: Codes
    shape: Codes
    n: Codes


def left_out(openings: Openings) -> list[LeftOut]:
    """Rank what the article leaves out, by group; groups under the minimums are passed over.

    The share that names none comes first in each group, then the credentials most named.
    """
    naming = _naming(openings)
    groups = {name: group for row in GROUPINGS for name, group in _counted(openings.facts, *row).items()}
    return [row for name in sorted(groups) for row in _of_group(openings, name, groups[name], naming)]


def _naming(openings: Openings) -> dict[str, Mask]:
    """Tell for each credential which of the gathered shapes name it, and for "none" which name none."""
    places = {shape: at for at, shape in enumerate(openings.facts.coded["shape"].levels)}
    found: dict[str, Mask] = {}
    for shape, credential in openings.db.execute(sql("left_out")).fetchall():
        if shape in places:
            found.setdefault(credential, np.zeros(len(places), dtype=bool))[places[shape]] = True
    shapes = openings.facts.coded["shape"].codes
    found["none"] = np.zeros(len(places), dtype=bool)
    found["none"][shapes[~_is(openings.facts, "names_any")]] = True
    return found


def _is(facts: Columns, name: str) -> Mask:
    """Tell of which openings something holds."""
    column = facts.coded[name]
    return np.array([bool(level) for level in column.levels], dtype=bool)[column.codes]


def _counted(facts: Columns, words: str, column: str, stated: str) -> dict[str, Counted]:
    """Count coders' openings by group, employer and shape."""
    kept = _is(facts, "is_coder") & _is(facts, stated) if stated else _is(facts, "is_coder")
    levels = facts.coded[column].levels if column else ("",)
    group = facts.coded[column].codes[kept].astype(np.int64) if column else 0
    shapes = len(facts.coded["shape"].levels)
    place = np.asarray(group * (int(facts.cluster.max(initial=0)) + 1) + facts.cluster[kept], dtype=np.int64)
    rows, n = np.unique(place * shapes + facts.coded["shape"].codes[kept], return_counts=True)
    place, shape = np.divmod(rows, shapes) if len(rows) else (rows, rows)
    of_group, cluster = np.divmod(place, int(facts.cluster.max(initial=0)) + 1)
    return {
        f"{words}{levels[at]}": Counted(cluster[of_group == at], shape[of_group == at], n[of_group == at])
        for at in np.unique(of_group)
    }


def _of_group(openings: Openings, grouping: str, counted: Counted, naming: dict[str, Mask]) -> list[LeftOut]:
    clusters, cluster = np.unique(counted.cluster, return_inverse=True)
    sizes = np.bincount(cluster, counted.n, minlength=len(clusters)).astype(int).tolist()
    rows = []
    for credential, shapes in naming.items():
        chosen = shapes[counted.shape]
        named = np.bincount(cluster[chosen], counted.n[chosen], minlength=len(clusters))
        found = share(named.tolist(), sizes, level=openings.minimums.level)
        if found is not None and named.any() and openings.minimums.reached_by(found):
            rows.append(LeftOut(grouping, credential, int(named.sum()), found))
    rows.sort(key=lambda row: (row.credential != "none", -row.named, row.credential))
    return rows[: MOST_SHOWN + 1]
