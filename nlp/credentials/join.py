"""To which earlier group does an alternative belong that is named later?"""

from nlp.credentials import lists
from nlp.credentials.drafts import Draft, Notes
from nlp.credentials.mentions import Mention
from nlp.reading import Reading

_NEAR = 2


def join(reading: Reading, notes: Notes, draft: Draft, refer: frozenset[Mention], made: list[Draft]) -> bool:
    """Add a draft's credentials to the group that it is a choice of; False where it stands alone."""
    target = _of_list(notes, draft) or _of_line_above(reading, notes, draft, made)
    if target is None and draft.only_accepted:
        target = _accepted_for(notes, draft, refer)
    if target is None:
        return False
    target.last_line = draft.line
    target.mentions += [one for one in draft.mentions if one.code not in target.codes]
    return True


def _of_list(notes: Notes, draft: Draft) -> Draft | None:
    if draft.list_index is None:
        return None
    same = [one for one in notes.drafts if one.list_index == draft.list_index and one.level == draft.level]
    return same[-1] if same else None


def _of_line_above(reading: Reading, notes: Notes, draft: Draft, made: list[Draft]) -> Draft | None:
    if made or not notes.drafts or draft.clause.start > reading.lines[draft.line].start:
        return None
    last = notes.drafts[-1]
    if max(last.line, last.last_line) != draft.line - 1 or last.level != draft.level:
        return None
    return last if lists.joins_line_above(reading, draft.line) else None


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
    return None
