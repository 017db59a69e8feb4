"""Is a named credential required, preferred, asked for by nobody, or accepted in another's place?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from nlp.credentials.mentions import Mention
from nlp.credentials.phrases import TABLE, one_of
from nlp.expressions import Expressions
from nlp.remembered import remembered

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
_CUES = "|".join(rf"(?P<{name}>{one_of(TABLE['level'][name])}(?![a-z0-9]))" for name in _ORDER)
_CUE = re.compile(rf"(?<![a-z0-9])(?:{_CUES})")
_SOFT = re.compile(rf"(?<![a-z]){one_of(TABLE['level']['soft'])}(?![a-z])")
_CHOICE = re.compile(r"(?<![a-z])(?:or|and/or)(?![a-z])|/")
_ELSE = re.compile(r"[,;](?!\s*(?:or|and/or)\b)\s*[a-z0-9'/&. ,-]+")
_OTHER_WORD = Expressions(__file__).pattern("other_word")
_GOES_ON = re.compile(
    r"\s*(?:[:(-]|(?:[a-z]+ ){0,2}(?:certif|credential|licens|designation|qualif)|(?:is|are|would be|within|that|if|to have|to hold|to see|for|goes|given)\b)"
)
_AROUND = " -•*:(,.;"
_SHORT = 14
_BRACKET = re.compile(r"\s*[(:]\s*")
_JOINT = re.compile(r"[\s,(:-]*")
# "A certification is required, such as": the names that follow are of the same choice.
_FOR_EXAMPLE = re.compile(
    r"\)\s*:|[\s,;:(-]*(?:such as|e\.?g\.?|including|for example|for instance|examples?|like)(?![a-z])"
)
# "CPC, COC (apprentice designations are not accepted)": the bracket refuses others.
_OTHERS_REFUSED = re.compile(
    r"\((?:no )?(?:an? )?(?:[a-z-]+ )?(?:apprentices?|associates?|students?|others?|expired|lapsed|copies)\b[^()]*$"
)
_INSISTING = re.compile(r"only|(?:[a-z]+ )?without")
_STOPS = re.compile(r"\s*(?:$|[.,;)])")
# "The CPC is preferred, and so is the COC" speaks of both.
_SO_IS = "and so "
_BY_A_TIME = re.compile(r"\s*(?:within|by|in the first|after|no later|before|prior)")
_ANDED = re.compile(r"[\s®™)]*[,-]\s*(?:and|with|plus) (?:an? |the |current |active )*")
_COMMA = re.compile(r"[\s®™)]*[,-]\s*(?:and |plus |with )?(?:an? |the |current |active )*")


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
    for one in _cues(lower):
        yield one._replace(start=offset + one.start, end=offset + one.end)


@remembered
def _cues(lower: str) -> tuple[Cue, ...]:
    found = []
    for match in _CUE.finditer(lower):
        verdict, _, leads = (match.lastgroup or "").partition("_")
        found.append(Cue(match.start(), match.end(), verdict, bool(leads)))  # type: ignore[arg-type]  # the groups are named after the verdicts
    return tuple(found)


def segments(lower: str, offset: int, named: Sequence[Mention]) -> list[Segment]:
    """Return the mentions of a clause by the words of level that hold for them."""
    reader = _Reader(lower, offset)
    steps: list[Mention | Cue] = [*named, *_standing(cues(lower, offset), named)]
    for step in sorted(steps, key=lambda one: one.start):
        reader.leave_bracket(step.start)
        if isinstance(step, Mention):
            reader.waiting.append(step)
        elif step.leads and not reader.is_afterthought(step):
            if _SO_IS in lower[step.start - offset : step.end - offset]:
                reader.trail(step)
            reader.close()
            reader.outer, reader.lead = reader.lead, step
        else:
            reader.trail(step)
    reader.close()
    return sorted(reader.found + reader.aside, key=lambda one: one.mentions[0].start)


@dataclass(slots=True)
class _Reader:
    """The mentions of a clause read so far, those that no word of level has yet spoken of, and the word before them."""

    lower: str
    offset: int
    found: list[Segment] = field(default_factory=list)
    aside: list[Segment] = field(default_factory=list)
    waiting: list[Mention] = field(default_factory=list)
    lead: Cue | None = None
    outer: Cue | None = None

    def leave_bracket(self, at: int) -> None:
        """End what a word within a bracket says where the bracket has closed: "CPC (no CPC-A), CPMA"."""
        if self.lead is None or self.lead is self.outer:
            return
        before = self.lower[: self.lead.start - self.offset]
        after, _, beyond = self.lower[self.lead.end - self.offset : at - self.offset].partition(")")
        if before.count("(") > before.count(")") and beyond and "(" not in after:
            self._put_aside()
            self.lead = self.outer

    def _put_aside(self) -> None:
        """Give the waiting mentions to the word before them, out of reach of the words that follow."""
        if self.waiting:
            self.close()
            self.aside.append(self.found.pop())

    def close(self) -> None:
        """Give the waiting mentions to the word before them."""
        cue = self.lead or self._introducing()
        self._put(self.waiting, cue.verdict if cue else None, cue)
        self.waiting = []

    def _introducing(self) -> Cue | None:
        """Return the word of level of "a credential is helpful (CPC, CPB)" for the names in the bracket."""
        last = self.found[-1] if self.found else None
        if (
            last is None
            or last.cue is None
            or not self.waiting
            or any(one.kind == "code" for one in last.mentions)
        ):
            return None
        between = self.lower[last.cue.end - self.offset : self.waiting[0].start - self.offset]
        return last.cue if _BRACKET.fullmatch(between) else None

    def trail(self, cue: Cue) -> None:
        """Give the waiting mentions to a word after them; without any it may speak of what follows."""
        if self.waiting and self._goes_on_with_examples(cue):
            self.lead = cue
        elif self.waiting and self._is_of_something_else(cue):
            self.close()
        elif self.waiting:
            demanded = self.lead is not None and self.lead.verdict == "required"
            before, own = _apart(self.lower, self.offset, self.waiting, cue, demanded)
            self._put(before, self.lead.verdict if self.lead else None, self.lead)
            self._put(own, _verdict(self.lower, self.offset, self.lead, cue), cue)
            self.waiting = []
        elif self.found:
            self.found[-1] = _again(self.found[-1], cue, self.lower[cue.end - self.offset :])
        elif self._leads_on(cue):
            self.lead = cue

    def _goes_on_with_examples(self, cue: Cue) -> bool:
        """Say whether only general names stand before a word of level, and examples of them after it."""
        return (
            self.lead is None
            and cue.verdict in ("required", "preferred")
            and all(one.kind in ("any", "bare", "issuer") for one in self.waiting)
            and _FOR_EXAMPLE.match(self.lower, cue.end - self.offset) is not None
        )

    def is_afterthought(self, cue: Cue) -> bool:
        """Say whether a leading word closes what stands before it: "CPC, ideally"."""
        if not self.waiting or cue.verdict != "preferred":
            return False
        between = self.lower[self.waiting[-1].end - self.offset : cue.start - self.offset]
        return (
            _JOINT.fullmatch(between) is not None
            and _STOPS.match(self.lower, cue.end - self.offset) is not None
        )

    def _put(self, mentions: Sequence[Mention], verdict: Verdict | None, cue: Cue | None) -> None:
        if mentions:
            self.found.append(Segment(tuple(mentions), verdict, cue))

    def _is_of_something_else(self, cue: Cue) -> bool:
        """Say whether other things stand between: "CPC, two years of coding, Epic preferred"."""
        if cue.verdict == "none" and _OTHERS_REFUSED.search(self.lower, 0, cue.start - self.offset):
            return True
        if cue.verdict not in ("preferred", "accept"):
            return False
        between = self.lower[self.waiting[-1].end - self.offset : cue.start - self.offset]
        other = _ELSE.search(between)
        return other is not None and bool(_OTHER_WORD.search(other.group()))

    def _leads_on(self, cue: Cue) -> bool:
        before = self.lower[: cue.start - self.offset].strip(_AROUND)
        return len(before) <= _SHORT or _GOES_ON.match(self.lower, cue.end - self.offset) is not None


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
        and cue.verdict in ("accept", "none")
        and _INSISTING.match(lower, lead.start - offset)
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
        elif holding[0].kind == "bare":
            yield cue._replace(start=holding[0].start - 1, end=holding[0].start)


def says_more(lower: str) -> bool:
    """Say whether words hold anything beyond credentials, levels and small words."""
    return _OTHER_WORD.search(lower) is not None


def _again(segment: Segment, cue: Cue, after: str) -> Segment:
    """Return a segment that a second word of level speaks of too: "a plus, not required", "preferred, required within a year"."""
    if cue.verdict == "none" and segment.verdict == "preferred":
        return segment
    by_a_time = cue.verdict == "required" and _BY_A_TIME.match(after) is not None
    if segment.verdict in ("none", None) or by_a_time:
        return Segment(segment.mentions, cue.verdict, cue)
    return segment


def _apart(
    lower: str, offset: int, waiting: list[Mention], cue: Cue, demanded: bool
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Part the mentions that a cue speaks of from those before: at a bracket, or after a list that "or" has closed.

    What was demanded before ("must be a CPC, CPCD preferred") is parted at a comma alone.
    """
    tail_is_choice = False
    for at in range(len(waiting) - 1, 0, -1):
        gap = lower[waiting[at - 1].end - offset : waiting[at].start - offset]
        tail = lower[waiting[at].start - offset : cue.start - offset]
        if ")" in tail.partition("(")[0]:
            continue
        if "(" in gap and ")" not in gap and ")" not in tail:
            return tuple(waiting[:at]), tuple(waiting[at:])
        if _CHOICE.search(gap):
            tail_is_choice = True
            continue
        closed = any(
            _CHOICE.search(lower[a.end - offset : b.start - offset]) for a, b in pairwise(waiting[:at])
        )
        border = _ANDED if tail_is_choice else _COMMA
        if cue.verdict in ("preferred", "accept") and (closed or demanded) and border.fullmatch(gap):
            return tuple(waiting[:at]), tuple(waiting[at:])
    return (), tuple(waiting)


@remembered
def is_soft(lower: str) -> bool:
    """Say whether a clause without any word of level speaks of a wish and not of a demand."""
    return _SOFT.search(lower) is not None
