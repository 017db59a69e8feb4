"""What do the short fields of a posting say of where the work is done, as in "Remote? Yes"?"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from nlp.reading import Reading
from nlp.rules import load
from nlp.words import load_phrases

_RULES = load(Path(__file__).parent, "fields.toml")
_LABELS = [(rule, rule.value.removeprefix("label:")) for rule in _RULES if rule.value.startswith("label:")]
_ANSWERS = [
    (rule.pattern, rule.value.removeprefix("answer:")) for rule in _RULES if rule.value.startswith("answer:")
]
_SAYS_MORE = next(rule.pattern for rule in _RULES if rule.value == "unsure")
_SOUGHT = load_phrases(Path(__file__).with_name("sought.toml"), "fields")
# What a label with its answer says, by the kinds of statement that `nlp.remote.sentences` tells apart.
_SAYS = {
    ("remote", "yes"): "remote",
    ("remote", "remote"): "remote",
    ("remote", "no"): "refused",
    ("remote", "onsite"): "onsite",
    ("remote", "hybrid"): "hybrid",
    ("telework", "yes"): "telework",
    ("telework", "no"): "onsite",
    ("arrangement", "remote"): "remote",
    ("arrangement", "hybrid"): "hybrid",
    ("arrangement", "onsite"): "onsite",
}
_ALL_THE_TIME = re.compile(r"full|100|yes\W{1,3}(?:full|100)")
_LONGEST, _REACH = 240, 60
# No honest text has more; an endless one must not take seconds.
_MOST_LINES = 100


class Field(NamedTuple):
    """A label with its answer: `text[start:end]` says `kind`, by `rule`."""

    kind: str
    start: int
    end: int
    rule: str


def read_fields(reading: Reading) -> list[Field]:
    """Return what the fields of the text say, in order; an answer may stand on the line after its label."""
    found: list[Field] = []
    for number in reading.indexes_at(_SOUGHT.offsets_in(reading.lower))[:_MOST_LINES]:
        line = reading.lines[number]
        if len(line.lower) <= _LONGEST:
            after = reading.lines[number + 1].lower if number + 1 < len(reading.lines) else ""
            next_at = reading.lines[number + 1].start if after else line.end
            for kind, start, end, rule in _read(line.lower, after[:_REACH]):
                # The next line may stand further off than one line break.
                ends = line.start + end if end <= len(line.lower) else next_at + end - len(line.lower) - 1
                found.append(Field(kind, line.start + start, ends, rule))
    return found


@lru_cache(maxsize=4096)
def _read(line: str, after: str) -> tuple[Field, ...]:
    """Return the fields of one line, by its own offsets; `after` is read as if it stood right behind it."""
    words = f"{line}\n{after}"
    found = []
    for rule, label in _LABELS:
        if rule.may_hold(line):
            for match in rule.pattern.finditer(line):
                answer = _answer(words, match.end(), label, len(line))
                if answer is not None:
                    kind, end = answer
                    start = match.end() - len(match[0].lstrip(" .;|•,(-*"))
                    found.append(Field(kind, start, end, f"remote.{rule.id}"))
    return tuple(sorted(found, key=lambda one: one.start))


def _answer(words: str, at: int, label: str, length: int) -> tuple[str, int] | None:
    """Return what the words at `at` answer to a label and where they end; None where they say something else."""
    while at < len(words) and words[at] in " \n*":
        at += 1
    for pattern, answer in _ANSWERS:
        match = pattern.match(words, at)
        if match is None:
            continue
        stop = words.find("\n", at)
        rest = words[at : stop if stop >= 0 else len(words)]
        if _SAYS_MORE.search(rest[:_REACH]) and answer not in ("no", "hybrid"):
            return None
        if label == "telework" and answer == "yes" and _ALL_THE_TIME.match(words, match.start()):
            return "remote", match.end()
        kind = _SAYS.get((label, answer))
        return None if kind is None else (kind, match.end())
    return None
