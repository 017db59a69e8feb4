"""Which rules does a kind of tag have, and where in a posting do they match?"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, get_args

from nlp.headings import Section
from nlp.reading import Line, Reading
from nlp.words import holds_any

_KEYS = {"value", "pattern", "anchors", "sections", "not_sections", "priority", "yes", "no"}
_NEEDED = {"value", "pattern", "yes"}


class RulesError(ValueError):
    """Raised when a rule file is not as it must be; the text names the file, the rule and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with its own proof: it matches each `yes` and no `no`.

    `pattern` is searched in lower-cased lines that hold one of `anchors`; a rule without anchors, meant for titles
    and names, is tried on every line. Where `sections` is given, only
    lines of those sections count; never those of `not_sections`. The higher `priority` goes first.
    """

    id: str
    value: str
    pattern: re.Pattern[str]
    anchors: tuple[str, ...]
    sections: frozenset[str] = field(default_factory=frozenset)
    not_sections: frozenset[str] = field(default_factory=frozenset)
    priority: int = 0
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    def search(self, lower: str) -> re.Match[str] | None:
        """Return the first match in a lower-cased text, whatever its section; None where it holds none of the anchors."""
        return self.pattern.search(lower) if self.may_hold(lower) else None

    def may_hold(self, lower: str) -> bool:
        """Say whether a lower-cased text holds one of the anchors, where there are any."""
        return not self.anchors or holds_any(lower, self.anchors)


class Match(NamedTuple):
    """Where a rule matched: `reading.text[start:end]`, in `line`."""

    rule: Rule
    start: int
    end: int
    line: Line


def load(folder: Path, name: str = "rules.toml") -> tuple[Rule, ...]:
    """Return the rules of `folder`, those of the highest priority first.

    Raises RulesError, naming file and rule, for an unknown or missing key, a wrong pattern, a section that
    does not exist, an anchor that is not in lower case, or a rule without a `yes`.
    """
    file = folder / name
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"{folder.name}/{name}: expected TOML ({error})") from error
    rules = [_rule(f"{folder.name}/{name}: [{key}]", key, entry) for key, entry in table.items()]
    return tuple(sorted(rules, key=lambda rule: -rule.priority))


def _rule(where: str, key: str, entry: dict[str, Any]) -> Rule:
    _check(where, entry)
    try:
        pattern = re.compile(entry["pattern"], re.VERBOSE if "\n" in entry["pattern"] else 0)
    except re.error as error:
        raise RulesError(f"{where}: pattern: expected a regular expression ({error})") from error
    return Rule(
        id=key,
        value=entry["value"],
        pattern=pattern,
        anchors=tuple(entry.get("anchors", ())),
        sections=frozenset(entry.get("sections", ())),
        not_sections=frozenset(entry.get("not_sections", ())),
        priority=entry.get("priority", 0),
        yes=tuple(entry["yes"]),
        no=tuple(entry.get("no", ())),
    )


def _check(where: str, entry: dict[str, Any]) -> None:
    if unknown := set(entry) - _KEYS:
        raise RulesError(f"{where}: unknown key {min(unknown)}; expected {', '.join(sorted(_KEYS))}")
    if missing := _NEEDED - set(entry):
        raise RulesError(f"{where}: {min(missing)} is missing")
    if not entry["yes"]:
        raise RulesError(f"{where}: yes is empty; a rule needs an example that it matches")
    if bad := [anchor for anchor in entry.get("anchors", ()) if anchor != anchor.lower() or not anchor]:
        raise RulesError(f"{where}: anchor {bad[0]!r} is empty or not in lower case")
    sections = {*entry.get("sections", ()), *entry.get("not_sections", ())}
    if unknown := sections - set(get_args(Section)):
        raise RulesError(
            f"{where}: no section {min(unknown)}; expected one of {', '.join(get_args(Section))}"
        )


def matches(reading: Reading, rules: Sequence[Rule]) -> Iterator[Match]:
    """Yield every match of every rule in the posting's text, rule by rule, in the order of the text.

    An anchor is looked for once, and a pattern is tried on the lines that hold one of its anchors alone.
    """
    holding: dict[str, tuple[int, ...]] = {}
    for rule in rules:
        for index in _lines_of(reading, rule.anchors, holding):
            line = reading.lines[index]
            if line.section in rule.not_sections or (rule.sections and line.section not in rule.sections):
                continue
            for match in rule.pattern.finditer(line.lower):
                yield Match(rule, line.start + match.start(), line.start + match.end(), line)


def _lines_of(
    reading: Reading, anchors: tuple[str, ...], holding: dict[str, tuple[int, ...]]
) -> Sequence[int]:
    if not anchors:
        return range(len(reading.lines))
    found: set[int] = set()
    for anchor in anchors:
        if anchor not in holding:
            holding[anchor] = reading.indexes_with(anchor)
        found.update(holding[anchor])
    return sorted(found) if len(found) > 1 else tuple(found)
