"""Which credentials do employers ask for that the article leaves out, and how many openings name none?"""

from collections import defaultdict
from dataclasses import dataclass

from claims.openings import Openings
from claims.window import SQL
from db.intervals import Share, share

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One credential in one group of openings ("all", a setting or a kind of work); `credential` "none": none named."""

    grouping: str
    credential: str
    named: int
    share: Share


def left_out(openings: Openings) -> list[LeftOut]:
    """Rank what the article leaves out, by group; groups under the minimums are passed over.

    The share that names none comes first in each group, then the credentials most named.
    """
    query = (SQL / "left_out.sql").read_text(encoding="utf-8")
    counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for grouping, credential, cluster, n in openings.db.execute(query).fetchall():
        counts[grouping, credential][cluster] = n
    found = []
    for grouping in sorted({group for group, _ in counts}):
        found += _of_group(openings, grouping, counts)
    return found


def _of_group(
    openings: Openings, grouping: str, counts: dict[tuple[str, str], dict[int, int]]
) -> list[LeftOut]:
    sizes = counts[grouping, ""]
    rows = []
    for (group, credential), named in counts.items():
        if group != grouping or not credential:
            continue
        found = share(
            [named.get(each, 0) for each in sizes],
            list(sizes.values()),
            level=openings.minimums.level,
        )
        if found is not None and _enough(openings, found):
            rows.append(LeftOut(grouping, credential, sum(named.values()), found))
    rows.sort(key=lambda row: (row.credential != "none", -row.named, row.credential))
    return rows[: MOST_SHOWN + 1]


def _enough(openings: Openings, found: Share) -> bool:
    minimums = openings.minimums
    return (
        found.n >= minimums.min_openings
        and found.employers >= minimums.min_employers
        and found.effective_employers >= minimums.min_effective_employers
    )
