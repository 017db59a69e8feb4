"""Which of the credentials named together are one choice, and which hold side by side?"""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.credentials.mentions import Mention
from nlp.credentials.phrases import TABLE, compiled, one_of

_AND = re.compile(
    r"(?<![a-z/])(?:and(?!/or)(?: (?:a|an|one|also|either|at least|hold|have))*|plus|with|both|together with|as well as|in addition to|on top of|along with|\+|&(?! ?(?:pain|cardio)))(?![a-z])|(?<=\s)[+&](?=\s)"
)
_OR = re.compile(r"(?<![a-z])(?:or|and/or|nor)(?![a-z])|/")
_ONE_OF = re.compile(rf"(?<![a-z]){one_of(TABLE['list']['one'])}")
_ALL_OF = compiled("list", "all")
_BOTH = re.compile(
    r"(?<![a-z])(?:both|each|all|along with|together with|plus|as well as|with)(?![a-z])|(?<=\s)\+(?=\s)"
)
_OTHER = re.compile(
    r"(?<![a-z])(?:other|another|any|equivalent|similar|comparable|alternative|additional|related|like)(?: (?:nationally |recognized |national |active |current |approved |accredited |valid )*)?[\s/]*(?:(?:aapc|ahima)(?: or |/| and |, )?)?$"
)
_SUCH_AS = re.compile(
    r"(?:such as|e\.?g\.?|including(?: but not limited to)?|for example|for instance|like|includes?)[,:]?\s*(?:an? |the )?(?:[a-z]+ )?$"
)
_OR_GENERAL = re.compile(r"(?:,|/|\bor\b)\s*(?:an? |any |some |the )?(?:other |active |current |valid )*$")
_OPEN_END = re.compile(
    r"[,/]?\s*(?:or|and)?\s*(?:an? |another |any |other )*(?:(?:equivalent|similar|comparable|recognized|related)(?: one| certification| credential| coding| designation)*(?= *(?:$|[.,;:)(|\-]|is|are|req|pref|cert|cred|within|must))|etc\b)"
)
_SPEAKS = re.compile(r"certif|credential|licens|coding|coder|designation")
_ISSUED = re.compile(r"(?:certif|credential)[a-z]*[ :(,]+(?:[a-z]+[ ,/(]+){0,6}$")
_CERTIFIES = re.compile(
    r"(?:[\s-]*(?:/|or|and|,|and/or)\s*(?:aapc|ahima))?[\s-]*(?:[a-z-]+ ){0,3}(?:certif|credential)"
)
_AFTER_ALL = re.compile(
    r"(?<![a-z])(?:plus|and (?:one|either|at least)|both)|(?<![a-z])with(?: an?| the| either)?\s*$"
)
_TEXT_BEFORE = 60


def groups_of(
    lower: str, offset: int, mentions: Sequence[Mention], level: str, *, in_list: bool = False
) -> list[tuple[Mention, ...]]:
    """Return the choices among mentions that share a level, as the words between them tell."""
    kept = _specific(lower, offset, mentions)
    if not kept:
        return []
    gaps = [lower[a.end - offset : b.start - offset] for a, b in pairwise(kept)]
    before = lower[: kept[0].start - offset]
    found: list[list[Mention]] = [[kept[0]]]
    choice = _one_choice(before, gaps, level)
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


def _one_choice(before: str, gaps: list[str], level: str) -> bool:
    """Say whether "and" between these names only ends a list of choices."""
    if _ALL_OF.search(before) or _BOTH.search(before[-12:]) or not gaps:
        return False
    if _ONE_OF.search(before) is not None:
        return not any(_BOTH.search(gap) for gap in gaps)
    is_list = (
        len(gaps) > 1 and not any(_OR.search(gap) for gap in gaps) and all("," in gap for gap in gaps[:-1])
    )
    return is_list and level == "preferred"


def _specific(lower: str, offset: int, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without the general ones that only introduce or attribute a named one."""
    named = [one for one in mentions if one.kind == "code"]
    kept = []
    for at, one in enumerate(mentions):
        if one.kind == "code" or one.kind == "license":
            kept.append(one)
            continue
        before = lower[max(0, one.start - offset - _TEXT_BEFORE) : one.start - offset]
        after = lower[one.end - offset : one.end - offset + _TEXT_BEFORE]
        following = mentions[at + 1].start - offset if at + 1 < len(mentions) else None
        between = lower[one.end - offset : following] if following is not None else ""
        if one.kind == "issuer":
            if _issuer_counts(before, after, between, mentions, named):
                kept.append(one)
        elif _general_counts(
            one, before, between, mentions, named, lower[one.start - offset : one.end - offset]
        ):
            kept.append(one)
    return kept


def _issuer_counts(
    before: str, after: str, between: str, mentions: Sequence[Mention], named: list[Mention]
) -> bool:
    """Say whether "AAPC" or "AHIMA" stands for any of that body's credentials, not for who issues a named one."""
    if not named:
        return _ISSUED.search(before) is not None or _CERTIFIES.match(after) is not None
    if _OTHER.search(before):
        return True
    if _SUCH_AS.search(between):
        return True
    tail = re.match(
        r"(?:\s*(?:/|or|and|,)\s*(?:aapc|ahima))?[\s-]*(?:approved |recognized |coding |accredited )*(?:certif|credential|coding)",
        after,
    )
    return (
        tail is not None
        and re.search(r"(?:\bor|,|/)\s*(?:an? |any |(?:aapc|ahima)\s*(?:or|/|and|,)\s*)?$", before)
        is not None
        and not re.match(r"[^,;]*?[(:]", after)
    )


def _general_counts(
    one: Mention, before: str, between: str, mentions: Sequence[Mention], named: list[Mention], words: str
) -> bool:
    """Say whether "coding certification" is a choice of its own beside named ones."""
    if not named:
        return not any(other.kind == "issuer" for other in mentions) and (
            one.kind == "any" or not any(other.kind == "any" for other in mentions)
        )
    if one.kind == "bare":
        return False
    if any(other.kind == "issuer" for other in mentions):
        return False
    if _SUCH_AS.search(between):
        return True
    if _OTHER.search(before) or re.match(r"(?:other|equivalent|similar|comparable|related|relevant)", words):
        return named[0].start < one.start
    return named[0].start < one.start and _OR_GENERAL.search(before) is not None
