"""How is an answer about a region written as a long table?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import quantiles

from db.figures import ByCluster, Figures
from db.intervals import share

SPLIT = ("CPC only", "either", "both", "CCS only", "other", "none named")
REMOTE = {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite", "remote_unstated": "unstated"}
UNKNOWN = {
    "remote_unstated": "remote",
    "setting_unknown": "setting",
    "work_type_unknown": "work type",
    "pay_unknown": "pay a year",
    "experience_unknown": "years of experience",
}
FEWEST_FOR_QUARTILES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the long table; `low` and `high` bound a 95 % interval, `n` and `employers` are what it rests on."""

    section: str
    key: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    employers: int | None
    unit: str


def openings_rows(found: Figures) -> Iterator[Row]:
    """Give how many openings, postings and employers there are."""
    total, employers = found.openings, len(found.clusters)
    counts = {
        "openings": total,
        "postings": sum(c["postings"] for c in found.clusters.values()),
        "open now": sum(c["open_now"] for c in found.clusters.values()),
    }
    for key, value in counts.items():
        yield Row(
            "openings",
            key,
            value,
            None,
            None,
            total,
            employers,
            "postings" if key == "postings" else "openings",
        )
    yield Row("openings", "employers", employers, None, None, total, employers, "employers")


def share_rows(found: Figures, level: str | None) -> Iterator[Row]:
    """Give the shares by credential and level, the split between CPC and CCS, and the remote shares."""
    sections: dict[str, Mapping[str, ByCluster]] = {"required": found.required, "preferred": found.preferred}
    sections = {level: sections[level]} if level else {"named": found.named, **sections}
    for section, credentials in sections.items():
        ordered = sorted(credentials.items(), key=lambda item: (-sum(item[1].values()), item[0]))
        for credential, hits in ordered:
            if sum(hits.values()):
                yield from _share(section, credential, hits, found.clusters)
    for name in SPLIT:
        yield from _share("split", name, found.split.get(name, {}), found.clusters)
    for column, name in REMOTE.items():
        hits = {cluster: counts[column] for cluster, counts in found.placed.items()}
        yield from _share("remote share", name, hits, found.placed)


def pay_rows(found: Figures) -> Iterator[Row]:
    """Give the quartiles of pay by credential, in dollars a year, most openings first."""
    ordered = sorted(found.pay.items(), key=lambda item: (item[0] != "all", -len(item[1]), item[0]))
    for credential, values in ordered:
        amounts = [amount for amount, _ in values]
        if len(amounts) < FEWEST_FOR_QUARTILES:
            continue
        employers = len({cluster for _, cluster in values})
        names = ("lower quartile", "median", "upper quartile")
        for name, value in zip(names, quantiles(amounts, n=4, method="inclusive"), strict=True):
            key = f"{credential} {name}"
            yield Row("pay", key, round(value, 2), None, None, len(amounts), employers, "dollars a year")


def outside_rows(found: Figures) -> Iterator[Row]:
    """Give the wage survey's figures, the largest employers, the months, and whom remote openings are open to."""
    if found.wages:
        _, source, employment, *quartiles = found.wages
        for name, value in zip(("lower quartile", "median", "upper quartile"), quartiles, strict=True):
            people = int(employment) if isinstance(employment, (int, float)) else None
            yield Row(
                "wage survey", f"{source}: {name}", _number(value), None, None, people, None, "dollars a year"
            )
    for name, count in found.top_employers:
        yield Row("top employers", name, count, None, None, count, 1, "openings")
    for month, count, employers in found.months:
        yield Row("new by month", month, count, None, None, count, employers, "openings")
    scope = dict(found.remote_scope)
    employers = scope.pop("employers")
    for name, count in scope.items():
        yield Row(
            "remote openings everywhere", name, count, None, None, sum(scope.values()), employers, "openings"
        )


def unknown_rows(found: Figures) -> Iterator[Row]:
    """Give the shares of openings that leave a thing unsaid."""
    for column, name in UNKNOWN.items():
        hits = {cluster: counts[column] for cluster, counts in found.clusters.items()}
        yield from _share("unknown", name, hits, found.clusters)
    placeless, everywhere = found.placeless
    yield Row("unknown", "no place known, everywhere", placeless, None, None, everywhere, None, "openings")


def _share(
    section: str, key: str, hits: ByCluster, clusters: Mapping[int, Mapping[str, int]]
) -> Iterator[Row]:
    # One that has none of its own is counted in `sizes` all the same.
    found = share([hits.get(cluster, 0) for cluster in clusters], [c["openings"] for c in clusters.values()])
    if found:
        bounds = (round(found.estimate, 4), round(found.low, 4), round(found.high, 4))
        yield Row(section, key, *bounds, found.n, found.employers, "share")


def _number(value: str | float | None) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
