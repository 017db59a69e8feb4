"""What does a sentence say of where the work is done that no rule has a phrase for? Told by the kinds of words it is made of."""

import re
from pathlib import Path
from typing import Literal

from nlp.reading import Reading
from nlp.remote.sentences import Said, is_elsewhere, is_phase, stands_in_warning, without_noise
from nlp.rules import read_table
from nlp.spans import CLAUSE_ENDS, spans_with
from nlp.words import load_phrases

Arrangement = Literal["hybrid", "remote", "onsite"]

_FILE = Path(__file__).with_name("composed.toml")
_NAMED = re.compile(r"@([a-z_]+)")
_SOUGHT = load_phrases(Path(__file__).with_name("sought.toml"), "composed")
_NOT_IN = frozenset(("benefits", "eeo"))
_LONGEST = 600
_BEFORE, _AFTER = 45, 30
_BREAK = re.compile(r"[,;:]| but | and (?=you|we|the)")
_DENIED_AFTER = re.compile(
    r"(?: (?:work|days?|options?|set-?ups?|requests?|track))?(?: (?:is|are|will|can|does|do))?(?: not\b|n't\b)|(?: \w+)? \w+n't\b|\W+no\b"
)


def _load() -> dict[str, re.Pattern[str]]:
    """Return each list of the file as one expression, the lists that it names put in."""
    lists: dict[str, list[str]] = read_table(_FILE)

    def joined(name: str) -> str:
        return f"(?:{'|'.join(_NAMED.sub(lambda found: joined(found[1]), each) for each in lists[name])})"

    return {name: re.compile(rf"(?<![\w-]){joined(name)}(?!\w)") for name in lists}


_WORDS = _load()


def read_composed(reading: Reading) -> list[Said]:
    """Return what the sentences of a text say of where the work is done, one statement each, in order."""
    said: list[Said] = []
    for start, end in spans_with(reading, _SOUGHT, CLAUSE_ENDS):
        line = reading.find_line(start)
        if (
            line is None
            or line.section in _NOT_IN
            or end - start > _LONGEST
            or stands_in_warning(reading, start, end)
        ):
            continue
        _, words = without_noise(reading.lower[start:end])
        if is_elsewhere(words) or (found := compose(words)) is None:
            continue
        if found.kind == "remote" or not is_phase(words):
            said.append(found._replace(start=start + found.start, end=start + found.end))
    return said


def compose(sentence: str) -> Said | None:
    """Return what a lower-case sentence says of where this opening's work is done, by its own offsets; None where nothing is sure."""
    home, site = _WORDS["home"].search(sentence), _WORDS["site"].search(sentence)
    place = home or site
    if place is None or sentence.rstrip(" \"')").endswith("?") or not _is_of_the_work(sentence):
        return None
    if home and site:
        said = _of_both(sentence, home, site)
    elif home:
        said = _of_home(sentence, home)
    else:
        said = _of_site(sentence, place)
    return Said(said, place.start(), place.end(), "remote.composed") if said else None


def _holds(kind: str, sentence: str) -> bool:
    return _WORDS[kind].search(sentence) is not None


def _is_of_the_work(sentence: str) -> bool:
    """Say whether a sentence is on the worker or the work, and not on years, benefits or other people."""
    return (
        _holds("worker", sentence) and not _holds("aside", sentence) and not _WORDS["others"].match(sentence)
    )


def _is_part(sentence: str) -> bool:
    """Say whether a sentence names a part of the week, and not Monday to Friday."""
    return _holds("part", _WORDS["workweek"].sub(" ", sentence))


def _is_denied(sentence: str, place: re.Match[str]) -> bool:
    """Say whether a place is named to be ruled out, in its own clause."""
    before = _BREAK.split(sentence[max(0, place.start() - _BEFORE) : place.start()])[-1]
    after = sentence[place.end() : place.end() + _AFTER]
    return _holds("denial", before) or _DENIED_AFTER.match(after) is not None


def _of_both(sentence: str, home: re.Match[str], site: re.Match[str]) -> Arrangement | None:
    no_home, no_site = _is_denied(sentence, home), _is_denied(sentence, site)
    if no_home != no_site:
        return "onsite" if no_home else "remote"
    if no_home or not _is_part(sentence):
        return "remote" if not no_home and _holds("rare", sentence) else None
    return None if _holds("rare", sentence) else "hybrid"


def _of_home(sentence: str, home: re.Match[str]) -> Arrangement | None:
    if not _holds("act", sentence):
        return None
    if _is_denied(sentence, home):
        return "onsite"
    return "hybrid" if _is_part(sentence) and not _holds("rare", sentence) else "remote"


def _of_site(sentence: str, site: re.Match[str]) -> Arrangement | None:
    if _is_denied(sentence, site) or _holds("rare", sentence) or not _holds("act", sentence):
        return None
    if _holds("whole", sentence):
        return "onsite"
    if _is_part(sentence):
        return "hybrid"
    return "onsite" if _holds("plain_site", sentence) or _holds("work_at", sentence) else None
