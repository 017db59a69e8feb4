"""Which words of a title or a text decide on class and role?"""

from functools import lru_cache
from re import Match
from typing import Literal, NamedTuple

from nlp.role.duties import search
from nlp.shapes import Evidence

_LONGEST_TITLE = 300


class Proof(NamedTuple):
    """The words that decide, and the rule that found them."""

    match: Match[str]
    rule: str
    in_title: bool = True

    def of(self, field: str, value: str) -> Evidence:
        """Return the evidence that it is for a value of a field."""
        where: Literal["title", "text"] = "title" if self.in_title else "text"
        return Evidence(field, value, self.match.start(), self.match.end(), self.rule, where)


@lru_cache(maxsize=32_768)
def in_title(value: str, title: str) -> Proof | None:
    """Return where a rule holds of the beginning of a title; many postings share one, so the last ones are remembered."""
    rule, match = search(value, title[:_LONGEST_TITLE])
    return None if match is None else Proof(match, rule)
