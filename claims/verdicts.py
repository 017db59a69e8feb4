"""What does the evidence say of a claim: supported, contradicted, undecided, or too little evidence?"""

from dataclasses import replace
from datetime import date

from sqlite_utils.db import Database

from claims import survey
from claims.audit import unaudited
from claims.bands import ONCE_TOO, WEIGHTED_TOO, flips, with_errors, with_once, with_weights
from claims.deciding import decide, is_past, is_short, joined
from claims.errors import Tagger, read_audit
from claims.ledger import Claim, Ledger, Part, Verdict
from claims.measures import measure
from claims.models import holm
from claims.openings import PLAIN, Openings
from claims.outcomes import DECIDED, PartResult, Result
from claims.window import Window, gather

HOLM = "It would not stand once p is adjusted for the number of claims (Holm)."


def opened(db: Database, ledger: Ledger, until: date) -> Openings:
    """Gather the openings up to a day, and what is known of the tagger's errors."""
    tagger = Tagger(read_audit(db), ledger.errors, ledger.minimums.level)
    return Openings(db, gather(db, until), ledger.minimums, tagger)


def weigh(db: Database, ledger: Ledger, until: date) -> list[Result]:
    """Decide every claim of the ledger from the openings up to `until` and from the wage survey."""
    return weigh_gathered(opened(db, ledger, until), ledger)


def weigh_gathered(openings: Openings, ledger: Ledger) -> list[Result]:
    """Decide every claim from openings that were gathered before."""
    results = []
    for claim in ledger.claims:
        results.append(weigh_claim(openings, ledger, claim))
        openings.forget()
    return _with_holm(results, ledger.minimums.level)


def weigh_claim(openings: Openings, ledger: Ledger, claim: Claim) -> Result:
    """Decide one claim; its p isn't adjusted for the others."""
    window = openings.window
    if claim.evidence == "none":
        reading = f"{ledger.readings['not testable here']} {claim.who}"
        return Result(
            claim=claim, verdict="not testable here", reading=reading, since=window.since, until=window.until
        )
    if claim.evidence == "oews":
        parts = tuple(_by_survey(openings.db, part, ledger.minimums.level) for part in claim.parts)
        return _conclude(claim, parts, ledger, window)
    parts = tuple(weigh_part(openings, claim, part) for part in claim.parts)
    missing = unaudited(openings.db, ledger, claim)
    notes = (f"Tags not audited: {', '.join(missing).replace('_', ' ')}.",) if missing else ()
    return replace(_conclude(claim, parts, ledger, window), notes=notes)


def weigh_part(openings: Openings, claim: Claim, part: Part) -> PartResult:
    """Decide one figure, in the frames that the claim asks for, and try what would flip it."""
    finding = measure(openings, part, PLAIN)
    verdict, reason = decide(part, finding, openings.minimums)
    result = PartResult(
        part=part,
        verdict=verdict,
        estimate=finding.shown,
        unknown_share=finding.unknown_share,
        reason=reason,
        note=finding.note,
    )
    if verdict == "too little evidence":
        return result
    result = with_errors(openings, result, finding)
    if claim.twice and part.measure in ONCE_TOO:
        result = with_once(openings, result)
    if claim.frame == "market" and part.measure in WEIGHTED_TOO:
        result = with_weights(openings, result)
    if result.verdict in DECIDED:
        result = replace(result, flips_under=flips(openings, part, result.verdict))
    return result


def _by_survey(db: Database, part: Part, level: float) -> PartResult:
    found, note = survey.measure(db, part, level)
    if found is None:
        return PartResult(part=part, verdict="too little evidence", estimate=None, reason=note)
    past, short = is_past(part, found), is_short(part, found)
    verdict: Verdict = "supported" if past else "contradicted" if short else "undecided"
    return PartResult(part=part, verdict=verdict, estimate=found, note=note)


def _conclude(claim: Claim, parts: tuple[PartResult, ...], ledger: Ledger, window: Window) -> Result:
    verdict = joined([(result.verdict, result.part.optional) for result in parts])
    if verdict in claim.never:
        verdict = "undecided"
    return Result(
        claim=claim,
        verdict=verdict,
        reading=_reading(claim, verdict, parts, ledger),
        parts=parts,
        since=window.since,
        until=window.until,
    )


def _reading(claim: Claim, verdict: Verdict, parts: tuple[PartResult, ...], ledger: Ledger) -> str:
    if verdict in DECIDED:
        return str(getattr(claim, verdict))
    reason = next((p.reason for p in parts if p.verdict == verdict), "")
    plain = claim.unsettled if verdict == "undecided" and claim.unsettled else ledger.readings[verdict]
    return f"{plain} {reason}".strip()


def _with_holm(results: list[Result], level: float) -> list[Result]:
    """Set each claim's p, the largest of its parts', adjusted over the claims with enough evidence."""
    chances = {
        place: max(p.estimate.p for p in result.parts if p.estimate is not None)
        for place, result in enumerate(results)
        if result.claim.evidence == "postings" and result.verdict != "too little evidence"
    }
    adjusted = dict(zip(chances, holm(list(chances.values())), strict=True))
    return [_with_p(result, adjusted.get(place), level) for place, result in enumerate(results)]


def _with_p(result: Result, adjusted: float | None, level: float) -> Result:
    result = replace(result, holm=adjusted)
    if adjusted is None or adjusted <= 1 - level or result.verdict not in DECIDED:
        return result
    return replace(result, notes=(*result.notes, HOLM))
