"""Which credentials stand for each other: a description for a code, a code in brackets for the name before it?"""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.credentials.catalogue import credentials
from nlp.credentials.mentions import Mention

_ISSUERS = r"(?:ahima|acdis|aapc)"
_ISSUED_BY = re.compile(
    rf"[a-z ]{{0,12}}?(?:through|from|by|via|with|of|\()\s*(?:the )?({_ISSUERS}(?:[ ,/]*(?:or|and|/)?[ ,/]*{_ISSUERS})*)"
)
_ONE_ISSUER = re.compile(_ISSUERS)
_CODE_BESIDE = re.compile(r"[\s®™]*[(:-]?\s*")
_NAME_IN_BRACKETS = re.compile(r"[\s®™]*\(\s*")


def resolved(lower: str, offset: int, named: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a line without descriptions that names make needless, and without names that a code corrects."""
    said = [one for one in named if one.rule != "described" and one.kind == "code"]
    sides = {credentials()[one.code].side for one in said}
    corrected = set(_corrected(lower, offset, named))
    return [
        one
        for at, one in enumerate(named)
        if at not in corrected
        and not (one.rule == "described" and _is_needless(lower[one.end - offset :], one, sides))
    ]


def _is_needless(after: str, described: Mention, sides: set[str]) -> bool:
    """Say whether names tell what is described, or another body issues it."""
    credential = credentials()[described.code]
    issued = _ISSUED_BY.match(after)
    others = issued is not None and credential.issuer.lower() not in _ONE_ISSUER.findall(issued.group(1))
    return credential.side in sides or others


def _corrected(lower: str, offset: int, named: Sequence[Mention]) -> list[int]:
    """Return the places of names beside which another code stands: "Certified Professional Coder (CPC-H)"."""
    found = []
    for at, (one, other) in enumerate(pairwise(named)):
        gap = lower[one.end - offset : other.start - offset]
        if one.code == other.code or {one.kind, other.kind} != {"code"}:
            continue
        if one.rule == "name" and other.rule == "code" and _CODE_BESIDE.fullmatch(gap):
            found.append(at)
        elif one.rule == "code" and other.rule == "name" and _NAME_IN_BRACKETS.fullmatch(gap):
            found.append(at + 1)
    return found
