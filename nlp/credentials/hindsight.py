"""What does a later clause say of the credentials that an earlier one named?"""

import re

from nlp.credentials.clauses import Clause
from nlp.credentials.doubt import REFUSED
from nlp.credentials.drafts import Draft, Notes
from nlp.credentials.level import Cue, cues, says_more
from nlp.expressions import Expressions
from nlp.shapes import Level

_GOES_BACK = re.compile(
    r"[^a-z]*(?:but |though |still |and |yet |however,? )*(?:it|that|one(?! (?:year|month|yr))|this|these|they|either|both|having)(?![a-z])"
)

_EITHER = Expressions(__file__).pattern("either")


def look_back(clause: Clause, index: int, notes: Notes) -> None:
    """Let a clause that names no credential speak of those right before it: "CPC or CCS. A plus, not a must."."""
    refused = [mention for line, mention in notes.refused if line == index]
    if not refused and not (notes.drafts and notes.drafts[-1].line == index):
        return
    if refused and _EITHER.match(clause.lower):
        level: Level = "preferred" if clause.level == "preferred" else "required"
        notes.drafts.append(Draft(level, refused, clause, index, "credentials.said_accept"))
        notes.refused.clear()
        return
    said = list(cues(clause.lower, clause.start))
    if not said or not _is_about_them(clause, said):
        return
    prefers = any(cue.verdict == "preferred" for cue in said)
    if refused and prefers:
        notes.drafts.append(Draft("preferred", refused, clause, index, "credentials.said_preferred"))
    notes.refused.clear()
    for draft in _unsaid(notes, index):
        if prefers:
            draft.level, draft.rule = "preferred", "credentials.said_preferred"
        elif not clause.is_question and any(cue.verdict == "none" for cue in said):
            _take_back(draft, notes)


def _is_about_them(clause: Clause, said: list[Cue]) -> bool:
    """Say whether a clause begins with "it" or the like, or is no more than a word of level."""
    if _GOES_BACK.match(clause.lower):
        return True
    rest = clause.lower
    for cue in said:
        start, end = cue.start - clause.start, cue.end - clause.start
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return not says_more(rest)


def _unsaid(notes: Notes, index: int) -> list[Draft]:
    """Return the last clause's groups, where it was not said whether they are required."""
    last = notes.drafts[-1] if notes.drafts else None
    if last is None or last.line != index:
        return []
    return [
        one for one in notes.drafts if one.clause == last.clause and one.rule.startswith("credentials.under_")
    ]


def _take_back(draft: Draft, notes: Notes) -> None:
    for mention in draft.mentions:
        notes.reject(mention, REFUSED)
    notes.drafts.remove(draft)


def take_back_refused(index: int, notes: Notes) -> None:
    """Drop from a line's groups what the same line refuses: "CCA and CPC-A; these two do not qualify, CCA nor CPC-A"."""
    refused = {mention.code for line, mention in notes.refused if line == index}
    for draft in [
        one for one in notes.drafts if one.line == index and one.rule.startswith("credentials.under_")
    ]:
        if refused.issuperset(draft.codes):
            _take_back(draft, notes)


def unite_above(notes: Notes, index: int) -> None:
    """Make the groups of the lines right above one choice: "One is enough."."""
    above: list[Draft] = []
    for draft in reversed(notes.drafts):
        nearest = above[-1].line if above else index
        if nearest - draft.line > 1 or (above and draft.level != above[-1].level):
            break
        above.append(draft)
    for draft in above[:-1]:
        above[-1].mentions += draft.mentions
        above[-1].last_line = max(above[-1].last_line, draft.line)
        notes.drafts.remove(draft)
