"""How do two regions differ in what their employers ask for?"""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from datasette import Request

from credtrack.library import Datasette
from credtrack.pages.places import places
from credtrack.pages.reading import page
from credtrack.pages.region import Pay, Report, behind_region, choices, filters, reported
from db.demand_rows import Row

MOST_CREDENTIALS = 12
SIDES = ("a", "b")


@dataclass(frozen=True, slots=True)
class Pair:
    """One share in both regions; a side is None where it is not known there."""

    name: str
    sides: tuple[Row | None, Row | None]

    @property
    def differ(self) -> bool:
        """Whether the two 95 % intervals lie apart."""
        first, second = self.sides
        if not first or not second or None in (first.low, first.high, second.low, second.high):
            return False
        return bool(first.low > second.high or second.low > first.high)  # type: ignore[operator]  # not None: see above


async def compare(request: Request, datasette: Datasette) -> Any:
    """The page of two regions side by side; `a` and `b` are regions, the rest is filters as on a region's page."""
    words = filters(request)
    said = [{"region": (request.args.get(side) or "").strip() or "US", **words} for side in SIDES]
    sides = await gather(*(reported(datasette, each) for each in said))
    return await page(
        datasette,
        request,
        "compare.html",
        sides=sides,
        behind=[behind_region(side.answer.request) for side in sides],
        asked_for=[each["region"] for each in said],
        words=words,
        own=urlencode({key: value for key, value in words.items() if value}),
        tables=tables(*sides),
        pay=pay(*sides),
        places=await places(datasette),
        choices=choices(),
    )


def tables(first: Report, second: Report) -> list[tuple[str, list[Pair]]]:
    """The shares of both regions: CPC or CCS, credentials, and where the work is done."""
    named = pairs(*([each.first for each in side.named] for side in (first, second)))
    named.sort(key=lambda pair: -sum((row.value or 0) for row in pair.sides if row))
    return [
        ("CPC or CCS", pairs(first.split_rows, second.split_rows)),
        ("Credentials", named[:MOST_CREDENTIALS]),
        ("Where the work is done", pairs(first.remote_rows, second.remote_rows)),
    ]


def pay(first: Report, second: Report) -> list[tuple[str, Pay | None, Pay | None]]:
    """The quartiles of pay in both regions, openings first, the wage survey last."""
    rows = [{row.name: row for row in side.pay} for side in (first, second)]
    found = [(name, rows[0].get(name), rows[1].get(name)) for name in dict.fromkeys([*rows[0], *rows[1]])]
    return [*found, ("wage survey", first.survey, second.survey)]


def pairs(first: Sequence[Row], second: Sequence[Row]) -> list[Pair]:
    """The shares of both regions in the first one's order, then what the second alone has."""
    sides = [{row.key: row for row in rows} for rows in (first, second)]
    names = dict.fromkeys([*sides[0], *sides[1]])
    return [Pair(name, (sides[0].get(name), sides[1].get(name))) for name in names]
