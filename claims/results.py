"""How do verdicts become history, and when does a verdict change?

Results are only ever appended. A scheduled verdict, taken on the first of a month, stands once the two latest scheduled
runs agree; until then the one before stands.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlite_utils.db import Database

from claims.ledger import Claim, Ledger, Verdict
from claims.outcomes import PartResult, Result
from claims.verdicts import weigh
from db.connect import transaction


def keep(db: Database, results: Sequence[Result], taken_at: datetime, *, scheduled: bool) -> int:
    """Append results to the history and bring the claims' own rows up to date; how many were appended."""
    with transaction(db):
        db.conn.executemany(
            "insert or replace into claims values (?, ?, ?, ?, ?, ?, ?)",
            [_claim(each.claim) for each in results],
        )
        db.conn.executemany(
            "insert into claim_results (claim, taken_at, scheduled, verdict, estimate, low, high, openings, employers, "
            "effective_employers, unknown_share, since, until, reason, details) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(each, taken_at, scheduled) for each in results],
        )
    return len(results)


def monthly(db: Database, ledger: Ledger, now: datetime) -> list[Verdict]:
    """Weigh all claims and keep the verdicts as those of the month; which they are, none where the month has them already.

    The openings are those up to the first of the month, however late the run.
    """
    taken = db.execute(
        "select count(*) from claim_results where scheduled and substr(taken_at, 1, 7) = ?",
        [now.isoformat()[:7]],
    ).fetchone()[0]
    if taken:
        return []
    results = weigh(db, ledger, now.date().replace(day=1))
    keep(db, results, now, scheduled=True)
    return [result.verdict for result in results]


def standing(db: Database, claim: str) -> str | None:
    """Give the verdict that stands by the scheduled runs; None where there was none yet."""
    rows = db.execute(
        "select verdict from claim_results where claim = ? and scheduled order by taken_at, id", [claim]
    ).fetchall()
    stands: str | None = None
    before: str | None = None
    for (verdict,) in rows:
        if stands is None or verdict == before:
            stands = verdict
        before = verdict
    return stands


def _claim(claim: Claim) -> tuple[object, ...]:
    return (
        claim.id,
        claim.section,
        claim.statement,
        claim.evidence,
        claim.kind,
        claim.population or None,
        claim.rule,
    )


def _row(result: Result, taken_at: datetime, scheduled: bool) -> tuple[object, ...]:
    first = next((each for each in result.parts if each.estimate is not None), None)
    found = first.estimate if first else None
    numbers = (
        (found.value, found.low, found.high, found.n, found.employers, found.effective_employers)
        if found
        else (None,) * 6
    )
    return (
        result.claim.id,
        taken_at.isoformat(timespec="seconds"),
        int(scheduled),
        result.verdict,
        *numbers,
        first.unknown_share if first else None,
        result.since.isoformat(),
        result.until.isoformat(),
        result.reading,
        json.dumps(
            {"holm": result.holm, "notes": result.notes, "parts": [_details(each) for each in result.parts]}
        ),
    )


def _details(result: PartResult) -> dict[str, object]:
    row = asdict(result)
    row["part"] = {key: row["part"][key] for key in ("measure", "label", "sense", "threshold")}
    return row
