"""Is a credential only talked about: held by colleagues, taught, paid for, or part of a name?"""

import re
from typing import NamedTuple

from nlp.credentials.catalogue import credentials
from nlp.credentials.clauses import Clause
from nlp.credentials.level import Cue, Segment, is_soft
from nlp.credentials.mentions import Mention
from nlp.credentials.phrases import TABLE, compiled, one_of
from nlp.expressions import Expressions
from nlp.headings import ASKING
from nlp.remembered import remembered

_EXPRESSIONS = Expressions(__file__)
_TALK = compiled("talk", "always", "told")
_STORY = compiled("talk", "story", "told")
_ADMINISTRATION = compiled("talk", "administration")
_ASIDE = compiled("talk", "aside")
_ASIDE_BEFORE = compiled("talk", "aside_before")
_PEOPLE = _EXPRESSIONS.pattern("people")
_FOREIGN = re.compile(rf"(?<![a-z]){one_of(TABLE['talk']['foreign'])}")
_OF_THE_READER = _EXPRESSIONS.pattern("of_the_reader")
_PAYS = re.compile(
    r"[^.,;]{0,12}\b(?:exam(?!-|ple| (?:ready|scheduled|booked|date))|fees?|dues|course(?! of)|prep|training|reimburs|tuition|class|program|renewal)"
)
_STUDENTS = _EXPRESSIONS.pattern("students")
# Of somebody who is there: "(she is certified, CPC, and decides)".
_OF_ONE_THERE = re.compile(
    r"\( *(?:she|he|they|who|[a-z]+) (?:is|has|have|holds?|earned|got|carries) [^()]*$"
)
_OF_THOSE_THERE = _EXPRESSIONS.pattern("of_those_there")
_SEEKS = re.compile(
    r"(?<![a-z])(?:seek|look|hir|need|want|must|requir|prefer|should|certif|credential|(?<!beside )(?<!with )you|applicant|candidate)"
)
_QUIET = frozenset(("benefits", "about", "eeo", "apply", "pay"))
UNASKED = "nothing says that it is asked for"
REFUSED = "the posting says that it is not asked for, or not accepted"
_PROOF = re.compile(r"(?<![a-z])(?:cop(?:y|ies)|proof|scan|photo|evidence) of (?:[a-z'-]+ ){0,4}$")
# "Education: coding certificate or associate's degree": what a school gives.
_SCHOOLING = re.compile(r"(?!.*(?:certification|credential))[^.;]*\bcertificates?\b")
_NEAR = 60
_SHORT = 70
_FEW_WORDS = 6
_FOREIGN_NEAR = 45
_LISTED = re.compile(
    rf"[^a-z0-9]*(?:an? |active |current |valid |your |one of )*(?:certified |registered |(?:{'|'.join(map(str.lower, credentials()))})(?![a-z]))"
)
_WANTED = re.compile(
    r"(?:for|seek\w*|need\w*|hir\w+|want\w*|add\w*|as|be|experienced|an?)[ :]*(?:an? |one |two |several |full[- ]time |part[- ]time |remote |experienced |another )*$"
)


def reason_against(clause: Clause, segment: Segment, mention: Mention, *, in_list: bool) -> str:
    """Return why a mention asks for nothing, "" where it does."""
    if mention.trap:
        return mention.trap
    if segment.verdict == "none":
        return REFUSED
    if clause.is_question:
        return "a question to the applicant"
    if _is_talk(clause, segment.cue, mention):
        return "only talked about"
    return _misplaced(clause, segment.cue, mention, in_list=in_list)


class _Signs(NamedTuple):
    """What shows that a clause speaks of other things; `aside_from` is where words begin that speak of others."""

    aside: bool
    aside_from: int | None
    of_people: bool
    of_administration: bool


@remembered
def _signs(lower: str) -> _Signs:
    before = _ASIDE_BEFORE.search(lower)
    return _Signs(
        _ASIDE.search(lower) is not None,
        before.end() if before else None,
        _PEOPLE.match(lower) is not None,
        _ADMINISTRATION.search(lower) is not None,
    )


def _is_beside(clause: Clause, cue: Cue | None, mention: Mention, signs: _Signs) -> bool:
    """Say whether a clause speaks of other openings, of what staff do ("Coders who pass the CIC get a raise") or of papers."""
    if signs.aside and clause.level != "preferred" and clause.section != "preferred":
        return True
    if signs.aside_from is not None and clause.start + signs.aside_from <= mention.start:
        return True
    if signs.of_people and (cue is None or cue.verdict not in ("required", "preferred")):
        return True
    return signs.of_administration and mention.kind in ("any", "bare", "issuer")


def _is_of_those_there(clause: Clause, mention: Mention) -> bool:
    """Say whether a bracket tells what somebody who is there holds."""
    at = mention.start - clause.start
    if _OF_ONE_THERE.search(clause.lower, 0, at):
        return True
    return _OF_THOSE_THERE.search(clause.lower, 0, at) is not None and not _SEEKS.search(clause.lower)


def is_proof(clause: Clause, mention: Mention) -> bool:
    """Say whether a credential is named only as a paper to send."""
    return _PROOF.search(clause.lower[: mention.start - clause.start]) is not None


def _is_talk(clause: Clause, cue: Cue | None, mention: Mention) -> bool:
    if _STUDENTS.match(clause.lower, mention.end - clause.start):
        return True
    if _is_beside(clause, cue, mention, _signs(clause.lower)):
        return True
    if "(" in clause.lower and _is_of_those_there(clause, mention):
        return True
    if cue is not None and not cue.leads and cue.verdict in ("required", "preferred"):
        return False
    before, after = clause.lower[: mention.start - clause.start], clause.lower[mention.end - clause.start :]
    if _PAYS.match(after) and not re.search(r"\bpass|must", clause.lower):
        return True
    if cue is not None and cue.leads:
        return _TALK.search(clause.lower, cue.end - clause.start, mention.start - clause.start) is not None
    return _leads_as_talk(before) if clause.section in ASKING else _has_talk(clause.lower)


@remembered
def _leads_as_talk(before: str) -> bool:
    """Say whether the words before a mention only talk or tell."""
    return _TALK.search(before[-_NEAR:]) is not None or _STORY.search(before) is not None


@remembered
def _has_talk(lower: str) -> bool:
    """Say whether a clause is talk."""
    return _TALK.search(lower) is not None


def _misplaced(clause: Clause, cue: Cue | None, mention: Mention, *, in_list: bool) -> str:
    """Return why a mention without a word of level does not count where it stands."""
    asked = cue is not None and cue.verdict in ("required", "preferred", "accept")
    listed = clause.section == "certification" or (
        clause.section in ASKING and clause.lower.count(" ") <= _FEW_WORDS
    )
    if mention.kind == "bare" and (not (asked or listed) or _FOREIGN.search(clause.lower)):
        return "no certification of coding is named"
    if mention.kind == "any" and _FOREIGN.search(clause.lower[: mention.end - clause.start][-_FOREIGN_NEAR:]):
        return "no certification of coding is named"
    if (
        mention.kind == "any"
        and clause.section == "education"
        and not asked
        and _SCHOOLING.match(clause.lower)
    ):
        return "a schooling, not a certification"
    if asked or in_list or clause.section in ASKING:
        return ""
    if clause.section in _QUIET:
        return f"it stands under {clause.section}"
    if mention.kind == "any":
        before = clause.lower[: mention.start - clause.start]
        return "" if _WANTED.search(before) else UNASKED
    plain = _LISTED.match(clause.lower) is not None
    if len(clause.lower) <= _SHORT or plain:
        return ""
    if clause.section in ("duties", "schedule", "location"):
        return f"it stands under {clause.section}"
    before = clause.lower[: mention.start - clause.start]
    return "" if _OF_THE_READER.search(before) or is_soft(clause.lower) else UNASKED
