"""Is a named credential required, preferred, asked for by nobody, or accepted in another's place?"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from nlp.credentials.mentions import Mention
from nlp.credentials.phrases import TABLE, one_of

Verdict = Literal["required", "preferred", "none", "accept"]
_ORDER = (
    "required_insist",
    "none_lead",
    "none",
    "preferred_lead",
    "required_lead",
    "preferred",
    "required",
    "accept",
    "accept_lead",
)
_CUE = re.compile(
    "|".join(rf"(?P<{name}>(?<![a-z0-9]){one_of(TABLE['level'][name])}(?![a-z0-9]))" for name in _ORDER)
)
_REFERENCE = re.compile(rf"(?<![a-z]){one_of(TABLE['level']['reference'])}(?![a-z])")
_OPEN_OR_CLOSE = re.compile(r"[()]")
_CHOICE = re.compile(r"(?<![a-z])(?:or|and/or)(?![a-z])|/")
_COMMA = re.compile(r"[\s®™)]*,\s*(?:an? |the |current |active )*")


class Cue(NamedTuple):
    """Words that tell a level; a leading one speaks of what follows, the others of what stands before."""

    start: int
    end: int
    verdict: Verdict
    leads: bool


class Segment(NamedTuple):
    """Mentions of one clause that share a verdict; None where only the heading can tell."""

    mentions: tuple[Mention, ...]
    verdict: Verdict | None
    cue: Cue | None


def cues(lower: str, offset: int) -> Iterator[Cue]:
    """Yield the level words of a clause that begins at `offset`."""
    for match in _CUE.finditer(lower):
        name = match.lastgroup or ""
        verdict, _, leads = name.partition("_")
        yield Cue(offset + match.start(), offset + match.end(), verdict, bool(leads))  # type: ignore[arg-type]  # the groups are named after the verdicts


def segments(lower: str, offset: int, named: Sequence[Mention]) -> list[Segment]:
    """Return the mentions of a clause by the words of level that hold for them."""
    found: list[Segment] = []
    waiting: list[Mention] = []
    lead: Cue | None = None
    steps: list[Mention | Cue] = sorted(
        [*named, *_standing(cues(lower, offset), named)], key=lambda step: step.start
    )
    for step in steps:
        if isinstance(step, Mention):
            waiting.append(step)
        elif step.leads:
            if waiting:
                found.append(Segment(tuple(waiting), lead.verdict if lead else None, lead))
                waiting = []
            lead = step
        elif waiting:
            before, own = _apart(lower, offset, waiting, step)
            if before:
                found.append(Segment(before, lead.verdict if lead else None, lead))
            found.append(Segment(own, _verdict(lower, offset, lead, step), step))
            waiting = []
        elif found:
            found[-1] = _again(found[-1], step)
        else:
            lead = step
    if waiting:
        found.append(Segment(tuple(waiting), lead.verdict if lead else None, lead))
    return found


def _verdict(lower: str, offset: int, lead: Cue | None, cue: Cue) -> Verdict:
    """Return what two words of level around the same names say together."""
    if lead is None:
        return cue.verdict
    if lead.verdict == "none" and cue.verdict == "required":
        return "none"
    if lead.verdict == "preferred" and cue.verdict == "none":
        return "preferred"
    if (
        lead.verdict == "required"
        and cue.verdict == "accept"
        and lower.startswith("only", lead.start - offset)
    ):
        return "required"
    return cue.verdict


def _standing(found: Iterator[Cue], named: Sequence[Mention]) -> Iterator[Cue]:
    """Yield the cues that are not part of a mention ("certification preferred" is one of both)."""
    for cue in found:
        holding = [one for one in named if one.start < cue.end and cue.start < one.end]
        if not holding:
            yield cue
        elif holding[0].kind == "bare" and not cue.leads:
            yield cue._replace(start=holding[0].end, end=holding[0].end)


def _again(segment: Segment, cue: Cue) -> Segment:
    """Return a segment that a second word of level speaks of too: "a plus, not required", "preferred, required within a year"."""
    if cue.verdict == "none" and segment.verdict == "preferred":
        return segment
    if segment.verdict == "none" or (cue.verdict == "required" and segment.verdict in ("preferred", None)):
        return Segment(segment.mentions, cue.verdict, cue)
    if segment.verdict is None:
        return Segment(segment.mentions, cue.verdict, cue)
    return segment


def _apart(
    lower: str, offset: int, waiting: list[Mention], cue: Cue
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Part the mentions that a cue speaks of from those before: at a bracket, or after a list that "or" has closed."""
    for at in range(len(waiting) - 1, 0, -1):
        gap = lower[waiting[at - 1].end - offset : waiting[at].start - offset]
        tail = lower[waiting[at].start - offset : cue.start - offset]
        if "(" in gap and ")" not in gap and ")" not in tail:
            return tuple(waiting[:at]), tuple(waiting[at:])
        if _CHOICE.search(gap):
            break
        closed = any(
            _CHOICE.search(lower[a.end - offset : b.start - offset]) for a, b in pairwise(waiting[:at])
        )
        if cue.verdict in ("preferred", "accept") and closed and _COMMA.fullmatch(gap):
            return tuple(waiting[:at]), tuple(waiting[at:])
    return (), tuple(waiting)


def references(lower: str, offset: int, named: Sequence[Mention]) -> frozenset[Mention]:
    """Return the mentions in whose place others are accepted ("in lieu of the RHIT")."""
    match = _REFERENCE.search(lower)
    if match is None:
        return frozenset()
    return frozenset(one for one in named if one.start >= offset + match.end() and one.kind == "code")
