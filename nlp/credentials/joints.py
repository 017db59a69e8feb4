"""How do the words between two credentials join them: as a choice, side by side, or in a list?"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from nlp.credentials.mentions import Mention
from nlp.expressions import Expressions

_EXPRESSIONS = Expressions(__file__)
_JOINING = _EXPRESSIONS.pattern("joining")
_INSISTS = _EXPRESSIONS.pattern("insists")
_LOOSE = re.compile(
    r"[,;]\s*(?:or|and/or)(?![a-z])|(?<![a-z])or (?:else|alternatively)|alternatively|failing"
)
_BOTH = re.compile(r"(?<![a-z])(?:both|a combination of|all of)(?![a-z])|(?:or|/)\s*\(\s*$")
_ASIDE = 16
_TOO = re.compile(r"[,\s]*(?:too|also|as well)(?= *(?:$|[.,;)]))")
# "CPC or equivalent and CRC" joins the two; "or an associate's degree and RHIT" joins the degree.
_OF_SOMETHING_ELSE = re.compile(
    r"(?<![a-z])or (?!(?:(?:an?|its|the|other|another|any|coding) )*(?:equivalent|similar|comparable|better|higher|certif|credential)[a-z ]*(?:and|plus)\b)"
)


class Joint(NamedTuple):
    """What joins two mentions; `is_loose` where a comma before "or" parts it from what stands before.

    `insists` says that an "and" holds even at the end of a list, `opens_both` that "both" follows.
    """

    kind: Literal["or", "and", "list"]
    has_comma: bool = False
    is_loose: bool = False
    insists: bool = False
    opens_both: bool = False


def joints(lower: str, offset: int, mentions: Sequence[Mention]) -> list[Joint]:
    """Return what joins each mention with the next, in the lowered clause that begins at `offset`."""
    return [
        _joint(lower[a.end - offset : b.start - offset], lower[b.end - offset : b.end - offset + _ASIDE])
        for a, b in pairwise(mentions)
    ]


def _joint(gap: str, after: str) -> Joint:
    """Return what joins; a comma far behind "and" begins a new item: "and two years of coding, CCS"."""
    kind: Literal["or", "and", "list"] = "list"
    word_end = -1
    for match in _JOINING.finditer(gap):
        name = match.lastgroup
        if name == "or" or name == "and":
            kind, word_end = ("or" if name == "or" else "and"), match.end()
            if name == "and" and _OF_SOMETHING_ELSE.search(gap[: match.end()]):
                kind = "or"
        elif kind != "list" and len(gap) - word_end > _ASIDE:
            kind = "list"
    if kind == "list" and _TOO.match(after):
        kind = "and"
    return Joint(
        kind,
        "," in gap,
        _LOOSE.search(gap) is not None,
        kind == "and" and (_INSISTS.search(gap) or _TOO.match(after)) is not None,
        _BOTH.search(gap) is not None,
    )
