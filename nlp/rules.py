"""Which rules does a kind of tag have, and when does one hold?"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from nlp.headings import Section
from nlp.words import holds_any

_KEYS = {"value", "pattern", "anchors", "not_sections", "yes", "no"}
_NEEDED = {"value", "pattern", "yes"}
_BREAK = re.compile(r"\n *")


class RulesError(ValueError):
    """Raised when a rule file is not as it must be; the text names the file, the rule and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with its own proof: it matches each `yes` and no `no`.

    `pattern` is searched in lower-cased lines that hold one of `anchors`; a rule without anchors, meant for titles
    and names, is tried on every line. What stands in a line of `not_sections` does not count.
    """

    id: str
    value: str
    pattern: re.Pattern[str]
    anchors: tuple[str, ...]
    not_sections: frozenset[str] = field(default_factory=frozenset)
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    def search(self, lower: str) -> re.Match[str] | None:
        """Return the first match in a lower-cased text, whatever its section; None where it holds none of the anchors."""
        return self.pattern.search(lower) if self.may_hold(lower) else None

    def may_hold(self, lower: str) -> bool:
        """Say whether a lower-cased text holds one of the anchors, where there are any."""
        return not self.anchors or holds_any(lower, self.anchors)


def load(folder: Path, name: str = "rules.toml") -> tuple[Rule, ...]:
    """Return the rules of `folder` in the order of the file.

    Raises RulesError, naming file and rule, for an unknown or missing key, a wrong pattern, a section that
    does not exist, an anchor that is not in lower case, or a rule without a `yes`.
    """
    table = read_table(folder / name)
    return tuple(_rule(f"{folder.name}/{name}: [{key}]", key, entry) for key, entry in table.items())


def read_table(file: Path) -> dict[str, Any]:
    """Return what a file of rules holds; raises RulesError, naming the file, where it is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{file.parent.name}/{file.name}: expected TOML ({error})") from error


def compile_expression(where: str, pattern: str) -> re.Pattern[str]:
    """Return an expression that may be broken into lines: the breaks and the spaces after them are no part of it.

    Raises RulesError, naming `where`, for a wrong expression, and for a line that ends with a space, which nobody sees.
    """
    if " \n" in pattern:
        raise RulesError(f"{where}: pattern: expected no line that ends with a space")
    try:
        return re.compile(_BREAK.sub("", pattern))
    except re.error as error:
        raise RulesError(f"{where}: pattern: expected a regular expression ({error})") from error


def _rule(where: str, key: str, entry: dict[str, Any]) -> Rule:
    _check(where, entry)
    return Rule(
        id=key,
        value=entry["value"],
        pattern=compile_expression(where, entry["pattern"]),
        anchors=tuple(entry.get("anchors", ())),
        not_sections=frozenset(entry.get("not_sections", ())),
        yes=tuple(entry["yes"]),
        no=tuple(entry.get("no", ())),
    )


def _check(where: str, entry: dict[str, Any]) -> None:
    check_keys(where, entry, _KEYS, _NEEDED)
    if bad := [anchor for anchor in entry.get("anchors", ()) if anchor != anchor.lower() or not anchor]:
        raise RulesError(f"{where}: anchor {bad[0]!r} is empty or not in lower case")
    if unknown := set(entry.get("not_sections", ())) - set(get_args(Section)):
        raise RulesError(
            f"{where}: no section {min(unknown)}; expected one of {', '.join(get_args(Section))}"
        )


def check_keys(where: str, entry: dict[str, Any], known: set[str], needed: set[str]) -> None:
    """Raise RulesError where an entry has a key that is not known, lacks one that is needed, or has no pattern or example."""
    if unknown := set(entry) - known:
        raise RulesError(f"{where}: unknown key {min(unknown)}; expected {', '.join(sorted(known))}")
    if missing := needed - set(entry):
        raise RulesError(f"{where}: {min(missing)} is missing")
    if not isinstance(entry["pattern"], str):
        raise RulesError(f"{where}: pattern: expected a regular expression in quotes")
    if not entry["yes"]:
        raise RulesError(f"{where}: yes is empty; a rule needs an example that it matches")
