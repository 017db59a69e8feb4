"""Which of the credentials named together are one choice, and which hold side by side?"""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.credentials.general import specific
from nlp.credentials.mentions import Mention
from nlp.credentials.phrases import TABLE, compiled, one_of

_AND = re.compile(
    r"(?<![a-z/])(?:and(?!/or)(?: (?:a|an|one|also|either|at least|hold|have))*|plus|with|both|together with|as well as|in addition to|on top of|along with|\+|&(?! ?(?:pain|cardio)))(?![a-z])|(?<=\s)[+&](?=\s)"
)
_OR = re.compile(r"(?<![a-z])(?:or|and/or|nor|failing that|failing which|alternatively)(?![a-z])|/")
_ONE_OF = re.compile(rf"(?<![a-z]){one_of(TABLE['list']['one'])}")
_ALL_OF = compiled("list", "all")
_BOTH = re.compile(
    r"(?<![a-z])(?:both|each|all|along with|together with|plus|as well as|with)(?![a-z])|(?<=\s)\+(?=\s)"
)
_OPEN_END = re.compile(
    r"[,/]?\s*(?:or|and)?\s*(?:an? |another |any |other )*(?:(?:equivalent|similar|comparable|recognized|related)(?: one| certification| credential| coding| designation)*(?= *(?:$|[.,;:)(|\-]|is|are|req|pref|cert|cred|within|must))|etc\b|the like|something (?:similar|equivalent|comparable)|others?(?= *(?:$|[.;)])))"
)
_ALIKE = re.compile(
    r"[®™s'\s]*(?:(?:certified |credentialed )?(?:holders|candidates|applicants|people)\b|alike|(?:are |may |can )?(?:both |all |each )?(?:be )?(?:accepted|fine|ok|considered|eligible|qualify|apply)\b)"
)
_AFTER_ALL = re.compile(
    r"(?<![a-z])(?:plus|and (?:one|either|at least)|both)|(?<![a-z])with(?: an?| the| either)?\s*$"
)


def groups_of(
    lower: str,
    offset: int,
    mentions: Sequence[Mention],
    *,
    accepted: bool = False,
    in_list: bool = False,
) -> list[tuple[Mention, ...]]:
    """Return the choices among mentions that share a level, as the words between them tell."""
    kept = specific(lower, offset, mentions)
    if not kept:
        return []
    gaps = [lower[a.end - offset : b.start - offset] for a, b in pairwise(kept)]
    before = lower[: kept[0].start - offset]
    found: list[list[Mention]] = [[kept[0]]]
    choice = accepted or _one_choice(before, gaps, lower[kept[-1].end - offset :])
    for mention, gap in zip(kept[1:], gaps, strict=True):
        same = mention.code == found[-1][-1].code and not _OR.search(gap)
        if not same and _parts(gap, choice=choice):
            found.append([mention])
        else:
            found[-1].append(mention)
    _leave_open(lower, offset, found)
    return [tuple(group) for group in found if in_list or any(one.kind != "license" for one in group)]


def _leave_open(lower: str, offset: int, found: list[list[Mention]]) -> None:
    """Add "some coding certification" to a choice that ends in "or an equivalent one"."""
    for group in found:
        last = group[-1]
        match = _OPEN_END.match(lower, last.end - offset)
        if match and last.kind == "code":
            group.append(Mention(offset + match.start(), offset + match.end(), "ANY", "any", "or_equivalent"))


def _parts(gap: str, *, choice: bool) -> bool:
    if _OR.search(gap) and not _AFTER_ALL.search(gap):
        return False
    if re.search(r"(?:one|any|either) (?:or more )?(?:of|from)|(?:and|plus) (?:an? |one |either )", gap):
        return True
    return not choice and _AND.search(gap) is not None


def _one_choice(before: str, gaps: list[str], after: str) -> bool:
    """Say whether "and" between these names only ends a list of choices."""
    if _ALL_OF.search(before) or _BOTH.search(before[-12:]) or not gaps:
        return False
    if any(_OR.search(gap) or _BOTH.search(gap) for gap in gaps):
        return False
    if _ONE_OF.search(before) or _ALIKE.match(after):
        return True
    return len(gaps) > 1 and all("," in gap for gap in gaps[:-1])
