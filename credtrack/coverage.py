"""Which employers can be reached in each care setting, and which claims can't be decided with them?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.ledger import Claim, Ledger, Part
from crawler.board_spider import BoardSpider
from crawler.registry import SETTINGS, Employer

# As db/views/tagged_openings.sql has them.
FAMILIES = {
    "hospital": ("acute_hospital", "academic_medical_center", "health_system", "rehab_hospital", "ltach"),
    "ambulatory": ("physician_practice", "multispecialty_clinic", "surgery_center", "outpatient_clinic"),
}
NAMED = re.compile(r"'([a-z_]+)'")
ABOUT_SETTINGS = re.compile(r"setting(?:_family)?\s*(?:=|in)\s*(?:'[a-z_]+'|\([^)]*\))")
UNSURE = "(not set)"


@dataclass(frozen=True, slots=True)
class Reach:
    """The parents that have a board in one setting: all of them, and those with a board that can be read."""

    parents: frozenset[str]
    reached: frozenset[str]


def is_reached(row: Employer, spiders: Mapping[str, type[BoardSpider]]) -> bool:
    """Tell whether a board can be read: a spider reads its platform, and its host's rules or owner let it."""
    spider = spiders.get(row.platform)
    return spider is not None and bool(not spider.refused or row.permission or row.addresses)


def reach(rows: Iterable[Employer], spiders: Mapping[str, type[BoardSpider]]) -> dict[str, Reach]:
    """Give the reach of each setting, those without a board included; rows without a setting stand apart."""
    parents: dict[str, set[str]] = defaultdict(set)
    reached: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        setting, parent = row.setting or UNSURE, row.parent or row.name
        parents[setting].add(parent)
        if is_reached(row, spiders):
            reached[setting].add(parent)
    return {
        setting: Reach(frozenset(parents[setting]), frozenset(reached[setting]))
        for setting in (*SETTINGS, UNSURE)
    }


def short_of(ledger: Ledger, reaches: Mapping[str, Reach]) -> dict[str, tuple[Claim, ...]]:
    """Give, for each setting, the claims on it that too few parents can be reached for.

    A claim is short where a part of it that must be decided speaks of settings whose parents, together, are
    fewer than the least number of employers. Federal facilities count one by one and are left out here, and
    so are employers whose setting isn't set: they may add to any.
    """
    found: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in ledger.claims:
        for settings in (group for part in claim.parts if not part.optional for group in settings_of(part)):
            together = {parent for name in settings if name in reaches for parent in reaches[name].reached}
            if "federal" not in settings and len(together) < ledger.minimums.min_employers:
                for name in settings:
                    found[name][claim.id] = claim
    return {name: tuple(claims.values()) for name, claims in found.items()}


def settings_of(part: Part) -> list[frozenset[str]]:
    """Give the settings that each side of a part is about; a side that names none is about the whole market."""
    sides = []
    for side in (part.where, part.against):
        named = [
            setting
            for words in ABOUT_SETTINGS.findall(side)
            for name in NAMED.findall(words)
            for setting in FAMILIES.get(name, (name,))
        ]
        if named:
            sides.append(frozenset(named))
    return sides
