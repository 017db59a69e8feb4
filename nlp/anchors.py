"""Which of many rules are worth trying on a stretch of text? One look at its words tells."""

import re
from collections import defaultdict
from collections.abc import Sequence

from nlp.rules import Rule
from nlp.words import words_in

_WORD = re.compile(r"[a-z]+")
_INNER = re.compile(r"(?<=[^a-z0-9])[a-z0-9]+(?=[^a-z0-9])")
_FEW = 6


class AnchorIndex:
    """The anchors of rules by their longest words, so that a text is searched for few of them.

    An anchor's longest word must be whole ("home health", not "home healt"); its plural is found as well.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self._entries: dict[bytes, list[tuple[int, str, frozenset[bytes]]]] = defaultdict(list)
        for at, rule in enumerate(self._rules):
            for anchor in rule.anchors:
                longest = max(_WORD.findall(anchor), key=len)
                others = _whole_words(anchor) - {longest.encode()}
                for word in (longest, f"{longest}s"):
                    self._entries[word.encode()].append((at, anchor, others))
        self._keys = frozenset(self._entries)

    def __len__(self) -> int:
        return len(self._rules)

    def held_by(self, words: str, text: str) -> list[tuple[Rule, list[str]]]:
        """Return, in their order, the rules one of whose anchors stands in `words`, with those anchors.

        `words` are a part of the lower-cased `text`, which is parted into words once for all that ask of it.
        """
        if len(self._rules) < _FEW:
            held = ((rule, [word for word in rule.anchors if word in words]) for rule in self._rules)
            return [(rule, anchors) for rule, anchors in held if anchors]
        found: dict[int, list[str]] = {}
        present = words_in(text)
        for word in self._keys & present:
            for at, anchor, others in self._entries[word]:
                if others <= present and anchor in words:
                    found.setdefault(at, []).append(anchor)
        return [(self._rules[at], sorted(set(found[at]))) for at in sorted(found)]


def _whole_words(anchor: str) -> frozenset[bytes]:
    """Return the words of an anchor that have a sign on either side, so that no longer word can hold them."""
    return frozenset(match.group().encode() for match in _INNER.finditer(anchor))
