"""How do chosen openings fall into groups: how many, of how many employers, which share, with which interval?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from credtrack.pages.stock import Coded, Flags, Numbers, Stock
from db.intervals import share

YEARS = ((1, "under 1 year"), (3, "1 to 2 years"), (5, "3 to 4 years"), (np.inf, "5 years and more"))
UNSTATED = "years unstated"
QUARTILES = (0.25, 0.5, 0.75)

Group = tuple[str, Numbers]
Groups = Callable[[Stock, Numbers], Iterator[Group]]
MOST_METROS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many of a row's `n` openings belong to a part, with the share's 95 % interval."""

    row: str
    part: str
    openings: int
    employers: int
    n: int
    row_employers: int
    share: float
    low: float
    high: float


def employers(stock: Stock, chosen: Numbers) -> int:
    """How many employer systems the chosen openings are of."""
    return int(np.count_nonzero(np.bincount(stock.clusters[chosen], minlength=len(stock.employers))))


def span(stock: Stock, chosen: Numbers) -> tuple[str, str] | None:
    """The first and the last day of first posting, of openings in the stock's order; None where nothing is chosen."""
    if not len(chosen):
        return None
    return _iso(int(stock.days[chosen[-1]])), _iso(int(stock.days[chosen[0]]))


def by_word(coded: Coded) -> Groups:
    """Groups by a word that each profile has once; those without openings are left out."""

    def groups(stock: Stock, chosen: Numbers) -> Iterator[Group]:
        codes = coded.codes[stock.profiles[chosen]]
        for number, name in enumerate(coded.names):
            if len(found := chosen[codes == number]):
                yield name, found

    return groups


def by_flag(flags: Flags) -> Groups:
    """Groups by words of which a profile may have several, or none."""

    def groups(stock: Stock, chosen: Numbers) -> Iterator[Group]:
        profiles = stock.profiles[chosen]
        for name in flags.names:
            if len(found := chosen[flags.of(name)[profiles]]):
                yield name, found

    return groups


def by_month(stock: Stock, chosen: Numbers) -> Iterator[Group]:
    """Groups by the month of first posting, oldest first."""
    months = stock.days[chosen] // 100
    for month in np.unique(months):
        yield f"{month // 100}-{month % 100:02}", chosen[months == month]


def by_metro(stock: Stock, chosen: Numbers) -> Iterator[Group]:
    """Groups by metro area's number, for the areas that hold most."""
    by_profile = np.bincount(stock.profiles[chosen], minlength=len(stock.setting.codes))
    profiles, numbers = stock.metros[:, 0], stock.metros[:, 1]
    metros, places = np.unique(numbers, return_inverse=True)
    sizes = np.bincount(places, weights=by_profile[profiles], minlength=len(metros))
    for place in np.argsort(-sizes, kind="stable")[:MOST_METROS]:
        if sizes[place]:
            there = np.zeros(len(by_profile), bool)
            there[profiles[places == place]] = True
            yield str(metros[place]), chosen[there[stock.profiles[chosen]]]


def by_years(years: NDArray[np.float64]) -> Groups:
    """Groups by the years of experience that are asked for, as `stock.years` tells them."""

    def groups(_: Stock, chosen: Numbers) -> Iterator[Group]:
        found, least = years[chosen], -np.inf
        for most, name in YEARS:
            yield name, chosen[(found >= least) & (found < most)]
            least = most
        yield UNSTATED, chosen[np.isnan(found)]

    return groups


def dimension(stock: Stock, name: str) -> Groups:
    """The groups that a chart's specification calls by `name`. Raises KeyError for a name that is not there."""
    return {
        "setting": by_word(stock.setting),
        "remote": by_word(stock.remote),
        "split": by_word(stock.split),
        "state": by_flag(stock.states),
        "credential": by_flag(stock.named),
        "required": by_flag(stock.required),
        "preferred": by_flag(stock.preferred),
        "work_type": by_flag(stock.work_types),
        "month": by_month,
        "metro": by_metro,
    }[name]


def cells(stock: Stock, rows: Sequence[Group], parts: Groups) -> list[Cell]:
    """Each row's parts as shares of the row, intervals with employers as clusters."""
    found = []
    for row, chosen in rows:
        sizes = np.bincount(stock.clusters[chosen], minlength=len(stock.employers))
        there = sizes > 0
        for part, inside in parts(stock, chosen):
            hits = np.bincount(stock.clusters[inside], minlength=len(stock.employers))
            interval = share(hits[there], sizes[there])  # type: ignore[arg-type]  # numpy's rows serve as well
            if interval:
                found.append(
                    Cell(
                        row=row,
                        part=part,
                        openings=len(inside),
                        employers=int(np.count_nonzero(hits)),
                        n=len(chosen),
                        row_employers=int(there.sum()),
                        share=interval.estimate,
                        low=interval.low,
                        high=interval.high,
                    )
                )
    return found


def quartiles(stock: Stock, chosen: Numbers) -> tuple[int, float, float, float] | None:
    """How many of the chosen state a yearly pay, and its quartiles in dollars; None where none does."""
    pay = stock.pay[chosen]
    pay = pay[~np.isnan(pay)]
    if not len(pay):
        return None
    low, median, high = np.quantile(pay, QUARTILES, method="inverted_cdf")
    return len(pay), float(low), float(median), float(high)


def _iso(number: int) -> str:
    return f"{number // 10000}-{number // 100 % 100:02}-{number % 100:02}"
