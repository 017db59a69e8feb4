"""What do the claims' pages show: each claim with its verdict, interval and threshold, its history, and its openings?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from datasette import NotFound, Request
from sqlite_utils.db import Database

from claims.estimates import Estimate
from claims.ledger import Claim, LedgerError, Verdict, shipped
from claims.outcomes import PartResult, Result
from claims.results import standing
from claims.window import gather
from claims.wording import figure, interval, rule
from credtrack.commands.claim_report import examples, queries
from credtrack.library import Datasette
from credtrack.pages.answers import json_answer
from credtrack.pages.figures import Gauge, gauge, gauges
from credtrack.pages.reading import page, size, sql
from credtrack.pages.shelf import asked
from credtrack.pages.weighed import MOST_WEIGHED_NOW, own_connection, weighed

VERDICTS: tuple[str, ...] = get_args(Verdict)
SIGNS = dict(zip(VERDICTS, "✓✗≈…–", strict=True))
WORDING = {"figure": figure, "interval": interval, "rule": rule}


@dataclass(frozen=True, slots=True)
class Kept:
    """A verdict as it was kept, and the figure that it rested on."""

    taken_at: str
    scheduled: int
    verdict: str
    estimate: float | None
    low: float | None
    high: float | None
    openings: int | None
    employers: int | None
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """An opening that a claim was asked of, and whether it meets the rule."""

    opening: int
    title: str
    employer: str
    meets: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """A figure counted in one way, on an axis that all ways share."""

    name: str
    estimate: Estimate
    drawn: Gauge


async def claims(request: Request, datasette: Datasette) -> Any:
    """The page with a card for each claim."""
    found = await weighed(datasette)
    sections: dict[str, list[Result]] = {}
    for result in found.results:
        sections.setdefault(result.claim.section, []).append(result)
    return await page(
        datasette,
        request,
        "claims.html",
        sections=sections,
        taken_at=found.taken_at,
        score=score(found.results),
        window=(found.results[0].since, found.results[0].until) if found.results else None,
        signs=SIGNS,
        minimums=shipped().minimums,
        gauge=gauge,
        wording=WORDING,
    )


def score(results: Sequence[Result]) -> list[tuple[str, int]]:
    """How many claims have each verdict."""
    return [(verdict, sum(result.verdict == verdict for result in results)) for verdict in VERDICTS]


async def claim(request: Request, datasette: Datasette) -> Any:
    """One claim's page: how it was decided and counted otherwise, its SQL, its history, and openings behind it."""
    name = request.url_vars["claim"]
    try:
        asked_of = shipped().find(name)
    except LedgerError as error:
        raise NotFound(f"There is no claim {name[:60]!r}; the page of all claims lists them.") from error
    found = await weighed(datasette)
    result = next((each for each in found.results if each.claim.id == name), None)
    history, stands = await asked(
        datasette, ("history", name), lambda db: (kept_verdicts(db, name), standing(db, name))
    )
    if request.url_vars["format"] == "json":
        return json_answer(program(asked_of, result, history, stands))
    return await page(
        datasette,
        request,
        "claim.html",
        claim=asked_of,
        result=result,
        taken_at=found.taken_at,
        ways=[ways(part) for part in result.parts] if result else [],
        queries=queries(asked_of),
        history=history,
        stands=stands,
        examples=await behind(datasette, asked_of),
        most=MOST_WEIGHED_NOW,
        signs=SIGNS,
        gauge=gauge,
        wording=WORDING,
    )


def program(
    asked_of: Claim, result: Result | None, history: Sequence[Kept], stands: str | None
) -> dict[str, object]:
    """A claim as a program reads it."""
    found = asdict(result) if result else {"claim": asdict(asked_of)}
    days = {key: str(found[key]) for key in ("since", "until") if key in found}
    return {**found, **days, "stands": stands, "history": [asdict(each) for each in history]}


def ways(found: PartResult) -> list[Way]:
    """A part's figure counted in every way that was tried with an interval, as drawn on one axis."""
    named = (
        ("as the rule says", found.estimate),
        ("with the tagger's errors carried through", found.corrected),
        ("each employer once", found.once),
        ("weighted to employment", found.weighted),
    )
    there = [(name, estimate) for name, estimate in named if estimate]
    drawn = gauges([(each.value, each.low, each.high) for _, each in there], found.part.threshold)
    return [Way(name, each, axis) for (name, each), axis in zip(there, drawn, strict=True)]


def kept_verdicts(db: Database, name: str) -> list[Kept]:
    """The history of one claim's verdicts, newest first."""
    return [Kept(*row) for row in db.execute(sql("claim_history"), {"claim": name}).fetchall()]


async def behind(datasette: Datasette, asked_of: Claim) -> list[Example] | None:
    """Some of the openings that a claim was asked of; None where gathering them takes longer than a reader waits."""
    held = await asked(datasette, "size", size)
    if asked_of.evidence != "postings" or not held.openings:
        return []
    if held.openings > MOST_WEIGHED_NOW:
        return None
    today = datetime.now(UTC).date()

    def gathered(db: Database) -> list[Example]:
        with own_connection(db) as own:
            gather(own, today)
            return [Example(*row) for row in examples(own, asked_of)]  # type: ignore[arg-type]  # a row as it is read

    return await asked(datasette, ("examples", asked_of.id, today), gathered)
