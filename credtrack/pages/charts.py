"""Which numbers does a dashboard's chart draw, and where are the openings behind each?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from credtrack.pages.counting import (
    Cell,
    Group,
    Groups,
    by_flag,
    by_years,
    cells,
    dimension,
    employers,
    quartiles,
)
from credtrack.pages.stock import Numbers, Stock
from credtrack.pages.wanted import Wanted, fitting
from credtrack.pages.words import name

Row = dict[str, object]
FILTERS = ("setting", "split", "remote", "state", "metro", "month", "work_type", "credential", "level")
LEVELS = ("required", "preferred")
MOST_EMPLOYERS = 200


@dataclass(frozen=True, slots=True)
class Source:
    """What charts are counted from: the openings, metro areas' titles, states' numbers and names, years of experience."""

    stock: Stock
    metros: Mapping[str, str]
    states: Mapping[str, tuple[str, str]]
    years: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """How a chart is counted: the groups of its rows and parts, which are left out, and how columns are called."""

    kind: str = "cells"
    rows: Sequence[str] = ()
    parts: str = ""
    only: Sequence[str] = ()
    among: str = ""
    least: int = 0
    most: int = 0
    by: str = "openings"
    names: Sequence[str] = ()


def drawn(source: Source, spec: Spec, asked: Wanted) -> list[Row]:
    """The rows of a chart over the openings that the filters leave, each with `openings_page`, the address of those behind it."""
    fits = fitting(source.stock, asked)
    if spec.among:  # such as "remote": only openings that say
        fits &= ~fitting(source.stock, Wanted(**{spec.among: "unstated"}))
    chosen = np.flatnonzero(fits)
    return KINDS[spec.kind](source, spec, asked, chosen)


def _groups(source: Source, spec: Spec, chosen: Numbers) -> list[tuple[str, Group]]:
    """The rows of a chart with the name of the filter that leads to each, those with too few left out."""
    found: list[tuple[str, Group]] = []
    for kind in spec.rows:
        groups = by_years(source.years) if kind == "years" else dimension(source.stock, kind)
        found += [
            (kind, group) for group in groups(source.stock, chosen) if len(group[1]) >= max(spec.least, 1)
        ]
    if "month" in spec.rows:
        return found
    sizes = {row: _size(source.stock, spec, inside) for _, (row, inside) in found}
    found.sort(key=lambda group: (-sizes[group[1][0]], group[1][0]))
    return found[: spec.most or None]


def _size(stock: Stock, spec: Spec, chosen: Numbers) -> int:
    return employers(stock, chosen) if spec.by == "employers" else len(chosen)


def _link(asked: Wanted, **said: str) -> str:
    """The address's words of the openings behind a row; empty where no filter can say it."""
    return asked.address(**{kind: value for kind, value in said.items() if kind in FILTERS})


def _written(source: Source, kind: str, word: str) -> str:
    if kind == "metro":
        return source.metros.get(word, word)
    return name(word) if kind in ("setting", "work_type") else word


def _cells(source: Source, spec: Spec, asked: Wanted, chosen: Numbers) -> list[Row]:
    groups = _groups(source, spec, chosen)
    if not spec.parts:
        return [_counted(source, spec, asked, kind, group, len(chosen)) for kind, group in groups]
    kind = spec.rows[0]
    parts = _only(dimension(source.stock, spec.parts), spec.only)
    rows = cells(source.stock, [group for _, group in groups], parts)
    return [_cell(source, spec, asked, kind, cell) for cell in rows]


def _only(groups: Groups, names: Sequence[str]) -> Groups:
    def chosen(stock: Stock, openings: Numbers) -> Iterator[Group]:
        return (group for group in groups(stock, openings) if not names or group[0] in names)

    return chosen


def _counted(source: Source, spec: Spec, asked: Wanted, kind: str, group: Group, n: int) -> Row:
    word, inside = group
    return {
        spec.names[0]: _written(source, kind, word),
        "openings": len(inside),
        "employers": employers(source.stock, inside),
        "percent": round(100 * len(inside) / n, 1),
        "openings_page": _link(asked, **{kind: word}),
    }


def _cell(source: Source, spec: Spec, asked: Wanted, kind: str, cell: Cell) -> Row:
    return {
        spec.names[0]: _written(source, kind, cell.row),
        spec.names[1]: cell.part,
        "percent": round(100 * cell.share, 1),
        "low": round(100 * cell.low, 1),
        "high": round(100 * cell.high, 1),
        "openings": cell.openings,
        "employers": cell.employers,
        "n": cell.n,
        "n_employers": cell.row_employers,
        "openings_page": _link(asked, **{kind: cell.row, spec.parts: cell.part}),
    }


def _levels(source: Source, spec: Spec, asked: Wanted, chosen: Numbers) -> list[Row]:
    """Each credential's openings that require it, and those that only prefer it."""
    rows: list[Row] = []
    stock = source.stock
    for _, (credential, inside) in _groups(source, spec, chosen):
        required = stock.required.of(credential)[stock.profiles[inside]]
        for level, part in zip(LEVELS, (inside[required], inside[~required]), strict=True):
            rows.append(
                {
                    "credential": credential,
                    "level": level,
                    "openings": len(part),
                    "employers": employers(stock, part),
                    "n": len(inside),
                    "openings_page": _link(asked, credential=credential, level=level),
                }
            )
    return rows


def _lead(source: Source, spec: Spec, asked: Wanted, chosen: Numbers) -> list[Row]:
    """By how many points a state's openings name the CPC more than the CCS, of those that name either."""
    stock, rows = source.stock, []
    names = {code: stock.named.of(code) for code in ("CPC", "CCS")}
    either = chosen[(names["CPC"] | names["CCS"])[stock.profiles[chosen]]]
    for code, inside in by_flag(stock.states)(stock, either):
        if len(inside) >= spec.least and code in source.states:
            fips, title = source.states[code]
            profiles = stock.profiles[inside]
            cpc, ccs = (int(np.count_nonzero(names[each][profiles])) for each in ("CPC", "CCS"))
            rows.append(
                {
                    "fips": fips,
                    "state": title,
                    "lead": round(100 * (cpc - ccs) / len(inside)),
                    "cpc": cpc,
                    "ccs": ccs,
                    "openings": len(inside),
                    "employers": employers(stock, inside),
                    "openings_page": _link(asked, state=code),
                }
            )
    return sorted(rows, key=lambda row: (-int(str(row["lead"])), str(row["state"])))


def _pay(source: Source, spec: Spec, asked: Wanted, chosen: Numbers) -> list[Row]:
    """Quartiles of stated pay by group, in dollars a year to the hundred."""
    rows: list[Row] = []
    stated = chosen[~np.isnan(source.stock.pay[chosen])]
    for kind, (word, inside) in _groups(source, spec, stated):
        found = quartiles(source.stock, inside)
        if found:
            n, low, median, high = found
            rows.append(
                {
                    "name": _written(source, kind, word),
                    "lower": round(low, -2),
                    "median": round(median, -2),
                    "upper": round(high, -2),
                    "n": n,
                    "employers": employers(source.stock, inside),
                    "openings_page": _link(asked, **{kind: word}) if kind in FILTERS else "",
                }
            )
    return rows


def _weight(source: Source, spec: Spec, asked: Wanted, chosen: Numbers) -> list[Row]:
    """Which share of the openings stems from the employers with most, added up."""
    sizes = np.bincount(source.stock.clusters[chosen], minlength=len(source.stock.employers))
    order = np.argsort(-sizes, kind="stable")[: min(MOST_EMPLOYERS, int(np.count_nonzero(sizes)))]
    percent = np.round(100 * np.cumsum(sizes[order]) / max(len(chosen), 1), 1)
    return [
        {
            "employers": place,
            "employer": source.stock.employers[number],
            "openings": int(sizes[number]),
            "percent": float(share),
            "openings_page": asked.address(employer=source.stock.employers[number]),
        }
        for place, (number, share) in enumerate(zip(order, percent, strict=True), 1)
    ]


KINDS: dict[str, Callable[[Source, Spec, Wanted, Numbers], list[Row]]] = {
    "cells": _cells,
    "levels": _levels,
    "lead": _lead,
    "pay": _pay,
    "weight": _weight,
}


def spec_of(chart: Mapping[str, Any]) -> Spec | None:
    """How a chart of the dashboards' file is counted; None where its query alone says it."""
    return Spec(**chart["count"]) if "count" in chart else None
