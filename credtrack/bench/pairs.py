"""Which of the pairs of profile and opening with known answers does the matcher judge otherwise than written down?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from matcher.checking import profile
from matcher.facts import facts_from_tags
from matcher.fit import Fit, judge

AS_SETS = ("missing", "unknown")
AT_LEAST = ("against", "in_favor")


@dataclass(frozen=True, slots=True)
class Pair:
    """A profile, an opening's tags, and the answer that is known: the tables of tests/matcher/pairs.toml."""

    name: str
    profile: Mapping[str, Any]
    opening: Mapping[str, Any]
    fit: Mapping[str, Any]
    today: date

    def judged(self) -> Fit:
        """What the matcher says."""
        return judge(profile(self.profile, today=self.today), facts_from_tags(self.opening), self.today)

    def differences(self) -> list[str]:
        """Where the matcher's answer is another than the known one: each field with both; what isn't known isn't compared."""
        said = self.judged()
        return [
            f"{field}: {wanted!r} expected, {found!r} given"
            for field, wanted in self.fit.items()
            for found in [_field(said, field)]
            if not _agree(field, wanted, found)
        ]


def pairs(path: Path) -> list[Pair]:
    """Give the pairs of a file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Pair(row["name"], row.get("profile", {}), row["opening"], row["fit"], table["today"])
        for row in table["pair"]
    ]


def _field(fit: Fit, field: str) -> object:
    return [fit.preferred_met, fit.preferred_asked] if field == "preferred" else getattr(fit, field)


def _agree(field: str, wanted: Any, found: Any) -> bool:
    if field in AS_SETS:
        return set(wanted) == set(found)
    return set(wanted) <= set(found) if field in AT_LEAST else bool(wanted == found)
