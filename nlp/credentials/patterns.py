"""How is any credential's code or name recognized in one pass over a line?"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from nlp.credentials.catalogue import credentials
from nlp.credentials.phrases import TABLE, one_of

_TOKEN = re.compile(r"[a-z0-9]+")
_MARK = r"[®™]?"
_SPACED = ("CPC", "CCS", "RHIT", "RHIA", "COC", "CIC", "CRC", "CCA")
_SHORT = {short: long for long, shorts in TABLE["shortened"].items() for short in shorts}
_LONG = {long: f"(?:{'|'.join([long, *shorts])})" for long, shorts in TABLE["shortened"].items()}

_Trie = dict[str, "_Trie"]


class Meaning(NamedTuple):
    """What a written form stands for: a code, and whether it is a name in full."""

    code: str
    is_name: bool


def bare(written: str) -> str:
    """Return a written form without what varies: signs, spaces, spellings and the two ways to write "and"."""
    words = _TOKEN.findall(written.lower().replace("&", " and "))
    return "".join(words) if len(words) < 2 else "".join([_SHORT.get(word, word) for word in words])


@cache
def meanings() -> dict[str, Meaning]:
    """Return what each bare written form stands for."""
    found: dict[str, Meaning] = {}
    for code, credential in credentials().items():
        for written in (code, *credential.former):
            _claim(found, written, Meaning(code, False))
        for name in credential.names:
            found.setdefault(bare(name), Meaning(code, True))
    return found


def _claim(found: dict[str, Meaning], written: str, meaning: Meaning) -> None:
    """Keep COSC and COS-C apart: without its hyphen the second is the first."""
    if "-" in written:
        found[bare(written) + "-"] = meaning
        found.setdefault(bare(written), meaning)
    else:
        found[bare(written)] = meaning


@cache
def credential_pattern() -> re.Pattern[str]:
    """Return the pattern of every code, name, licence and general name, over lower-cased text."""
    trie: _Trie = {}
    for credential in credentials().values():
        for code in (credential.code, *credential.former):
            _add(trie, _code_tokens(code))
        for name in credential.names:
            _add(trie, _name_tokens(name))
    for code in _SPACED:
        _add(trie, " ".join(code.lower()))
    groups = [f"(?P<named>{_joined(trie)}(?:'?s)?)"]
    for name, patterns in TABLE["described"].items():
        groups.append(f"(?P<described_{name}>{one_of(patterns)})")
    for name, patterns in TABLE["generic"].items():
        groups.append(f"(?P<{name}>{one_of(patterns)})")
    for name, patterns in TABLE["license"].items():
        groups.append(f"(?P<{name}>{one_of(patterns)})")
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(groups)})(?:{_MARK}|\(r\)|\(tm\))?(?![a-z0-9])")


def _code_tokens(code: str) -> Iterable[str]:
    """Yield what to match letter by letter: C.P.C. as well as CPC, CPC -A as well as CPC-A."""
    *parts, last = code.lower().split("-")
    for part in parts:
        yield from (rf"{letter}\.?" for letter in part[:-1])
        yield rf"{part[-1]}\.?{_MARK}(?: ?[-/] ?)?"
    yield from (rf"{letter}\.?" for letter in last)


def _name_tokens(name: str) -> Iterable[str]:
    """Yield what to match word by word; "&" may stand for "and", and any sign between words."""
    gap = ""
    for word in re.findall(r"[a-z]+|&|/", name.lower()):
        if word in ("and", "&", "/"):
            yield rf"{gap}(?:and|&|/)"
        else:
            long = _SHORT.get(word, word)
            yield gap + _LONG.get(long, long)
        gap = r"[^a-z0-9.;:|]{0,3}"


def _add(trie: _Trie, tokens: Iterable[str]) -> None:
    for token in tokens:
        trie = trie.setdefault(token, {})
    trie[""] = {}


def _joined(trie: _Trie) -> str:
    """Return one pattern for a trie: common beginnings once, longer forms before shorter ones."""
    longest_first = sorted(filter(None, trie), key=len, reverse=True)
    branches = [token + _joined(trie[token]) for token in longest_first]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in trie else f"(?:{'|'.join(branches)})"
    return joined + "?" if "" in trie else joined
