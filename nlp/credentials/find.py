"""Which credential groups does a posting ask for, and which words prove them?"""

import re
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from nlp.credentials import lists
from nlp.credentials.catalogue import credentials
from nlp.credentials.clauses import Clause, clauses
from nlp.credentials.conclude import conclude
from nlp.credentials.conditions import apply_conditions, condition_earlier
from nlp.credentials.described import resolved
from nlp.credentials.doubt import REFUSED, UNASKED, is_proof, reason_against
from nlp.credentials.drafts import GENERAL, PROOF, Draft, Notes
from nlp.credentials.groups import groups_of
from nlp.credentials.hindsight import look_back, take_back_refused, unite_above
from nlp.credentials.join import join
from nlp.credentials.level import Segment, cues, is_soft, segments
from nlp.credentials.mentions import Mention, candidate_lines, mentions
from nlp.credentials.references import besides, references
from nlp.reading import Reading, read
from nlp.shapes import Evidence, Level, Rejected, RequirementGroup, Subject

# No honest posting has as many lines or clauses with credentials; an endless one must not take seconds.
_MOST_LINES = 250
_MOST_CLAUSES = 400
_FEW = 4
_BUT = re.compile(r"(?<![a-z])(?:but|though|although|still|yet|however)(?![a-z])")
_ENDS = re.compile(r"[.!?] (?=[^ ])")
_NONE = re.compile(r"[^a-z]*(?:none(?: required)?|n/?a|not applicable|nil)[^a-z]*")
_MAY_NAME = re.compile(r"[A-Z]{3}|(?i:certified|registered)")


class Found(NamedTuple):
    """The groups of credentials, the words that prove them, and the mentions that were not taken."""

    requirements: tuple[RequirementGroup, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def find(reading: Reading) -> Found:
    """Return what a posting requires and prefers, in conjunctive normal form."""
    found = _read_all(reading)
    if found.requirements or found.rejected or not _MAY_NAME.search(reading.subject.title):
        return found
    return _in_title(reading)


def _read_all(reading: Reading) -> Found:
    notes = Notes()
    for index in _lines(reading):
        _read_line(reading, index, notes)
    groups, evidence = conclude(reading, notes)
    return Found(groups, evidence, tuple(notes.rejected))


def _in_title(reading: Reading) -> Found:
    """Return what the title asks for by name, where the text doesn't speak of credentials at all."""
    found = _read_all(read(Subject(text=reading.subject.title)))
    named = tuple(group for group in found.requirements if not GENERAL.issuperset(group.any_of))
    trapped = any(
        trap in reading.lower
        for group in named
        for code in group.any_of
        if code in credentials()
        for trap in credentials()[code].traps
    )
    if not named or trapped:
        return Found()
    return Found(named, tuple(replace(one, where="title") for one in found.evidence))


def _lines(reading: Reading) -> list[int]:
    """Return the lines to read: those that may name a credential, and those right after that may condition one."""
    found = set(candidate_lines(reading)[:_MOST_LINES])
    for index in tuple(found):
        found.update(lists.items_beside(reading, index))
        below = index + 1
        if below < len(reading.lines) and below not in found and _may_condition(reading, below):
            found.add(below)
    return sorted(found)


def _may_condition(reading: Reading, index: int) -> bool:
    lower = reading.lines[index].lower
    return "within" in lower or "in lieu" in lower or " is enough" in lower or "equivalent" in lower


def _read_line(reading: Reading, index: int, notes: Notes) -> None:
    line = reading.lines[index]
    named = resolved(line.lower, line.start, mentions(reading, line))
    below = reading.lines[index + 1].lower if line.is_heading and index + 1 < len(reading.lines) else ""
    if below and _NONE.fullmatch(below):
        for mention in named:
            notes.reject(mention, REFUSED)
        return
    for clause in islice(clauses(reading, index), _MOST_CLAUSES):
        own = [one for one in named if clause.start <= one.start < clause.end]
        if notes.drafts and not notes.refused and lists.closes_as_choice(clause.lower):
            unite_above(notes, index)
        if condition_earlier(notes, clause, own, index):
            continue
        if own:
            _read_clause(reading, index, clause, own, notes)
        else:
            look_back(clause, index, notes)
    take_back_refused(index, notes)


def _read_clause(reading: Reading, index: int, clause: Clause, named: list[Mention], notes: Notes) -> None:
    opening = lists.opening_of(reading, index)
    in_list = opening is not None and opening.one
    line = reading.lines[index]
    opens_list = (line.is_heading or lists.is_opening(line)) and _names_follow(reading, index)
    required = frozenset(code for one in notes.drafts if one.level == "required" for code in one.codes)
    refer = references(clause.lower, clause.start, named)
    refer |= besides(clause.lower, clause.start, named, required)
    made: list[Draft] = []
    joined: list[Draft] = []
    parts = [_softened(clause, one) for one in segments(clause.lower, clause.start, named)]
    only_accepted = all(one.verdict == "accept" or refer.issuperset(one.mentions) for one in parts)
    for number, segment in enumerate(parts):
        kept = _kept(index, clause, segment, notes, in_list=in_list, opens_list=opens_list)
        fresh = [one for one in kept if one not in refer]
        if kept and not fresh and (joined or made):
            continue
        level = _level(clause, segment, opening)
        for group in groups_of(
            clause.lower,
            clause.start,
            fresh or kept,
            accepted=segment.verdict == "accept",
            in_list=in_list,
        ):
            draft = Draft(level, list(group), clause, index, _rule(clause, segment))
            draft.segment = number
            draft.only_accepted = segment.verdict == "accept"
            if opening is not None and opening.one and not lists.adds_to_line_above(reading.lines[index]):
                draft.list_index = opening.place
                draft.mentions += _exemplified(reading, opening, notes)
            target = join(reading, notes, draft, refer, made)
            if target is not None:
                joined.append(target)
            else:
                made.append(draft)
                notes.drafts.append(draft)
    if made or not only_accepted:
        apply_conditions(reading, clause, made or joined[-1:], opening)


def _exemplified(reading: Reading, opening: lists.Opening, notes: Notes) -> list[Mention]:
    """Return what the lines of a list are examples of: "a nationally recognized certification, such as:"."""
    if not lists.gives_examples(opening.line.lower) or any(
        one.list_index == opening.place for one in notes.drafts
    ):
        return []
    named = resolved(opening.line.lower, opening.line.start, mentions(reading, opening.line))
    return [one for one in named if one.kind in ("any", "issuer")]


def _softened(clause: Clause, segment: Segment) -> Segment:
    """Return a wish for "not a must, but we would notice it"."""
    if segment.verdict == "none" and _BUT.search(clause.lower) and is_soft(clause.lower):
        return segment._replace(verdict="preferred")
    return segment


def _names_follow(reading: Reading, index: int) -> bool:
    """Say whether one of the next lines names a credential."""
    below = reading.lines[index + 1 : index + 4]
    return any(one.kind == "code" for line in below for one in mentions(reading, line))


def _kept(
    index: int, clause: Clause, segment: Segment, notes: Notes, *, in_list: bool, opens_list: bool
) -> list[Mention]:
    kept: list[Mention] = []
    waiting: list[Mention] = []
    for mention in segment.mentions:
        introduces = mention.kind in ("any", "bare", "issuer") and opens_list
        reason = (
            "it introduces a list"
            if introduces
            else reason_against(clause, segment, mention, in_list=in_list)
        )
        if not reason:
            kept.append(mention)
        elif reason == UNASKED and any(one.kind == "code" for one in kept + list(segment.mentions)):
            waiting.append(mention)
        elif mention.kind != "license":
            bare_question = clause.is_question and clause.lower.count(" ") < _FEW
            if (segment.verdict == "none" or bare_question) and not mention.trap:
                notes.refused.append((index, mention))
            notes.reject(mention, reason)
    if any(one.kind == "code" for one in kept):
        return sorted(kept + waiting)
    for mention in waiting:
        notes.reject(mention, UNASKED)
    return kept


def _level(clause: Clause, segment: Segment, opening: lists.Opening | None) -> Level:
    """Return the level: the clause's own word, else that of the list's opening, else the heading's."""
    if segment.verdict in ("required", "preferred"):
        return segment.verdict
    if opening is not None:
        by_opening = _level_of_opening(opening)
        if by_opening is not None:
            return by_opening
    soft = clause.level == "preferred" or clause.section == "preferred" or is_soft(clause.lower)
    return "preferred" if soft else "required"


def _level_of_opening(opening: lists.Opening) -> Level | None:
    if opening.line.is_heading and opening.line.section in ("required", "preferred"):
        return "required" if opening.line.section == "required" else "preferred"
    said = opening.line.lower[_last_sentence(opening.line.lower) :]
    verdicts = [cue.verdict for cue in cues(said, 0)]
    for verdict in reversed(verdicts):
        if verdict in ("required", "preferred"):
            return verdict
    return None


def _last_sentence(lower: str) -> int:
    """Return where the last sentence of a line begins, with which it opens a list."""
    return max((match.end() for match in _ENDS.finditer(lower)), default=0)


def _rule(clause: Clause, segment: Segment) -> str:
    if is_proof(clause, segment.mentions[0]):
        return PROOF
    if segment.verdict in ("required", "preferred", "accept"):
        return f"credentials.said_{segment.verdict}"
    return f"credentials.under_{clause.section}"
