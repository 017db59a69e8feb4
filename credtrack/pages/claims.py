"""What does the claims' page show: each claim with its verdict, its interval and its threshold?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlite_utils.db import Database

from claims.ledger import shipped
from claims.verdicts import Result, weigh
from claims.wording import figure, interval, rule
from credtrack.pages.figures import gauge
from credtrack.pages.reading import page
from credtrack.pages.shelf import asked
from db.connect import connect

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

VERDICTS = (
    "supported",
    "contradicted",
    "undecided",
    "too little evidence",
    "not testable here",
)
SIGNS = dict(zip(VERDICTS, "✓✗≈…–", strict=True))


async def verdicts(datasette: Datasette) -> list[Result]:
    """The verdicts on all claims as of today, kept for the day or until the file changes."""
    today = datetime.now(UTC).date()

    def weighed(db: Database) -> list[Result]:
        # The served connection may write nothing, and weighing keeps its facts in a temporary table.
        own = connect(Path(db.execute("pragma database_list").fetchone()[2]), readonly=True)
        try:
            return weigh(own, shipped(), today)
        finally:
            own.conn.close()

    return await asked(datasette, ("verdicts", today), weighed)


async def claims(request: Request, datasette: Datasette) -> Any:
    """The page with a card for each claim."""
    results = await verdicts(datasette)
    sections: dict[str, list[Result]] = {}
    for result in results:
        sections.setdefault(result.claim.section, []).append(result)
    return await page(
        datasette,
        request,
        "claims.html",
        sections=sections,
        score=[(verdict, sum(r.verdict == verdict for r in results)) for verdict in VERDICTS],
        window=(results[0].since, results[0].until),
        signs=SIGNS,
        minimums=shipped().minimums,
        gauge=gauge,
        wording={"figure": figure, "interval": interval, "rule": rule},
    )
