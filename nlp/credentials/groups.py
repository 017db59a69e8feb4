"""Which of the credentials named together are one choice, and which hold side by side?"""

import re
from collections.abc import Sequence

from nlp.credentials.general import specific
from nlp.credentials.joints import Joint, joints
from nlp.credentials.mentions import Mention
from nlp.credentials.phrases import TABLE, compiled, one_of
from nlp.expressions import Expressions

_EXPRESSIONS = Expressions(__file__)
_ONE_OF = re.compile(rf"(?<![a-z]){one_of(TABLE['list']['one'])}")
_ALL_OF = compiled("list", "all")
_BOTH_BEFORE = re.compile(r"(?<![a-z])(?:both|each|all)(?![a-z])")
_EITHER_BEFORE = re.compile(r"(?<![a-z])either(?! of)(?![a-z])[^,;]{0,40}$")
_OPEN_END = _EXPRESSIONS.pattern("open_end")
_OTHER_BODY = _EXPRESSIONS.pattern("other_body")
_ALIKE = _EXPRESSIONS.pattern("alike")
_ALL_AFTER = re.compile(
    r"[®™)\s]*[:,(-]*\s*(?:all|both|each)(?: (?:two|three|four|five|of (?:them|these|those)))? (?:are |is |being )?(?:required|needed|mandatory|a must|must|have to)"
)
# A choice of this many terms multiplies out to more groups than any posting means.
_MOST_GROUPS = 12

_Group = list[Mention]


def groups_of(
    lower: str,
    offset: int,
    mentions: Sequence[Mention],
    *,
    accepted: bool = False,
    in_list: bool = False,
) -> list[tuple[Mention, ...]]:
    """Return the choices among mentions that share a level, as the words between them tell.

    "And" holds less than "or" ("RHIT and CCS or CIC"), but more than an "or" after a comma or "either": "CPC and CRC, or
    RHIT and CRC" is multiplied out to groups that all hold.
    """
    kept = specific(lower, offset, mentions)
    if not kept:
        return []
    between = joints(lower, offset, kept)
    before = lower[: kept[0].start - offset]
    after = lower[kept[-1].end - offset :]
    if _ALL_AFTER.match(after) and all(joint.kind != "or" for joint in between):
        return [(one,) for one in kept]
    choice = accepted or _one_choice(before, between, after)
    either = _EITHER_BEFORE.search(before) is not None
    terms = [
        _all_hold(kept[first : last + 1], between[first:last], choice=choice)
        for first, last in _terms(between, either=either, choice=choice)
    ]
    for term in terms:
        _leave_open(lower, offset, term)
    found = _multiplied(terms)
    return [tuple(group) for group in found if in_list or any(one.kind != "license" for one in group)]


def _terms(between: Sequence[Joint], *, either: bool, choice: bool) -> list[tuple[int, int]]:
    """Return the first and last mention of each part that an "or" sets against the others as a whole."""
    found: list[tuple[int, int]] = []
    first = 0
    for at, joint in enumerate(between):
        holds_and = any(one.kind == "and" for one in between[first:at])
        follows_and = at + 1 < len(between) and between[at + 1].kind == "and"
        whole = holds_and and (joint.is_loose or follows_and or either)
        plain = all(one.kind != "and" for one in between[first:at])
        opens = joint.opens_both or (first == at and joint.is_loose)
        if not choice and joint.kind == "or" and (whole or (plain and opens and follows_and)):
            found.append((first, at))
            first = at + 1
    return [*found, (first, len(between))]


def _all_hold(mentions: Sequence[Mention], between: Sequence[Joint], *, choice: bool) -> list[_Group]:
    """Return the groups of one part, which all hold together."""
    found: list[_Group] = [[mentions[0]]]
    for mention, joint in zip(mentions[1:], between, strict=True):
        same = mention.code == found[-1][-1].code and joint.kind != "or"
        if not same and joint.kind == "and" and (joint.insists or not choice):
            found.append([mention])
        else:
            found[-1].append(mention)
    return found


def _multiplied(terms: list[list[_Group]]) -> list[_Group]:
    """Return the groups that hold where any one term is enough: one group of each term together, in all ways."""
    found = terms[0]
    for term in terms[1:]:
        if len(found) * len(term) > _MOST_GROUPS:
            found = [[one for group in (*found, *term) for one in group]]
        else:
            found = [[*left, *right] for left in found for right in term]
    return _least(found) if len(terms) > 1 else found


def _least(groups: list[_Group]) -> list[_Group]:
    """Return the groups without those that another one, with fewer credentials, makes needless."""
    codes = [frozenset(one.code for one in group) for group in groups]
    return [
        group
        for at, group in enumerate(groups)
        if not any(codes[other] < codes[at] for other in range(len(groups))) and codes[at] not in codes[:at]
    ]


def _leave_open(lower: str, offset: int, found: list[_Group]) -> None:
    """Add "some coding certification" to a choice that ends in "or an equivalent one", or in "or another body"."""
    for group in found:
        last = group[-1]
        ends = {"code": _OPEN_END, "issuer": _OTHER_BODY}.get(last.kind)
        match = ends.match(lower, last.end - offset) if ends else None
        if match:
            group.append(Mention(offset + match.start(), offset + match.end(), "ANY", "any", "or_equivalent"))


def _one_choice(before: str, between: Sequence[Joint], after: str) -> bool:
    """Say whether "and" between these names only ends a list of choices."""
    if _ALL_OF.search(before) or _BOTH_BEFORE.search(before[-12:]) or not between:
        return False
    if any(joint.kind == "or" or joint.insists for joint in between):
        return False
    if _ONE_OF.search(before) or _ALIKE.match(after):
        return True
    return len(between) > 1 and all(joint.has_comma for joint in between[:-1])
