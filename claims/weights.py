"""How do the openings stand to where coders work, and what does each count once that is evened out?

Openings are raked to the wage survey's employment by setting group and by Census division (Deming and Stephan 1940),
since the survey publishes these margins alone; weights over five times their mean are cut.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from sqlite_utils.db import Database

from claims.columns import Columns
from claims.estimates import Matrix

Weights = dict[tuple[str, str], float]
"""What an opening weighs, by setting and Census division."""

GROUPS = Path(__file__).parent / "data" / "industries.toml"
MOST = 5.0
ROUNDS = 50


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One setting group: its share of employment, of openings, and of openings once weighted."""

    group: str
    employment: float
    openings: float
    weighted: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How the crawl compares with employment; `design_effect` is Kish's, 1 + the squared variation of the weights."""

    groups: tuple[GroupShare, ...]
    design_effect: float

    @property
    def absent(self) -> tuple[str, ...]:
        """The groups that employ coders and of which no opening was seen."""
        return tuple(each.group for each in self.groups if each.employment > 0 and each.openings == 0)


@cache
def setting_groups() -> dict[str, dict[str, list[str]]]:
    """Read which industries and settings make up each group."""
    groups: dict[str, dict[str, list[str]]] = tomllib.loads(GROUPS.read_text(encoding="utf-8"))["groups"]
    return groups


def rake(counts: Matrix, rows: Matrix, columns: Matrix) -> Matrix:
    """Give the weight of each cell so that both margins of weight times count stand as wanted; mean weight 1.

    Margins without openings are passed over; weights are cut at five times their mean.
    """
    weights = np.ones_like(counts)
    for _ in range(ROUNDS):
        for axis, wanted in ((1, rows), (0, columns)):
            have = (weights * counts).sum(axis=axis)
            target = np.where(have > 0, wanted, 0.0)
            target = target / max(target.sum(), 1e-12) * counts.sum()
            factor = np.divide(target, have, out=np.zeros_like(have), where=have > 0)
            weights = weights * np.expand_dims(factor, axis)
        weights = np.minimum(weights, MOST)
    mean = (weights * counts).sum() / max(counts.sum(), 1e-12)
    return weights / mean if mean > 0 else weights


def weigh_openings(db: Database, facts: Columns) -> tuple[Frame, Weights]:
    """Rake coder openings to employment; the weights, by setting and Census division, are kept in temp.market_weights."""
    groups = setting_groups()
    names = list(groups)
    by_setting = {setting: names.index(name) for name in names for setting in groups[name]["settings"]}
    divisions, wanted_divisions = _divisions(db)
    counts = np.zeros((len(names), len(divisions)))
    for (is_coder, setting, division), n in _cells(facts):
        if is_coder and setting in by_setting and division in divisions:
            counts[by_setting[setting], divisions.index(division)] += n
    jobs = np.array([_employment(db, groups[name]["industries"]) for name in names])
    wanted_divisions[-1] = wanted_divisions.sum() * counts[:, -1].sum() / max(counts[:, :-1].sum(), 1)
    weights = rake(counts, jobs, wanted_divisions)
    kept = {
        (setting, division): float(weights[row, column])
        for setting, row in by_setting.items()
        for column, division in enumerate(divisions)
    }
    _keep(db, kept)
    return _frame(names, jobs, counts, weights), kept


def weights_of(columns: Columns, weights: Weights) -> Matrix:
    """Give each opening its weight; settings of no group weigh nothing."""
    places = columns.combos((), ("setting", "division"))
    each = np.array([weights.get((str(s), str(d)), 0.0) for s, d in places.values])
    return each[places.codes] if len(each) else np.zeros(0)


def _cells(facts: Columns) -> list[tuple[tuple[object, ...], int]]:
    places = facts.combos((), ("is_coder", "setting", "division"))
    counts = np.bincount(places.codes, minlength=len(places.values))
    return list(zip(places.values, counts.tolist(), strict=True))


def _divisions(db: Database) -> tuple[list[str], Matrix]:
    """Census divisions with their employment; the last is that of openings without one, which gets its own share."""
    query = """
        select states.division, sum(wages.employment) from wages join states on states.fips = wages.state_fips
        where wages.area_type = 'state' and states.division is not null group by 1 order by 1
    """
    found = db.execute(query).fetchall()
    return [str(name) for name, _ in found] + [""], np.array([float(jobs) for _, jobs in found] + [0.0])


def _employment(db: Database, industries: list[str]) -> float:
    marks = ", ".join("?" * len(industries))
    query = f"""
        select coalesce(sum(employment), 0) from (
            select max(employment) as employment from wages
            where area_type = 'industry' and substr(area_code, 1, 6) in ({marks}) group by substr(area_code, 1, 6)
        )
    """  # noqa: S608  (marks alone)
    return float(db.execute(query, industries).fetchone()[0])


def _keep(db: Database, weights: Weights) -> None:
    db.execute("drop table if exists temp.market_weights")
    db.execute(
        "create temp table market_weights (setting, division, weight, primary key (setting, division))"
    )
    rows = [(setting, division, weight) for (setting, division), weight in weights.items()]
    db.conn.executemany("insert into temp.market_weights values (?, ?, ?)", rows)


def _frame(names: list[str], jobs: Matrix, counts: Matrix, weights: Matrix) -> Frame:
    n, weighted = counts.sum(axis=1), (counts * weights).sum(axis=1)
    total, total_weighted = max(n.sum(), 1.0), max(weighted.sum(), 1e-12)
    squares = float((counts * weights**2).sum())
    return Frame(
        tuple(
            GroupShare(name, float(j), float(o), float(w))
            for name, j, o, w in zip(
                names, jobs / jobs.sum(), n / total, weighted / total_weighted, strict=True
            )
        ),
        design_effect=squares * float(total) / float(total_weighted) ** 2 if squares else 1.0,
    )
