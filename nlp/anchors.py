"""Which of many rules are worth trying on a stretch of text? One look at its words tells."""

import re
from collections import defaultdict
from collections.abc import Sequence

from nlp.rules import Rule
from nlp.words import words_in

_WORD = re.compile(r"[a-z]+")
_WHOLE = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?=[^a-z0-9])")
_FEW = 6


class AnchorIndex:
    """The anchors of rules by their longest words, so that a text is searched for few of them.

    An anchor begins with a whole word, and its longest word must be whole ("home health", not "home healt"); the
    plural of that is found as well.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self._owners: dict[str, list[int]] = defaultdict(list)
        for at, rule in enumerate(self._rules):
            for anchor in set(rule.anchors):
                self._owners[anchor].append(at)
        self._entries: dict[bytes, list[tuple[str, frozenset[bytes]]]] = defaultdict(list)
        for anchor in self._owners:
            longest = max(_WORD.findall(anchor), key=len)
            others = frozenset(word.encode() for word in _WHOLE.findall(anchor) if word != longest)
            for word in (longest, f"{longest}s"):
                self._entries[word.encode()].append((anchor, others))
        self._keys = frozenset(self._entries)

    def __len__(self) -> int:
        return len(self._rules)

    def held_by(self, words: str, text: str) -> list[tuple[Rule, list[str]]]:
        """Return, in their order, the rules one of whose anchors stands in `words`, with those anchors.

        `words` are a part of a reading's `plain` text; its lower-cased `text` is parted into words once for all that ask of it.
        """
        if len(self._rules) < _FEW:
            held = ((rule, [word for word in rule.anchors if word in words]) for rule in self._rules)
            return [(rule, anchors) for rule, anchors in held if anchors]
        present = words_in(text)
        standing = {
            anchor
            for word in self._keys & present
            for anchor, others in self._entries[word]
            if others <= present and anchor in words
        }
        found: dict[int, list[str]] = defaultdict(list)
        for anchor in sorted(standing):
            for at in self._owners[anchor]:
                found[at].append(anchor)
        return [(self._rules[at], found[at]) for at in sorted(found)]
