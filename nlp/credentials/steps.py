"""Does one posting stand for several steps of a ladder, each with credentials of its own?"""

import re

from nlp.credentials.drafts import Draft
from nlp.reading import Reading

_NUMBER = r"(iv|i{1,3}|v|[1-5]|one|two|three)"
_NOUN = r"(?:coder|level|specialist|analyst|auditor|tier|grade|step|abstractor|technician)s?"
_RANK = r"(senior|sr\.?|lead|trainee|entry(?:[- ]level)?|junior|jr\.?|apprentice|associate|intermediate)"
_SIGN = r"\s*(?:level)?\s*(?:[:|(-]|,? ?requires?\b|needs?\b|must\b|should\b|will\b)"
_LABEL = re.compile(
    rf"[^a-z0-9]*(?:for )?(?:an? |the )?(?:[a-z]+ ){{0,2}}{_NOUN}[ -]*{_NUMBER}\b{_SIGN}"
    rf"|[^a-z0-9]*(?:at|for) (?:level|grade|step|tier) {_NUMBER}\b"
    rf"|[^a-z0-9|]*(?:[a-z/]+[ -]){{0,4}}{_NUMBER}\s*(?:\([a-z ]+\))?\s*[|:]"
    rf"|[^a-z0-9]*(?:for )?(?:an? |the )?{_RANK}(?: {_NOUN})?\s*[:|]"
)
_HEAD = re.compile(rf"[^a-z0-9]*(?:[a-z]+ ){{0,3}}{_NOUN}[ -]*{_NUMBER}\b[ :()a-z,-]{{0,20}}")
_THIS_ONE = re.compile(r"\((?:this|our) (?:job|role|position|opening|posting|one|level|grade)\)")
_REACH = 8
_HEAD_LONGEST = 48


def unite_steps(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with those of several steps ("Coder I: ...", "Coder II: ...") united by level."""
    taken = frozenset(draft.line for draft in drafts)
    steps = {id(draft): step for draft in drafts if (step := _step_of(reading, draft, taken))}
    if len(set(steps.values())) < 2:
        return drafts
    own = [
        draft for draft in drafts if id(draft) in steps and _THIS_ONE.search(reading.lines[draft.line].lower)
    ]
    if own and len({steps[id(draft)] for draft in own}) == 1:
        return [draft for draft in drafts if steps.get(id(draft)) in (None, steps[id(own[0])])]
    others = [draft for draft in drafts if id(draft) not in steps]
    of_steps = [draft for draft in drafts if id(draft) in steps]
    united = [_united([one for one in of_steps if one.level == level]) for level in ("required", "preferred")]
    return [*others, *(one for one in united if one is not None)]


def _step_of(reading: Reading, draft: Draft, taken: frozenset[int]) -> str:
    """Return the step that a group is for, as its clause, its line, or the heading or label above says; "" without one.

    A labeled line with credentials of its own (one of `taken`) says nothing of those below it.
    """
    line = reading.lines[draft.line]
    if step := _labeled(draft.clause.lower) or _labeled(line.lower):
        return step
    for number in range(draft.line - 1, max(-1, draft.line - 1 - _REACH), -1):
        above = reading.lines[number]
        short = not above.is_bullet and above.end - above.start <= _HEAD_LONGEST
        head = _HEAD.fullmatch(above.lower) if short else None
        if head:
            return str(head.group(1))
        if not above.is_bullet and number not in taken and (step := _labeled(above.lower)):
            return step
        if above.is_heading:
            return ""
    return ""


def _labeled(lower: str) -> str:
    """Return the step with whose label a line begins, "" without one."""
    label = _LABEL.match(lower)
    return "" if label is None else str(next(filter(None, label.groups())))


def _united(drafts: list[Draft]) -> Draft | None:
    if not drafts:
        return None
    first, *others = drafts
    for other in others:
        first.mentions += other.mentions
        first.or_experience = first.or_experience or other.or_experience
    return first
