"""What does the evidence say of a claim: supported, contradicted, undecided, or too little evidence?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils.db import Database

from claims import survey
from claims.audit import unaudited
from claims.estimates import Estimate
from claims.ledger import Claim, Ledger, Minimums, Part, Verdict
from claims.measures import Finding, measure
from claims.models import holm
from claims.openings import PLAIN, Counting, Openings, required_only
from claims.window import Window, gather

DECIDED = ("supported", "contradicted")
ONCE_TOO = ("share", "lead", "setting rank")
BY_OPENING = ("median ratio", "state spread", "experience against credential", "premium", "families")
"""Figures of pay, which take each opening once whatever its postings."""

WEIGHTED_TOO = ("share", "lead", "better lead", "difference", "count ratio", "credential rank")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """One figure of a claim with its interval; `reason` says why it is undecided or what evidence is missing.

    `weighted` is the same figure weighted to employment, where the answer hangs on which employers are crawled;
    `flips_under` are the other ways of counting under which the verdict would not stand.
    """

    part: Part
    verdict: Verdict
    estimate: Estimate | None
    weighted: Estimate | None = None
    once: Estimate | None = None
    unknown_share: float = 0.0
    reason: str = ""
    note: str = ""
    flips_under: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share between 0 and 1, which can be drawn on a line of percent."""
        return self.part.measure in ("share", "strata", "employment share", "wage band")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The verdict on one claim over the openings first posted from `since` to `until`, provisional on demand.

    `holm` is the largest p of its parts, made larger for the number of claims with enough evidence.
    """

    claim: Claim
    verdict: Verdict
    reading: str
    parts: tuple[PartResult, ...] = ()
    since: date
    until: date
    holm: float | None = None
    notes: tuple[str, ...] = ()


def weigh(db: Database, ledger: Ledger, until: date) -> list[Result]:
    """Decide every claim of the ledger from the openings up to `until` and from the wage survey."""
    return weigh_gathered(Openings(db, gather(db, until), ledger.minimums), ledger)


def weigh_gathered(openings: Openings, ledger: Ledger) -> list[Result]:
    """Decide every claim from openings that were gathered before."""
    results = []
    for claim in ledger.claims:
        results.append(weigh_claim(openings, ledger, claim))
        openings.forget()
    return _with_holm(results)


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
    if claim.twice and part.measure in ONCE_TOO:
        result = _with_once(openings, result)
    if claim.frame == "market" and part.measure in WEIGHTED_TOO:
        result = _with_weights(openings, result)
    if result.verdict in DECIDED:
        result = replace(result, flips_under=_flips(openings, part, result.verdict))
    return result


def decide(part: Part, finding: Finding, minimums: Minimums) -> tuple[Verdict, str]:
    """The verdict on one finding, and why it is open."""
    missing = missing_evidence(finding.shown, minimums)
    if missing:
        return "too little evidence", missing
    return settle(part, finding)


def settle(part: Part, finding: Finding) -> tuple[Verdict, str]:
    """The verdict on one finding that rests on enough evidence."""
    if finding.forced is not None:
        return finding.forced, finding.note
    if finding.past and all(is_past(part, each) for each in finding.past):
        return "supported", ""
    if finding.short and all(is_short(part, each) for each in finding.short):
        return "contradicted", ""
    return "undecided", _why(part, finding)


def is_past(part: Part, found: Estimate | None) -> bool:
    """Whether the interval lies wholly on the side of the threshold that the claim wants."""
    if found is None:
        return False
    return found.low > part.threshold if part.is_high else found.high < part.threshold


def is_short(part: Part, found: Estimate | None) -> bool:
    """Whether the interval lies wholly on the other side, or below the part's own bound for that."""
    if found is None:
        return False
    bound = part.threshold if part.contradicted_below is None else part.contradicted_below
    return found.high < bound if part.is_high else found.low > bound


def joined(parts: Sequence[tuple[Verdict, bool]]) -> Verdict:
    """The verdict on several parts, each with whether it is optional: supported where all are, and so on."""
    needed = [verdict for verdict, optional in parts if not (optional and verdict == "too little evidence")]
    if not needed:
        return "too little evidence"
    if all(verdict == "supported" for verdict in needed):
        return "supported"
    order: tuple[Verdict, ...] = ("contradicted", "too little evidence", "undecided")
    return next(verdict for verdict in order if verdict in needed)


def missing_evidence(found: Estimate | None, minimums: Minimums) -> str:
    """What is missing under the minimums, in a sentence; empty where nothing is."""
    if found is None:
        return "Too few openings of this kind were seen."
    checks = (
        (found.n, minimums.min_openings, "openings"),
        (found.employers, minimums.min_employers, "employers"),
        (found.effective_employers, minimums.min_effective_employers, "effective employers"),
    )
    short = [f"{have:.0f} of {need:.0f} {what}" for have, need, what in checks if have < need]
    return f"Only {', '.join(short)}." if short else ""


def _why(part: Part, finding: Finding) -> str:
    shown = finding.past[0] if finding.past else finding.shown
    if is_past(part, shown) or is_short(part, shown):
        if part.measure == "share":
            return "It rests on what postings leave unsaid."
        return "Not all that it rests on points the same way."
    if part.contradicted_below is not None and shown is not None and shown.low > part.contradicted_below:
        return f"It is surely above {part.contradicted_below:g}, but perhaps not above {part.threshold:g}."
    return f"The interval holds {part.threshold:.3g}, the threshold."


def _with_once(openings: Openings, result: PartResult) -> PartResult:
    finding = measure(openings, result.part, Counting(once=True))
    verdict, _ = settle(result.part, finding)
    result = replace(result, once=finding.shown)
    if verdict == result.verdict or result.verdict not in DECIDED:
        return result
    return replace(result, verdict="undecided", reason=f"Counting each employer once, it would be {verdict}.")


def _with_weights(openings: Openings, result: PartResult) -> PartResult:
    finding = measure(openings, result.part, Counting(weight="weight"))
    verdict, _ = decide(result.part, finding, openings.minimums)
    result = replace(result, weighted=finding.shown)
    if verdict == result.verdict or result.verdict not in DECIDED:
        return result
    return replace(
        result,
        verdict="undecided",
        reason=f"It depends on the employers crawled: weighted to employment it would be {verdict}.",
    )


def _flips(openings: Openings, part: Part, verdict: Verdict) -> tuple[str, ...]:
    """The other ways of counting under which the verdict would not stand."""
    ways = [
        ("postings counted instead of openings", part, Counting(weight="postings")),
        ("the largest employer left out", part, Counting(without_largest=True)),
        ("required credentials alone counted", required_only(part), PLAIN),
        ("employers counted once each", part, Counting(once=True)),
    ]
    found = []
    for name, changed, counting in ways:
        if (changed == part and counting == PLAIN) or (counting.once and part.measure not in ONCE_TOO):
            continue
        if settle(part, measure(openings, changed, counting))[0] != verdict:
            found.append(name)
    return tuple(found)


def _is_another_way(part: Part, changed: Part, counting: Counting) -> bool:
    """Whether this way of counting can differ from the plain one."""
    if counting.once:
        return part.measure in ONCE_TOO
    if counting.weight != PLAIN.weight:
        return part.measure not in BY_OPENING
    return changed != part or counting != PLAIN


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
    reason = next((p.reason for p in parts if p.verdict == verdict and p.reason), "")
    plain = claim.unsettled if verdict == "undecided" and claim.unsettled else ledger.readings[verdict]
    return f"{plain} {reason}".strip()


def _with_holm(results: list[Result]) -> list[Result]:
    """Set each claim's p, the largest of its parts', adjusted over the claims with enough evidence."""
    chances = {
        place: max(p.estimate.p for p in result.parts if p.estimate is not None)
        for place, result in enumerate(results)
        if result.claim.evidence == "postings" and result.verdict != "too little evidence"
    }
    adjusted = dict(zip(chances, holm(list(chances.values())), strict=True))
    return [replace(result, holm=adjusted.get(place)) for place, result in enumerate(results)]
