"""Which verdict does a figure's interval give?"""

from collections.abc import Sequence

from claims.estimates import Estimate
from claims.ledger import Minimums, Part, Verdict
from claims.outcomes import Finding


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
