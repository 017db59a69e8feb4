"""Which trade do the duties of a posting belong to, where its title does not tell?"""

import re
from pathlib import Path
from re import Match

from nlp.reading import Reading
from nlp.role.proof import Proof
from nlp.rules import load

_RULES = {rule.value: rule for rule in load(Path(__file__).parent, "trades.toml")}
_DUTIES = frozenset(("summary", "duties", "other"))
_MOST_READ = 4_000
_BESIDE = {"queries": 3, "keeps": 2, "disputes": 2, "bills": 2}
_MONEY = ("disputes", "bills")
_CODERS = re.compile(r"\bcod(?:ers?|ing)\b(?! (?:bootcamp|language|interview|platform|software))")
_CREDENTIAL = re.compile(r"\b(?:aapc|ahima|cpc(?:-a)?|ccs(?:-p)?|cca|coc|crc|cic|rhit|rhia|cpma)\b")
_NAMED_ONCE = 3
_OVER_CODING = (("leads", "manager"), ("teaches", "educator"), ("audits", "auditor"))
_MOST_OF_A_LINE = 1_000
_ENOUGH = 2


class Trades:
    """How many different ways of naming each trade's work the duties hold; each is looked for when it is asked for."""

    def __init__(self, reading: Reading) -> None:
        """Take a posting; of a text without known sections all lines are duties."""
        self._lower = reading.lower
        self._spans = _spans(reading)
        self._found: dict[str, list[Match[str]]] = {}

    def of(self, name: str) -> int:
        """Return how much speaks for a trade."""
        return len({match.group() for match in self._places(name)})

    def proof(self, name: str) -> Proof:
        """Return the first words that speak for a trade, which has some."""
        return Proof(self._places(name)[0], _RULES[name].id, in_title=False)

    def _places(self, name: str) -> list[Match[str]]:
        if name not in self._found:
            search = _RULES[name].pattern.finditer
            self._found[name] = [one for span in self._spans for one in search(self._lower, *span)]
        return self._found[name]

    def named(self) -> int:
        """Return how much the whole text speaks of coders, coding and coding credentials."""
        named = _CODERS.findall(self._lower, 0, _MOST_READ)
        return bool(_CREDENTIAL.search(self._lower)) + len(named) // _NAMED_ONCE

    def is_empty(self) -> bool:
        """Say whether the duties are of no trade that is known."""
        return not any(map(self.of, _RULES))

    def beside_coding(self) -> str | None:
        """Return the trade beside coding that outweighs it, None where none does."""
        codes = self.of("codes")
        name = max(_BESIDE, key=self.of)
        if name in _MONEY:
            money = sum(map(self.of, _MONEY))
            return name if money >= max(_ENOUGH, 2 * codes) else None
        return name if self.of(name) >= _BESIDE[name] and self.of(name) > codes else None

    def is_foreign(self) -> bool:
        """Say whether the duties are mostly those of a trade that does not touch codes."""
        differs = self.of("differs")
        return differs > 0 and all(differs > self.of(name) for name in _RULES if name != "differs")

    def is_coding(self) -> bool:
        """Say whether codes, or the review and teaching of codes, are most of the duties."""
        own = self.of("codes") + min(max(self.of("audits"), self.of("teaches"), self.of("leads")), _ENOUGH)
        if own < 1 or own + self.named() < _ENOUGH:
            return False
        return self.of("differs") < max(_ENOUGH, self.of("codes"))

    def assigns_rather(self) -> bool:
        """Say whether the duties are plainly to assign codes, and not to review or teach."""
        codes = self.of("codes")
        return codes > _ENOUGH and codes >= 2 * max(self.of("audits"), self.of("teaches"))

    def codes_rather(self) -> bool:
        """Say whether the duties are to assign codes, and not to guard charges or dispute denials."""
        return self.of("codes") > max(_ENOUGH, self.of("disputes"))

    def codes_alone(self) -> bool:
        """Say whether much of the duties is to code, and next to nothing is of the trades beside it."""
        return self.of("codes") > _ENOUGH and self.of("codes") > 2 * sum(map(self.of, _BESIDE))

    def teaches_codes(self) -> bool:
        """Say whether codes are what the duties teach."""
        return self.of("teaches") > 0 and self.of("codes") >= _ENOUGH

    def role_of_coder(self) -> str:
        """Return the role of somebody whose duties are about coding."""
        codes = self.of("codes")
        top = max(self.of(name) for name, _ in _OVER_CODING)
        for name, role in _OVER_CODING:
            if self.of(name) == top and top >= _ENOUGH and top >= codes:
                return role
        return "biller_coder" if self.of("bills") >= _ENOUGH and 2 * self.of("bills") >= codes else "coder"


def _spans(reading: Reading) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    left = _MOST_READ
    for line in reading.lines:
        if line.section in _DUTIES and not line.is_heading and left > 0:
            end = min(line.end, line.start + min(left, _MOST_OF_A_LINE))
            spans.append((line.start, end))
            left -= end - line.start
    return spans
