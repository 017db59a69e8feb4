"""Is "a coding certification" or "AAPC" a choice of its own, or does it only introduce the named ones?"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.credentials.mentions import Mention

_REACH = 80
_ISSUER = r"(?:aapc|ahima)"
_NOUN = r"(?:certif|credential)"
_KIND = r"(?:nationally |recognized |national |active |current |approved |accredited |valid )*"
_ELSE = r"(?:other|another|any|equivalent|similar|comparable|alternative|additional|related|like)"
# "other", "another AAPC/"
_OTHER = re.compile(rf"(?<![a-z]){_ELSE}(?: {_KIND})?[\s/]*(?:{_ISSUER}(?: or |/| and |, )?)?$")
# "other credential recognized by"
_OTHER_FROM = re.compile(
    rf"(?:{_ELSE}|or(?: an?)?)\s+(?:[a-z-]+ ){{0,4}}{_NOUN}[a-z]*\s+(?:[a-z/]+[ ,]+){{0,6}}$"
)
_SUCH_AS = re.compile(
    r"(?:such as|e\.?g\.?|including(?: but not limited to)?|for example|for instance|examples?(?: are| include)?|like|includes?)[,:]?\s*(?:an? |the )?(?:[a-z]+ )?$"
)
_OR_BEFORE = re.compile(r"(?:,|/|\bor\b)\s*(?:an? |any |some |the )?(?:other |active |current |valid )*$")
_OR_ISSUER_BEFORE = re.compile(rf"(?:\bor|,|/)\s*(?:an? |any |the )?(?:{_ISSUER}\s*(?:or|/|and|,)\s*)?$")
_MORE_BEFORE = re.compile(r"(?:plus|and|with|in addition to)(?: an?| one| at least one| some)? $")
_FURTHER = re.compile(r"specialty|speciality|additional|second|advanced|further")
_STARTS_ELSE = re.compile(r"other|another|equivalent|similar|comparable|related|relevant")
# Who issues it stands after "certification through" or in a bracket after "certification required".
_ISSUED = re.compile(rf"{_NOUN}[a-z]*[ :(,]+(?:[a-z'-]+[ ,/(]+){{0,6}}$")
_CERTIFIES = re.compile(
    rf"(?:[\s-]*(?:/|or|and|,|and/or)\s*{_ISSUER})?[\s-]*(?:[a-z-]+ ){{0,3}}(?:{_NOUN}|equivalent|counterpart)|\s*(?:is |are |also |ones? )*(?:accepted|fine|ok|works|considered)"
)
# "certification through AAPC or a documentation certification (" leads to a choice of its own.
_OR_AFTER = re.compile(
    r"[^,;]*\bor an? (?:[a-z-]+ ){0,4}(?:(?:certif|credential)[a-z]* ?[(:]? ?)?|, or (?:an? |the )?"
)
_CERTIFIES_BESIDE = re.compile(
    rf"(?:\s*(?:/|or|and|,)\s*{_ISSUER})?[\s-]*(?:approved |recognized |coding |accredited )*(?:{_NOUN}|coding|equivalent|counterpart)"
)
_JOINS = re.compile(r"[\s,]*(?:/|,|or|and|and/or)\s*(?:an? |the )?")
_INTRODUCES = re.compile(r"[^,;(]*?(?:\((?!\d\))|:)")
_TELLS_WHICH = re.compile(r"(?: (?:in|for) [\w /-]{2,30})?\s*[(:]\s*(?:i\.?e\.?,? |namely )?")
_TIER_BEFORE = re.compile(
    r"(?:mastery|apprentice|associate)[a-z /-]{0,30}certif[a-z]* (?:[a-z]+ ){0,2}(?:through|from|by|via) (?:(?:aapc|ahima)\s*(?:or|and|/|,)\s*)?(?:the )?$"
)
_EXAMPLES_BEFORE = re.compile(
    r"(?:certif|credential)[a-z]*[,:]? \(?(?:such as|e\.?g\.?|including|like)\b.*(?:through|from|by|via) (?:(?:aapc|ahima)\s*(?:or|and|/|,)\s*)?(?:the )?$"
)


class _Around(NamedTuple):
    """A general mention in its words."""

    mention: Mention
    before: str
    words: str
    after: str
    between: str


def specific(lower: str, offset: int, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without the general ones that only introduce, or say who issues, a named one."""
    named = [one for one in mentions if one.kind == "code"]
    kept = {
        at
        for at, one in enumerate(mentions)
        if one.kind in ("code", "license") or _counts(_around(lower, offset, mentions, at), mentions, named)
    }
    if not named and any(mentions[at].kind == "issuer" for at in kept):
        kept.update(at for at, one in enumerate(mentions) if one.kind == "issuer")
    for at in sorted(kept, reverse=True):
        kept.update(_joined_before(lower, offset, mentions, at))
    return [mentions[at] for at in sorted(kept)]


def _joined_before(lower: str, offset: int, mentions: Sequence[Mention], at: int) -> Iterator[int]:
    """Yield the issuers that an issuer shares its words with: the "AAPC or" of "AAPC or AHIMA, such as"."""
    while at and mentions[at].kind == mentions[at - 1].kind == "issuer":
        between = lower[mentions[at - 1].end - offset : mentions[at].start - offset]
        if not _JOINS.fullmatch(between):
            return
        at -= 1
        yield at


def _around(lower: str, offset: int, mentions: Sequence[Mention], at: int) -> _Around:
    start, end = mentions[at].start - offset, mentions[at].end - offset
    following = next((one.start - offset for one in mentions[at + 1 :] if one.kind != "any"), end)
    before = lower[max(0, start - _REACH) : start]
    return _Around(mentions[at], before, lower[start:end], lower[end : end + _REACH], lower[end:following])


def _counts(one: _Around, mentions: Sequence[Mention], named: list[Mention]) -> bool:
    issued = any(other.kind == "issuer" for other in mentions)
    if one.mention.kind == "issuer":
        return _issuer_beside(one, named) if named else _issuer_alone(one)
    if named:
        return one.mention.kind == "any" and not issued and _any_beside(one, named)
    return not issued and (one.mention.kind == "any" or not any(other.kind == "any" for other in mentions))


def _issuer_alone(one: _Around) -> bool:
    return _ISSUED.search(one.before) is not None or _CERTIFIES.match(one.after) is not None


def _issuer_beside(one: _Around, named: list[Mention]) -> bool:
    """Say whether an issuer stands for any of its credentials beside named ones."""
    if _SUCH_AS.search(one.between) or _OTHER.search(one.before):
        return True
    if _TIER_BEFORE.search(one.before) and not _INTRODUCES.match(one.after):
        return True
    if named[0].start > one.mention.start:
        return _ISSUED.search(one.before) is not None and _OR_AFTER.fullmatch(one.between) is not None
    if _EXAMPLES_BEFORE.search(one.before):
        return True
    if _is_from_others(one, named):
        return True
    beside = (
        _CERTIFIES_BESIDE.match(one.after) is not None and _OR_ISSUER_BEFORE.search(one.before) is not None
    )
    return beside and not _INTRODUCES.match(one.after)


def _is_from_others(one: _Around, named: list[Mention]) -> bool:
    """Say whether an issuer is that of others: "or a credential from AHIMA", and not "or CCS certification from AHIMA"."""
    match = _OTHER_FROM.search(one.before)
    if match is None:
        return False
    begin = one.mention.start - len(one.before) + match.start()
    return not any(begin < other.start < one.mention.start for other in named)


def _any_beside(one: _Around, named: list[Mention]) -> bool:
    """Say whether "a coding certification" is a further choice beside named ones."""
    if _SUCH_AS.search(one.between):
        return True
    if named[0].start > one.mention.start or _TELLS_WHICH.fullmatch(one.between):
        return False
    if _OTHER.search(one.before) or _STARTS_ELSE.match(one.words) or _OR_BEFORE.search(one.before):
        return True
    return _MORE_BEFORE.search(one.before) is not None and _FURTHER.search(one.words) is not None
