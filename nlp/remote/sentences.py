"""What does each sentence, the title and the location field say of where the work is done?"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from nlp.expressions import Expressions
from nlp.reading import Reading
from nlp.remote.fields import read_fields
from nlp.rules import Rule, load
from nlp.shapes import Remote, Where
from nlp.spans import CLAUSE_ENDS, spans_with
from nlp.words import load_phrases

_EXPRESSIONS = Expressions(__file__)
_ORDER = ("plainly", "hybrid", "refused", "telework", "weak", "remote", "onsite", "spoken")
_RULES = load(Path(__file__).parent)
_READ = [rule for kind in _ORDER for rule in _RULES if rule.value == kind]
_NOISE = [rule for rule in _RULES if rule.value == "noise"]
_HYBRID_THINGS = [rule for rule in _NOISE if rule.id == "hybrid_things"]
_PHASE = next(rule for rule in _RULES if rule.value == "phase")
_ELSEWHERE = [rule for rule in _RULES if rule.value == "elsewhere"]
_WARNING = next(rule for rule in _RULES if rule.value == "warning")
_ASIDE = frozenset(("noise", "phase", "elsewhere", "warning"))
_ANCHORS = tuple({anchor for rule in _RULES if rule.value not in _ASIDE for anchor in rule.anchors})
_LONGEST = 3000
_AROUND_WARNING = 160
_ANSWER = 36
# Sentences that hold one of these are read.
_SOUGHT = load_phrases(Path(__file__).with_name("sought.toml"), "arrangement")
_THEN = re.compile(
    r"\b(?:then|after (?:that|this|which)|afterwards?|thereafter|from then on|(?<=, )(?:the )?rest|(?<=, )(?:once|when)|following (?:that|this|which)|all other work|everything (?:else|after))\b"
)
_OPENS_LATER = re.compile(r"\W*(?:after|once|following|upon|when)\b")
_IF_NEAR = _EXPRESSIONS.pattern("if_near")
_NOW_AND_THEN = _EXPRESSIONS.pattern("now_and_then")
_TRAVELS = re.compile(r"\btravel(?:s|ing)?\b[^.;]*$")
# "Not eligible for remote or hybrid work" refuses both; "not remote but hybrid" doesn't.
_REFUSED_BEFORE = re.compile(
    r"\b(?:not|isn't|aren't|don't|doesn't|won't|neither|no|cannot|can't|never|nor)\b(?:(?!\bbut\b|\bonly\b|\brather\b|\binstead\b|,)[^.;]){0,40}\b(?:or|and|nor|/) hybrid(?: \w+)?$"
)
_REFUSED_AFTER = _EXPRESSIONS.pattern("refused_after")
# "The first two days of orientation are virtual" is no split of the week.
_FIRST_DAYS = re.compile(r"\bfirst $")
_TRAINING = re.compile(r"\b(?:orientation|training|onboarding)\b")
_IF_LIKED = _EXPRESSIONS.pattern("if_liked")
# "Is it remote? No, sorry." asks only to deny.
_DENIED = re.compile(
    r"\?[\s\"')]*(?:a: ?)?(?:no\b(?! matter)|nope|sorry|unfortunately|not\b|afraid|it (?:isn't|is not))|[;.] *(?:but )?this (?:one |job |position |role )?(?:is not|isn't) (?:one of|among) (?:them|those)"
)
_CONDITION = re.compile(
    r"\b(?:until(?! (?:noon|close|closing|\d))|unless|before(?! (?:you )?(?:apply|ask)|(?: anyone)? (?:applying|asks|asking))|outside|abroad|from (?:other|another)|international\w*|overseas)\b"
)
_IN_TITLE = _EXPRESSIONS.pattern("in_title")
_ANYWHERE = re.compile(r"\b(?P<remote>anywhere|nationwide)\b")
_IN_FIELD: tuple[tuple[str, Remote], ...] = (
    ("hybrid", "hybrid"),
    ("flex", "hybrid"),
    ("not remote", "onsite"),
    ("non-remote", "onsite"),
    ("remote", "remote"),
    ("telecommut", "remote"),
    ("home", "remote"),
    ("true", "remote"),
    ("yes", "remote"),
    ("on-site", "onsite"),
    ("onsite", "onsite"),
    ("on site", "onsite"),
    ("office", "onsite"),
)


class Said(NamedTuple):
    """One statement on where the work is done: `source[start:end]` says `kind`, by `rule`."""

    kind: str
    start: int
    end: int
    rule: str
    where: Where = "text"


def read_sentences(reading: Reading) -> list[Said]:
    """Return what title, location field and text say, one statement a sentence, in that order."""
    said = [*_in_short("title", reading.title_lower), *_in_short("locations", reading.locations_lower)]
    fields = read_fields(reading)
    said += [Said(one.kind, one.start, one.end, one.rule) for one in fields]
    for start, end in spans_with(reading, _SOUGHT, CLAUSE_ENDS):
        if any(start <= one.start < end for one in fields):
            continue
        read = _read(reading.lower[start : min(end, start + _LONGEST)])
        if read and _DENIED.search(reading.lower, start, end + _ANSWER):
            read = tuple(one._replace(kind="refused") if one.kind != "noise" else one for one in read)
        if read and stands_in_warning(reading, start, end):
            read = tuple(one._replace(kind="elsewhere") for one in read)
        said += [Said(one.kind, start + one.start, start + one.end, one.rule) for one in read]
    return said


def stands_in_warning(reading: Reading, start: int, end: int) -> bool:
    """Say whether a sentence or those right beside it warn of fraud."""
    line = reading.find_line(start)
    if line is None or not _WARNING.may_hold(line.lower):
        return False
    begin, stop = max(line.start, start - _AROUND_WARNING), min(line.end, end + _AROUND_WARNING)
    return _WARNING.pattern.search(reading.lower, begin, stop) is not None


def read_field(field: str | None) -> tuple[Remote, list[Said]]:
    """Return what the board's own field says; "unstated" where it is empty or says something else."""
    words = (field or "").lower()
    for word, value in _IN_FIELD:
        if word in words:
            start = words.index(word)
            return value, [Said(value, start, start + len(word), "remote.board_field", "board")]
    return "unstated", []


@lru_cache(maxsize=4096)
def _in_short(where: Where, words: str) -> tuple[Said, ...]:
    """Return what a title or a location field says; kept, because many postings share one."""
    _, words = without_noise(words, _HYBRID_THINGS)
    found = _IN_TITLE.search(words) or (_ANYWHERE.search(words) if where == "locations" else None)
    if found is None:
        return ()
    return (Said(found.lastgroup or "", found.start(), found.end(), f"remote.{where}", where),)


@lru_cache(maxsize=4096)
def _read(sentence: str) -> tuple[Said, ...]:
    """Return what one sentence says, by its own offsets: its noise, and its first statement that counts.

    Cached, because an employer says the same of every opening.
    """
    said, words = without_noise(sentence)
    present = {anchor for anchor in _ANCHORS if anchor in words}
    if not present or _IF_NEAR.match(words):
        return tuple(said)
    for rule in _ELSEWHERE:
        if match := rule.search(words):
            return (*said, Said("elsewhere", match.start(), match.end(), f"remote.{rule.id}"))
    phase = _PHASE.search(words)
    return (*said, *(_state(words, 0, present) if phase is None else _state_in_time(words, phase, present)))


def is_elsewhere(words: str) -> bool:
    """Say whether a sentence speaks of the employer's openings at large."""
    return any(rule.search(words) for rule in _ELSEWHERE)


def is_phase(words: str) -> bool:
    """Say whether a sentence speaks of a first stretch."""
    return _PHASE.search(words) is not None


def _state_in_time(words: str, phase: re.Match[str], present: set[str]) -> list[Said]:
    """Return what a sentence says that speaks of a first stretch: what holds after it, if it says so."""
    then = _THEN.search(words, phase.start())
    for start in _starts_of_later(words, then):
        if later := _state(words[start:], start, present):
            return later
    stated = _state(words, 0, present)
    return stated if _OPENS_LATER.match(words) else [_in_phase(one) for one in stated]


def _starts_of_later(words: str, then: re.Match[str] | None) -> tuple[int, ...]:
    """Return where the part on the time after a first stretch may begin: "on site first, remote thereafter"."""
    return () if then is None else (then.start(), words.rfind(",", 0, then.start()) + 1)


def _in_phase(one: Said) -> Said:
    """What holds on site for a first stretch says nothing of the time after it."""
    if one.kind == "onsite" or one.rule in ("remote.days_on_site", "remote.not_remote"):
        return Said("phase", one.start, one.end, one.rule)
    return one


def without_noise(sentence: str, noise: Sequence[Rule] = _NOISE) -> tuple[list[Said], str]:
    """Return the sentence with its misleading words blanked out, and those words."""
    said: list[Said] = []
    for rule in noise:
        if rule.may_hold(sentence):
            spans = [match.span() for match in rule.pattern.finditer(sentence)]
            said += [Said("noise", start, end, f"remote.{rule.id}") for start, end in spans]
            for start, end in spans:
                sentence = f"{sentence[:start]}{' ' * (end - start)}{sentence[end:]}"
    return said, sentence


def _state(words: str, offset: int, present: set[str]) -> list[Said]:
    """Return the first statement of a sentence that counts, in the order of kinds."""
    for rule in _READ:
        if present.isdisjoint(rule.anchors):
            continue
        match = rule.pattern.search(words)
        if match is None or _is_qualified(rule.value, words):
            continue
        start, end = match.span("words" if "words" in rule.pattern.groupindex else 0)
        if rule.value == "hybrid" and _is_refused(words, start, end):
            continue
        return [Said(_kind(rule.value, words), offset + start, offset + end, f"remote.{rule.id}")]
    return []


def _kind(value: str, words: str) -> str:
    """Return what kind of statement it is; a hybrid arrangement for those who like it is a kind of its own."""
    if value == "hybrid" and _IF_LIKED.search(words):
        return "choice"
    return "remote" if value == "plainly" else value


def _is_refused(words: str, start: int, end: int) -> bool:
    """Say whether a hybrid arrangement is named only to be ruled out."""
    if _FIRST_DAYS.search(words, 0, start) and _TRAINING.search(words, start):
        return True
    return bool(_REFUSED_BEFORE.search(words, 0, end) or _REFUSED_AFTER.match(words, end))


def _is_qualified(kind: str, words: str) -> bool:
    """Say whether the sentence takes back what it says, by a condition or as a rare event."""
    if kind == "refused":
        return _CONDITION.search(words) is not None
    rare = _NOW_AND_THEN.search(words) if kind == "onsite" else None
    return rare is not None and not _TRAVELS.search(words, 0, rare.start())
