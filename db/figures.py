"""Which counts does an answer about a region rest on?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils.db import Database

from db.requests import Request
from db.statements import statement

COUNTS = (
    *("openings", "postings", "remote", "hybrid", "onsite", "remote_unstated", "setting_unknown"),
    *("work_type_unknown", "pay_unknown", "experience_unknown", "open_now"),
)

ByCluster = dict[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts by employer cluster; a share's denominator is `clusters[...]["openings"]`."""

    clusters: Mapping[int, Mapping[str, int]]
    placed: Mapping[int, Mapping[str, int]]
    named: Mapping[str, ByCluster]
    required: Mapping[str, ByCluster]
    preferred: Mapping[str, ByCluster]
    split: Mapping[str, ByCluster]
    pay: Mapping[str, tuple[tuple[float, int], ...]]
    top_employers: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int, int], ...]
    remote_scope: Mapping[str, int]
    wages: tuple[str | float | None, ...] | None
    placeless: tuple[int, int]

    @property
    def openings(self) -> int:
        """The number of distinct openings asked for."""
        return sum(counts["openings"] for counts in self.clusters.values())


def figures(db: Database, asked: Request) -> Figures:
    """Give the counts of one request, each from one statement of db/sql."""
    named, required, preferred = _credentials(db, asked)
    return Figures(
        clusters=_clusters(db, asked, asked.chosen()),
        placed=_clusters(db, asked, asked.placed()),
        named=named,
        required=required,
        preferred=preferred,
        split=_split(db, asked),
        pay=_pay(db, asked),
        top_employers=tuple(_rows(db, "demand_employers", asked)),
        months=tuple(_rows(db, "demand_months", asked)),
        remote_scope=_remote_scope(db, asked),
        wages=next(iter(db.execute(statement("demand_wages"), asked.parameters())), None),
        placeless=db.execute(statement("demand_placeless")).fetchone(),
    )


def _rows(db: Database, name: str, asked: Request, chosen: str | None = None) -> list[tuple]:  # type: ignore[type-arg]  # rows differ
    query = statement(name).format(chosen=chosen or asked.chosen())
    return db.execute(query, asked.parameters()).fetchall()


def _clusters(db: Database, asked: Request, chosen: str) -> dict[int, dict[str, int]]:
    rows = _rows(db, "demand_clusters", asked, chosen)
    return {cluster: dict(zip(COUNTS, counts, strict=True)) for cluster, *counts in rows}


def _credentials(db: Database, asked: Request) -> tuple[dict[str, ByCluster], ...]:
    found: tuple[dict[str, ByCluster], ...] = (defaultdict(dict), defaultdict(dict), defaultdict(dict))
    for cluster, credential, *counts in _rows(db, "demand_credentials", asked):
        for kept, count in zip(found, counts, strict=True):
            kept[credential][cluster] = count
    return found


def _split(db: Database, asked: Request) -> dict[str, ByCluster]:
    found: dict[str, ByCluster] = defaultdict(dict)
    query = "demand_split" if asked.level else "demand_split_any"
    for name, cluster, count in _rows(db, query, asked):
        found[name][cluster] = count
    return found


def _pay(db: Database, asked: Request) -> dict[str, tuple[tuple[float, int], ...]]:
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for credential, pay, cluster in _rows(db, "demand_pay", asked):
        found[credential].append((pay, cluster))
    return {credential: tuple(values) for credential, values in found.items()}


def _remote_scope(db: Database, asked: Request) -> dict[str, int]:
    everywhere = statement("chosen_openings").format(place="1", work_type=asked.work_type or "1")
    query = statement("demand_remote_scope").format(chosen=everywhere, place=asked.place())
    cursor = db.execute(query, asked.parameters())
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))
