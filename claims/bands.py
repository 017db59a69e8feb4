"""Would a verdict stand if openings were counted in another way?"""

from dataclasses import replace

from claims.carrying import carry
from claims.deciding import decide, settle
from claims.ledger import Part, Verdict
from claims.measures import measure
from claims.openings import PLAIN, Counting, Openings, required_only
from claims.outcomes import DECIDED, Finding, PartResult
from claims.precise import precise_only

ONCE_TOO = ("share", "lead", "setting rank")
BY_OPENING = ("median ratio", "state spread", "experience against credential", "premium", "families")
"""Figures of pay, which take each opening once whatever its postings."""

WEIGHTED_TOO = ("share", "lead", "better lead", "difference", "count ratio", "credential rank")
PRECISE = "only tags of rules that were right 95 times in 100"


def with_once(openings: Openings, result: PartResult) -> PartResult:
    """Count every employer once; verdicts that differ leave the figure undecided."""
    finding = measure(openings, result.part, Counting(once=True))
    verdict, _ = settle(result.part, finding)
    result = replace(result, once=finding.shown)
    if verdict == result.verdict or result.verdict not in DECIDED:
        return result
    return replace(result, verdict="undecided", reason=f"Counting each employer once, it would be {verdict}.")


def with_weights(openings: Openings, result: PartResult) -> PartResult:
    """Weight openings to employment; verdicts that differ leave the figure undecided."""
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


def with_errors(openings: Openings, result: PartResult, finding: Finding) -> PartResult:
    """Carry the tagger's errors through; raw and corrected verdicts that disagree leave the figure undecided."""
    carried = carry(openings, result.part, finding)
    if carried is None:
        return result
    verdict, _ = settle(result.part, carried)
    result = replace(result, corrected=carried.shown)
    if verdict == result.verdict or result.verdict not in DECIDED:
        return result
    reason = f"With the tagger's errors carried through, it would be {verdict}."
    return replace(result, verdict="undecided", reason=reason)


def flips(openings: Openings, part: Part, verdict: Verdict) -> tuple[str, ...]:
    """The other ways of counting under which the verdict would not stand."""
    ways = [
        ("postings counted instead of openings", part, Counting(weight="postings")),
        ("the largest employer left out", part, Counting(without_largest=True)),
        ("required credentials alone counted", required_only(part), PLAIN),
        ("employers counted once each", part, Counting(once=True)),
    ]
    found = [
        name
        for name, changed, counting in ways
        if _is_another_way(part, changed, counting)
        and settle(part, measure(openings, changed, counting))[0] != verdict
    ]
    precise = precise_only(openings, part)
    if precise is not None:
        finding = measure(precise, part, PLAIN)
        if decide(part, finding, openings.minimums)[0] not in (verdict, "too little evidence"):
            found.append(PRECISE)
    return tuple(found)


def _is_another_way(part: Part, changed: Part, counting: Counting) -> bool:
    """Whether this way of counting can differ from the plain one."""
    if counting.once:
        return part.measure in ONCE_TOO
    if counting.weight != PLAIN.weight:
        return part.measure not in BY_OPENING
    return changed != part or counting != PLAIN
