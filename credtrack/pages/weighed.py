"""What are the newest verdicts on the claims: weighed now where that is quick, else those that were kept last?"""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlite_utils.db import Database

from claims.estimates import Estimate
from claims.ledger import Claim, Part, shipped
from claims.outcomes import PartResult, Result
from claims.verdicts import weigh
from credtrack.library import Datasette
from credtrack.pages.reading import size, sql
from credtrack.pages.shelf import asked
from db.connect import connect

MOST_WEIGHED_NOW = 20_000  # openings; more take longer than a reader waits
PATIENCE_SECONDS = 1.0
ESTIMATES = ("estimate", "corrected", "weighted", "once")
WORDS = ("verdict", "unknown_share", "reason", "note")


@dataclass(frozen=True, slots=True)
class Weighed:
    """Verdicts on all claims, and when they were taken; none where nobody has weighed so large a database."""

    results: tuple[Result, ...]
    taken_at: str | None = None


async def weighed(datasette: Datasette) -> Weighed:
    """The verdicts as of today, kept for the day or until the file changes."""
    today = datetime.now(UTC).date()
    held = await asked(datasette, "size", size)
    if held.openings > MOST_WEIGHED_NOW:
        return await asked(datasette, "kept verdicts", kept)
    return await asked(datasette, ("verdicts", today), lambda db: weighed_now(db, today))


async def weighed_soon(datasette: Datasette) -> Weighed | None:
    """The verdicts, where they are there in a moment; a page that is not about them does not wait."""
    try:
        return await asyncio.wait_for(weighed(datasette), PATIENCE_SECONDS)
    except TimeoutError:
        return None


def weighed_now(db: Database, today: date) -> Weighed:
    """The verdicts on all claims as of today."""
    with own_connection(db) as own:
        return Weighed(tuple(weigh(own, shipped(), today)))


@contextmanager
def own_connection(db: Database) -> Iterator[Database]:
    """The same file on a connection of its own: the served one may not even write the temporary table of facts."""
    own = connect(Path(db.execute("pragma database_list").fetchone()[2]), readonly=True)
    try:
        yield own
    finally:
        own.conn.close()


def kept(db: Database) -> Weighed:
    """The verdicts of the newest run that was kept; claims that the ledger has no longer are left out."""
    claims = {claim.id: claim for claim in shipped().claims}
    rows = db.execute(sql("claims_kept")).fetchall()
    results = [_result(claims[name], *rest) for name, *rest, _ in rows if name in claims]
    return Weighed(tuple(results), rows[0][-1] if rows else None)


def _result(claim: Claim, verdict: Any, reading: str, since: str, until: str, details: str) -> Result:
    told = json.loads(details)
    return Result(
        claim=claim,
        verdict=verdict,
        reading=reading,
        parts=tuple(_part(*pair) for pair in zip(claim.parts, told.get("parts", []), strict=False)),
        since=date.fromisoformat(since),
        until=date.fromisoformat(until),
        holm=told.get("holm"),
    )


def _part(part: Part, told: Mapping[str, Any]) -> PartResult:
    values: dict[str, Any] = {name: told[name] for name in WORDS if name in told}
    values |= {name: Estimate(**told[name]) if told.get(name) else None for name in ESTIMATES}
    return PartResult(part=part, **values, flips_under=tuple(told.get("flips_under", ())))
