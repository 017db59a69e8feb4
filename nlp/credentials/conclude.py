"""Which of the groups read from a posting hold in the end?"""

import re
from collections.abc import Iterable

from nlp.credentials.catalogue import credentials
from nlp.credentials.drafts import FIELD, PROOF, Draft, Notes
from nlp.credentials.mentions import Mention
from nlp.credentials.steps import unite_steps
from nlp.expressions import Expressions
from nlp.reading import Reading
from nlp.shapes import Evidence, Level, RequirementGroup

_NEXT = 1
_FURTHER = re.compile(r"specialty|speciality|additional|second|advanced|further")
_IF_NOT = re.compile(
    r"[^a-z]*(?:if (?:not|you|neither|no|un)|(?:those|candidates|applicants|coders|anyone|staff|people) (?:not|without|who)|(?:non-?|un)c(?:ertified|redentialed)|otherwise|or )"
)
_OF_SOME = Expressions(__file__).pattern("of_some")


def conclude(reading: Reading, notes: Notes) -> tuple[tuple[RequirementGroup, ...], tuple[Evidence, ...]]:
    """Return the groups that hold and the words that prove them; what does not hold is added to the rejected."""
    drafts = [one for one in notes.drafts if any(mention.kind != "license" for mention in one.mentions)]
    if len(drafts) > 1:
        drafts = _beside_each_other(reading, notes, drafts)
    groups = tuple(RequirementGroup(one.level, one.codes, one.months, one.or_experience) for one in drafts)
    return groups, tuple(_proofs(drafts))


def _beside_each_other(reading: Reading, notes: Notes, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that hold in the light of the others; each step leaves a single one as it is."""
    drafts = _without_summary(notes, drafts)
    drafts = _without_papers(notes, _without_some(notes, _without_repeats(unite_steps(reading, drafts))))
    drafts = _with_time_to_obtain(drafts)
    return _without_described(notes, _without_general(notes, _with_accepted(drafts)))


def _without_summary(notes: Notes, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those of the summary that the qualifications speak of better."""
    asked = [one for one in drafts if one.asks]
    levels = {one.level for one in asked}
    codes = {code for one in asked for code in one.codes}
    kept = []
    for draft in drafts:
        said_better = draft.level in levels or draft.is_general or codes.issuperset(draft.codes)
        goes_on = any(draft.line - max(one.line, one.last_line) == 1 for one in asked)
        if asked and not draft.asks and not goes_on and said_better:
            _drop(notes, draft.mentions, "the qualifications say it otherwise")
        else:
            kept.append(draft)
    return kept


def _without_papers(notes: Notes, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those of papers to send, where others tell what is required."""
    asked = [one for one in drafts if one.rule != PROOF]
    if not any(one.level == "required" for one in asked):
        return drafts
    for draft in drafts:
        if draft.rule == PROOF:
            _drop(notes, draft.mentions, "the posting says otherwise what is required")
    return asked


def _without_some(notes: Notes, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those that narrow a choice for some only: "The inpatient coder needs a CCS or RHIT."."""
    kept = []
    for draft in drafts:
        wider = [one for one in drafts if set(draft.codes) < set(one.codes) and one.level == draft.level]
        if wider and _OF_SOME.match(draft.clause.lower):
            _drop(notes, draft.mentions, "asked of some applicants only")
        elif not draft.months and any(_says_plainly(one, draft) for one in wider):
            _drop(notes, draft.mentions, "the list of what is required says it otherwise")
        else:
            kept.append(draft)
    return kept


def _says_plainly(whole: Draft, part: Draft) -> bool:
    """Say whether a choice stands under "required", and what narrows it only in a portrait of the applicant."""
    return part.clause.section == "qualifications" and whole.clause.section in ("required", "certification")


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts once each, with the conditions of all that say the same."""
    seen: dict[tuple[Level, frozenset[str]], Draft] = {}
    for draft in drafts:
        key = (draft.level, frozenset(draft.codes))
        first = seen.setdefault(key, draft)
        if first is not draft:
            first.or_experience = first.or_experience or draft.or_experience
            first.months = draft.months if first.months is None else first.months
            first.proofs += draft.proofs
    return list(seen.values())


def _with_time_to_obtain(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those that only say by when: "CPC preferred. Must be obtained: CPC within a year."."""
    kept = []
    for draft in drafts:
        if draft.level == "preferred" and any(_is_wish_for(draft, one) for one in drafts):
            continue
        wish = next((one for one in drafts if _says_by_when(draft, one)), None)
        if wish is not None:
            wish.level, wish.months = "required", draft.months
            wish.proofs += draft.proofs
            continue
        whole = next((one for one in drafts if _goes_without(draft, one)), None)
        if whole is not None:
            whole.months = draft.months
            whole.proofs += draft.proofs
        else:
            kept.append(draft)
    return kept


def _is_wish_for(wish: Draft, demand: Draft) -> bool:
    """Say whether a wish is the demand itself, or at an earlier day: "Certified if possible. If not, pass the CPC within a year."."""
    if demand.level != "required":
        return False
    if set(wish.codes) == set(demand.codes):
        return demand.months is not None or not wish.is_general
    return (
        demand.months is not None
        and wish.codes == ("ANY",)
        and _IF_NOT.match(demand.clause.lower) is not None
    )


def _says_by_when(demand: Draft, wish: Draft) -> bool:
    """Say whether a demand names nothing, but when the wish before it must be met: "CPC or CCA preferred; must be certified in a year"."""
    if demand.level != "required" or not demand.months or demand.codes != ("ANY",):
        return False
    stands_before = wish.line == demand.line and wish.clause.start < demand.clause.start
    return stands_before and wish.level == "preferred" and not wish.is_general


def _goes_without(draft: Draft, whole: Draft) -> bool:
    """Say whether a group tells what those must do who don't hold any of `whole`: "If not, sit for the CPC within a year."."""
    if not draft.months or draft is whole or whole.months or whole.level != "required":
        return False
    return set(draft.codes) <= set(whole.codes) and _IF_NOT.match(draft.clause.lower) is not None


def _with_accepted(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with credentials that are merely accepted put into the first required group, or one beside."""
    firm = [one for one in drafts if not one.only_accepted]
    required = next((one for one in firm if one.level == "required"), None)
    kept = list(firm)
    for draft in drafts:
        beside = draft.line if draft.clause.level is None else None
        target = required or next(
            (one for one in firm if one.line == beside and _goes_with(draft, one)), None
        )
        if draft.only_accepted and target is not None:
            target.mentions += [one for one in draft.mentions if one.code not in target.codes]
        elif draft.only_accepted:
            kept.append(draft)
    return kept


def _goes_with(accepted: Draft, wish: Draft) -> bool:
    """Say whether what is accepted is so in a wish's place; before any wish it is what is asked for: "We take the CPC. A CEMC is a bonus."."""
    known = credentials()
    apprentice = all(known[code].level == "apprentice" for code in accepted.codes if code in known)
    return apprentice or wish.clause.start <= accepted.clause.start


def _without_general(notes: Notes, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without "a coding certification" where the same level names which."""
    kept = []
    for draft in drafts:
        named = {
            one.level for one in drafts if not one.is_general and (not draft.asks or _names_it(draft, one))
        }
        beside = [
            one
            for one in drafts
            if one is not draft and (one.clause, one.level) == (draft.clause, draft.level)
        ]
        only_any = draft.codes == ("ANY",) and (beside or draft.level in named)
        if (only_any and not _is_further(draft)) or (
            draft.is_general and any(_introduces(draft, one) for one in beside)
        ):
            _pass_on(draft, drafts)
            _drop(notes, draft.mentions, "the posting names which")
        else:
            kept.append(draft)
    return kept


def _without_described(notes: Notes, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without a described credential where a group of the level names it among others."""
    kept = []
    for draft in drafts:
        described = all(one.rule == "described" for one in draft.mentions)
        named = [one for one in drafts if one is not draft and one.level == draft.level]
        if described and any(set(draft.codes) <= set(one.codes) for one in named):
            _drop(notes, draft.mentions, "the posting names which")
        else:
            kept.append(draft)
    return kept


def _names_it(general: Draft, named: Draft) -> bool:
    """Say whether names right after "a certification", or right before a bare one, tell which it is."""
    first = general.mentions[0]
    if first.kind == "bare":
        return abs(general.line - named.line) <= _NEXT
    said = (general.rule, named.rule)
    if general.clause != named.clause and all(rule.startswith("credentials.said_") for rule in said):
        return False
    return general.line == named.line and first.start < named.mentions[0].start


def _is_further(draft: Draft) -> bool:
    """Say whether a general credential is asked for beside the named ones: "plus a specialty credential"."""
    first = draft.mentions[0]
    return (
        _FURTHER.search(draft.clause.lower[first.start - draft.clause.start : first.end - draft.clause.start])
        is not None
    )


def _introduces(general: Draft, named: Draft) -> bool:
    """Say whether a bracket or colon leads from a general credential to the named ones."""
    start = general.clause.start
    between = general.clause.lower[general.mentions[-1].end - start : named.mentions[0].start - start]
    return not named.is_general and (":" in between or "(" in between)


def _pass_on(general: Draft, drafts: list[Draft]) -> None:
    """Give the conditions of "a certification" to the named ones of the same or the next lines."""
    for draft in drafts:
        near = draft.level == general.level and 0 <= draft.line - general.line <= 1 and not draft.is_general
        if near and draft.months is None and not draft.or_experience:
            draft.months, draft.or_experience = general.months, general.or_experience
            draft.proofs += general.proofs


def _drop(notes: Notes, mentions: Iterable[Mention], reason: str) -> None:
    for mention in mentions:
        notes.reject(mention, reason)


def _proofs(drafts: list[Draft]) -> Iterable[Evidence]:
    for draft in drafts:
        for mention in draft.mentions:
            value = f"{mention.code} {draft.level}"
            yield Evidence(FIELD, value, mention.start, mention.end, f"{draft.rule}.{mention.rule}")
        yield from draft.proofs
