"""To which earlier group does an alternative belong that is named later?"""

import re

from nlp.credentials import lists
from nlp.credentials.drafts import Draft, Notes
from nlp.credentials.mentions import Mention
from nlp.reading import Reading

_NEAR = 2
_BY_ISSUER = re.compile(
    r"[^a-z0-9]*(?:[a-z]+ ){0,4}\(?(aapc|ahima|acdis|nha|bmsc)[ )]*(?:[a-z]+ ){0,2}[a-z]*\s*[:(-]"
)
_INCLUDE = re.compile(
    r"[^a-z]*(?:however, )?(?:current(?:ly)?|these|they|examples|acceptable|accepted|such)?,?[a-z /-]{0,60}?(?:certif|credential)?[a-z]* (?:titles? )?(?:include|are)[:s]?(?![a-z])"
)
_AT_LEAST_ONE = re.compile(r"(?<![a-z])(?:at least one|one (?:of|from)|plus|also|both)(?![a-z])")
_ENDS_IN_OR = re.compile(r"(?:^|[\s,;(])or(?: an?| the)?\s*$")


def join(
    reading: Reading, notes: Notes, draft: Draft, refer: frozenset[Mention], made: list[Draft]
) -> Draft | None:
    """Add a draft's credentials to the group that it is a choice of, and return that; None where it stands alone."""
    target = (
        _of_list(notes, draft)
        or _of_words_before(draft, made)
        or _of_line_above(reading, notes, draft, made)
        or _of_clause_before(notes, draft, made)
        or _of_other_issuer(reading, notes, draft)
        or _illustrated(notes, draft)
    )
    if target is None and draft.only_accepted:
        target = _accepted_for(notes, draft, refer)
    if target is None:
        return None
    target.last_line = draft.line
    if target.codes == ("ANY",) and draft.only_accepted:
        target.mentions = []
    target.mentions += [one for one in draft.mentions if one.code not in target.codes]
    return target


def _of_list(notes: Notes, draft: Draft) -> Draft | None:
    if draft.list_index is None:
        return None
    same = [one for one in notes.drafts if one.list_index == draft.list_index and one.level == draft.level]
    return same[-1] if same else None


def _of_line_above(reading: Reading, notes: Notes, draft: Draft, made: list[Draft]) -> Draft | None:
    if made or not notes.drafts or draft.clause.start > reading.lines[draft.line].start:
        return None
    last = notes.drafts[-1]
    between = draft.line - max(last.line, last.last_line)
    if between != lists.lines_to_join(reading, draft.line) or last.level != draft.level:
        return None
    return last


def _of_words_before(draft: Draft, made: list[Draft]) -> Draft | None:
    """Return the group that "or" joins although each has its word of level: "CPC required, or CCS required"."""
    before = draft.clause.lower[: draft.mentions[0].start - draft.clause.start]
    same = bool(made) and made[-1].level == draft.level and _ENDS_IN_OR.search(before) is not None
    return made[-1] if same else None


def _of_other_issuer(reading: Reading, notes: Notes, draft: Draft) -> Draft | None:
    """Return the line above where both lines list one body's credentials: "AHIMA: CCS, RHIT", "AAPC: CPC, COC"."""
    last = notes.drafts[-1] if notes.drafts else None
    if last is None or last.level != draft.level or draft.line - max(last.line, last.last_line) != 1:
        return None
    if _AT_LEAST_ONE.search(reading.lines[draft.line].lower):
        return None
    here, above = (_BY_ISSUER.match(reading.lines[one].lower) for one in (draft.line, draft.line - 1))
    return last if here and above and here.group(1) != above.group(1) else None


def _illustrated(notes: Notes, draft: Draft) -> Draft | None:
    """Return the bodies' certification that a sentence goes on to name: "Current ones include: CCS, RHIT"."""
    last = notes.drafts[-1] if notes.drafts else None
    if last is None or not last.is_general or last.level != draft.level or draft.line - last.line > 1:
        return None
    return last if _INCLUDE.match(draft.clause.lower) else None


def _of_clause_before(notes: Notes, draft: Draft, made: list[Draft]) -> Draft | None:
    """Return the group that a clause goes on with "or" after a semicolon or a full stop."""
    last = notes.drafts[-1] if notes.drafts else None
    if (
        made
        or last is None
        or last.line != draft.line
        or last.clause == draft.clause
        or last.level != draft.level
    ):
        return None
    if lists.goes_on(draft.clause.lower, draft.mentions[0].start - draft.clause.start, last.clause.lower):
        return last
    if not lists.begins_with_or(draft.clause.lower):
        return None
    for earlier in [one for one in notes.drafts[:-1] if one.line == last.line and one.level == last.level]:
        if _is_bare(earlier) and _is_bare(last):
            last.mentions = earlier.mentions + last.mentions
            notes.drafts.remove(earlier)
    return last


def _is_bare(draft: Draft) -> bool:
    return lists.is_bare(draft.clause.lower, sum(one.end - one.start for one in draft.mentions[-1:]))


def _accepted_for(notes: Notes, draft: Draft, refer: frozenset[Mention]) -> Draft | None:
    """Return the group in whose place a credential is accepted: the one named, else the nearest required one."""
    codes = {one.code for one in refer}
    for earlier in reversed(notes.drafts):
        if codes & set(earlier.codes):
            return earlier
    for earlier in reversed(notes.drafts):
        if draft.line - earlier.line > _NEAR:
            break
        if earlier.level == "required":
            return earlier
    last = notes.drafts[-1] if notes.drafts else None
    return last if last is not None and draft.line - last.line <= 1 else None
