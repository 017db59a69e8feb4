"""Which of many rules are worth trying on a stretch of text, and where? One look at the text tells."""

from collections import defaultdict
from collections.abc import Sequence

from nlp.rules import Rule
from nlp.words import Phrases

Places = dict[str, list[int]]
"""Where each anchor of a rule stands: offsets in order."""


class AnchorIndex:
    """The anchors of rules, so that patterns are tried near them alone."""

    def __init__(self, rules: Sequence[Rule], *, go_on: bool = False) -> None:
        """Take rules whose anchors are whole words, or may `go_on` as `Phrases` tells."""
        self._rules = tuple(rules)
        self._owners: dict[str, list[int]] = defaultdict(list)
        for at, rule in enumerate(self._rules):
            for anchor in set(rule.anchors):
                self._owners[anchor].append(at)
        self._anchors = Phrases(*self._owners, go_on=go_on)

    def held_in(
        self, lower: str, spans: Sequence[tuple[int, int]] | None = None
    ) -> list[tuple[Rule, Places]]:
        """Return, in their order, the rules one of whose anchors stands in the spans of a lower-cased text (None: anywhere), with where they do."""
        spans = ((0, len(lower)),) if spans is None else spans
        found: dict[int, Places] = defaultdict(dict)
        for anchor, offsets in sorted(self._anchors.found_in(lower).items()):
            size = len(anchor)
            if inside := [at for start, end in spans for at in offsets if start <= at <= end - size]:
                for owner in self._owners[anchor]:
                    found[owner][anchor] = inside
        return [(self._rules[owner], found[owner]) for owner in sorted(found)]
