"""Where does a posting name a credential, and which one?"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from nlp.credentials.catalogue import Credential, credentials
from nlp.credentials.patterns import bare, credential_pattern, meanings
from nlp.credentials.phrases import TABLE
from nlp.reading import Line, Reading
from nlp.remembered import remembered
from nlp.words import Phrases

Kind = Literal["code", "any", "bare", "issuer", "license"]
_SMALL_ANCHORS = ("certif", "credential")
# Looked for where their telling word stands in the text.
_RARE_ANCHORS = {
    "registered": ("registered health",),
    "reg": ("reg health",),
    "cert": ("coding cert", "cert prof", "cert cod", "cert med", "cert in", "cert out", "cert. in"),
    "certs": ("coding cert",),
}
_SMALL_CODES = frozenset(code.split("-")[0].lower() for code, one in credentials().items() if one.lower)
# "C.P.C." and "C P C", which fall into letters where words are parted.
_SPREAD = re.compile(r"[A-Z](?:\.[A-Z]\.[A-Z]| [A-Z] [A-Z]\b)(?<!\w.{5})")
# The first letters of all codes that anybody spreads out, as words of one letter.
_FIRST_LETTERS = frozenset(("c", "r", "h", "o", "n"))
_CODE_WORDS = {
    written.split("-")[0].lower(): written.split("-")[0]
    for one in credentials().values()
    for written in (one.code, *one.former)
} | {
    "aapc": "AAPC",
    "ahima": "AHIMA",
    "american": "American Academy",
    "cpcs": "CPC",
    "rhits": "RHIT",
    "rhias": "RHIA",
}
_WORDS = Phrases(*_RARE_ANCHORS, *_FIRST_LETTERS, *_CODE_WORDS)
_SPEAKS = re.compile(
    r"certif|credential|licens|registration|required|preferred|a plus|bonus points|within [a-z0-9 ]{1,20}(?:month|year)"
)
_LICENSES = frozenset(TABLE["license"])
_ISSUERS = {"aapc": "AAPC", "ahima": "AHIMA"}
_LIST_WORDS = 4
_GRADE = r" (?:i{1,3}|iv|v|[1-5])(?![a-z0-9])"
# No honest line names more; an endless one must not take seconds.
_MOST_OF_A_LINE = 80


class Mention(NamedTuple):
    """A credential named at `text[start:end]`; `trap` says why the letters mean something else."""

    start: int
    end: int
    code: str
    kind: Kind
    rule: str
    trap: str = ""


def candidate_lines(reading: Reading) -> list[int]:
    """Return the indexes of the lines that may name a credential, found by cheap anchors alone."""
    words = _WORDS.found_in(reading.lower).keys()
    rare = [anchor for word in _RARE_ANCHORS if word in words for anchor in _RARE_ANCHORS[word]]
    found = {index for anchor in (*_SMALL_ANCHORS, *rare) for index in reading.indexes_with(anchor)}
    for word in _CODE_WORDS.keys() & words:
        found.update(_lines_with_code(reading, _CODE_WORDS[word]))
    if not words.isdisjoint(_FIRST_LETTERS):
        found.update(reading.index_of_line(match.start()) for match in _SPREAD.finditer(reading.text))
    found.update(_glued_lines(reading))
    found.discard(-1)
    return sorted(found)


def _glued_lines(reading: Reading) -> Iterator[int]:
    """Yield the lines whose first or last word has lost its border: "EncompassCIC a plusWage range"."""
    for index, (above, line) in enumerate(pairwise(reading.lines)):
        if above.end == line.start and reading.text[above.end - 1].isalnum():
            yield index
            yield index + 1


def _lines_with_code(reading: Reading, code: str) -> Iterator[int]:
    """Yield the lines that hold a code in capitals; in small letters too where it is no word of its own."""
    small = code.lower()
    text, wanted = (reading.lower, small) if small in _SMALL_CODES else (reading.text, code)
    at = text.find(wanted)
    while at >= 0:
        yield reading.index_of_line(at)
        at = text.find(wanted, at + len(wanted))


def mentions(reading: Reading, line: Line) -> tuple[Mention, ...]:
    """Return the credentials that a line names, in the order of the text: the first 80 of them."""
    named = _named_in(line.lower, reading.text[line.start : line.end])
    spoken = named.of_several or (bool(named.doubtful) and _SPEAKS.search(line.lower) is not None)
    traps = {code: _trap(reading, line, code, spoken=spoken) for code in named.doubtful}
    return tuple(
        Mention(
            line.start + one.start,
            line.start + one.end,
            one.code,
            one.kind,
            one.rule,
            traps.get(one.code, "") if one.rule == "code" else "",
        )
        for one in named.mentions
    )


class _NamedIn(NamedTuple):
    """What a line names, by its own offsets, whether several codes, and which of them by their letters alone."""

    mentions: tuple[Mention, ...]
    of_several: bool
    doubtful: frozenset[str]


@remembered
def _named_in(lower: str, text: str) -> _NamedIn:
    """Read one line; `text` is the line before it was lowered."""
    matches = islice(credential_pattern().finditer(lower), _MOST_OF_A_LINE)
    found = tuple(one for match in matches for one in _mention(lower, text, match))
    in_full = {one.code for one in found if one.rule == "name"}
    by_letters = {one.code for one in found if one.rule == "code"}
    codes = {one.code for one in found if one.kind == "code"}
    return _NamedIn(found, len(codes) > 1, frozenset(by_letters - in_full))


def _mention(lower: str, text: str, match: re.Match[str]) -> tuple[Mention, ...]:
    start, end = match.span()
    group = match.lastgroup or ""
    written = text[start:end]
    if written[-1] == "." and "." not in written[:-1]:
        written, end = written[:-1], end - 1
    if group == "named":
        one = _named(written, start, end, lower)
        return (one,) if one else ()
    if group in _LICENSES:
        small = written.islower() and text.islower()
        plain = len(written) > 4 or written.isupper() or small
        return (Mention(start, end, group, "license", "license"),) if plain else ()
    if group in _ISSUERS:
        return (Mention(start, end, _ISSUERS[group], "issuer", f"issuer_{group}"),)
    if group.startswith("described_"):
        return tuple(Mention(start, end, code, "code", "described") for code in group.split("_")[1:])
    return (Mention(start, end, "ANY", "any" if group == "any" else "bare", f"generic_{group}"),)


def _named(written: str, start: int, end: int, lower: str) -> Mention | None:
    meaning = _meaning(written)
    if meaning is None:
        return None
    code, is_name = meaning
    credential = credentials()[code]
    if is_name and credential.common and not _is_meant(lower, credential):
        return Mention(start, end, "ANY", "any", "common_name")
    if is_name:
        return Mention(start, end, code, "code", "name")
    # "MCCs and CCs" are the plurals of complications, not the credential of that name.
    if written.endswith("s") and bare(written) == code.lower() and written[:-1].isupper():
        return None
    capitals = written.rstrip("s'®™").isupper()
    # "CPC - a copy is due": what follows the dash is a word of its own.
    head = written.split(" ")[0]
    if not capitals and head != written and head.isupper():
        return _named(head, start, start + len(head), lower)
    if not capitals and not (credential.lower and not _is_mixed(written)):
        return None
    return Mention(start, end, code, "code", "code")


def _is_meant(lower: str, credential: Credential) -> bool:
    """Say whether a line tells by the code or the issuer that a common name is this credential's."""
    return re.search(rf"\b(?:{credential.code}|{credential.issuer})\b".lower(), lower) is not None


def _meaning(written: str) -> tuple[str, bool] | None:
    letters, known = bare(written), meanings()
    one = letters.removesuffix("s")
    hyphened = "-" in written or "/" in written
    return (known.get(letters + "-") if hyphened else None) or known.get(letters) or known.get(one)


def _is_mixed(written: str) -> bool:
    letters = written.rstrip("s'®™")
    return not (letters.islower() or letters.istitle())


def _trap(reading: Reading, line: Line, code: str, *, spoken: bool) -> str:
    """Return why these letters are no credential here; "" where nothing speaks against them."""
    credential = credentials()[code]
    for trap in credential.traps:
        if trap in (line.lower if spoken else reading.lower):
            return f"the posting speaks of {trap!r}"
    if credential.weak and re.search(rf"\b{code.lower()}{_GRADE}", line.lower):
        return "it is a grade's name"
    if (
        credential.weak
        and not spoken
        and line.section != "certification"
        and line.lower.count(" ") >= _LIST_WORDS
    ):
        return "these letters alone may mean something else"
    return ""
