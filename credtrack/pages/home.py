"""What does the home page show: the split of openings by setting, the places, and the claims' score?"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from datasette import Request
from sqlite_utils.db import Database

from credtrack.library import Datasette
from credtrack.pages.claims import score
from credtrack.pages.figures import Bar, split_bar
from credtrack.pages.places import places
from credtrack.pages.reading import page, size
from credtrack.pages.shelf import asked, unsettle
from credtrack.pages.weighed import weighed_soon
from db.metadata import query


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting's row of the headline chart, its bar by employers and its bar by openings."""

    name: str
    openings: int
    employers: int
    by_employers: Bar
    by_openings: Bar


def settings(db: Database, region: str = "") -> list[Setting]:
    """The headline chart's rows, most employers first, the unknown setting last; a region is a state's code."""
    openings: dict[str, dict[str, float]] = defaultdict(dict)
    employers: dict[str, dict[str, float]] = defaultdict(dict)
    for setting, split, count, _, weight in db.execute(
        query("split_by_setting"), {"region": region}
    ).fetchall():
        openings[setting][split], employers[setting][split] = count, weight
    rows = [
        Setting(
            name,
            int(sum(counts.values())),
            round(sum(employers[name].values())),
            split_bar(employers[name]),
            split_bar(counts),
        )
        for name, counts in openings.items()
    ]
    return sorted(rows, key=lambda row: (row.name == "unknown", -row.employers, -row.openings))


def together(db: Database) -> tuple[Bar, Bar]:
    """The bars of all settings, by employers and by openings; an employer counts once over all its openings."""
    employers: Counter[str] = Counter()
    openings: Counter[str] = Counter()
    for split, count, weight in db.execute(query("split_of_all")).fetchall():
        openings[split], employers[split] = count, weight
    return split_bar(employers), split_bar(openings)


async def home(request: Request, datasette: Datasette) -> Any:
    """The home page; `count=openings` counts openings instead of employers."""
    held = await asked(datasette, "size", size)
    by = "openings" if request.args.get("count") == "openings" else "employers"
    if not held.postings:
        return await page(datasette, request, "empty.html")
    found = await weighed_soon(datasette)
    if not found:
        unsettle()
    results = found.results if found else ()
    return await page(
        datasette,
        request,
        "home.html",
        by=by,
        settings=await asked(datasette, "settings", settings),
        all_bar=(await asked(datasette, "together", together))[by == "openings"],
        places=await places(datasette),
        score=score(results) if results else (),
        leads=[result for result in results if result.verdict in ("supported", "contradicted")][:3],
    )
