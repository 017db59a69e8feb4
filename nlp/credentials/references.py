"""Which credentials does a clause name only to tell in whose place, or beside which, it takes others?"""

import re
from collections.abc import Sequence

from nlp.credentials.mentions import Mention
from nlp.credentials.phrases import TABLE, one_of
from nlp.remembered import remembered

_REFERENCE = re.compile(rf"(?<![a-z]){one_of(TABLE['level']['reference'])}(?![a-z])")
_BESIDES = re.compile(rf"(?<![a-z]){one_of(TABLE['level']['besides'])}(?![a-z])")


def references(lower: str, offset: int, named: Sequence[Mention]) -> frozenset[Mention]:
    """Return the mentions in whose place others are accepted ("in lieu of the RHIT")."""
    return _named_after(_ends(lower)[0], offset, named)


def besides(lower: str, offset: int, named: Sequence[Mention], held: frozenset[str]) -> frozenset[Mention]:
    """Return the mentions of `held` credentials to which others are an addition ("CCS in addition to the RHIT")."""
    found = _named_after(_ends(lower)[1], offset, named)
    return found if held.issuperset(one.code for one in found) else frozenset()


@remembered
def _ends(lower: str) -> tuple[int | None, int | None]:
    """Return where the words end that lead up to the one and to the other; None where there are none."""
    reference, beside = _REFERENCE.search(lower), _BESIDES.search(lower)
    return reference and reference.end(), beside and beside.end()


def _named_after(end: int | None, offset: int, named: Sequence[Mention]) -> frozenset[Mention]:
    if end is None:
        return frozenset()
    return frozenset(one for one in named if one.start >= offset + end and one.kind == "code")
