"""What is made ready before a reader asks, at the start and after a change?"""

import asyncio
import gc

from credtrack.library import Datasette
from credtrack.pages import searching
from credtrack.pages.dashboards import warm_charts
from credtrack.pages.home import settings, together
from credtrack.pages.places import places
from credtrack.pages.reading import size
from credtrack.pages.region import FIELDS, reported
from credtrack.pages.shelf import asked, at_hand, shelf
from credtrack.pages.stock import stock
from credtrack.pages.weighed import weighed
from credtrack.public import has_pages

QUIET_SECONDS = 5.0  # a crawl writes every few seconds, and needs the machine itself
WARM = "warm"
ALL: dict[str, str | None] = {"region": "US", **dict.fromkeys(FIELDS)}


def is_warm(datasette: Datasette) -> bool:
    """Whether what every reader needs is made for the database as it stands, in the process that is asked."""
    return at_hand(datasette, WARM) is not None


async def keep_warm(datasette: Datasette) -> None:
    """Make ready what every reader needs, now and whenever the database has changed and nobody writes any more."""
    if not has_pages(datasette):
        return
    warmed = seen = None
    while True:
        now = shelf(datasette).watch()
        if warmed is None or (now != warmed and now == seen):
            await warm(datasette)
            if warmed is None:
                gc.collect()
                gc.freeze()  # the gazetteer and what was read stay: to look them over for garbage takes 0.1 s each time
            warmed = now
        seen = now
        await asyncio.sleep(QUIET_SECONDS)


async def warm(datasette: Datasette) -> None:
    """Make what the home page, the nation's page and the dashboards need, and what names of regions are looked up in."""
    if not (await asked(datasette, "size", size)).postings:
        return
    await stock(datasette)
    await asked(datasette, "settings", settings)
    await asked(datasette, "together", together)
    await places(datasette)
    await weighed(datasette)
    for region, remote in (("US", "exclude"), ("US", "include"), ("Texas", "exclude")):
        await reported(datasette, {**ALL, "region": region, "remote": remote})
    await searching.warm(datasette)
    await warm_charts(datasette)
    await asked(datasette, WARM, lambda _: True)
