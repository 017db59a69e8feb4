"""Which words does a text hold? Asked once of a text, so that each kind of tag looks for present words alone."""

import re
import tomllib
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

# Bytes fall into words many times faster than an expression finds them; all but letters and digits part words.
_PARTS_WORDS = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=16)
def words_in(lower: str) -> frozenset[bytes]:
    """Return the words of a lower-cased text as ASCII; a word with another letter in it comes in pieces."""
    return frozenset(lower.encode("utf-8", "replace").translate(_PARTS_WORDS).split())


class Phrases:
    """Phrases to be looked for; most texts hold few of their words, and only those phrases are sought."""

    def __init__(self, *phrases: str) -> None:
        """Take lower-case phrases; each must begin and end with a whole word."""
        needed = {phrase: frozenset(word.encode() for word in _WORD.findall(phrase)) for phrase in phrases}
        shared = Counter(word for words in needed.values() for word in words)
        # Of each phrase the word that the fewest others have leads to it.
        self._by_word: dict[bytes, list[tuple[str, frozenset[bytes]]]] = defaultdict(list)
        for phrase, words in needed.items():
            self._by_word[min(words, key=lambda word: (shared[word], word))].append((phrase, words))
        self._words = frozenset(self._by_word)

    def possible_in(self, lower: str) -> list[str]:
        """Return the phrases whose words all occur in the text, in an order that never changes."""
        present = words_in(lower)
        found = self._words & present
        return sorted([phrase for word in found for phrase, words in self._by_word[word] if words <= present])


def load_phrases(file: Path, name: str) -> Phrases:
    """Return the phrases that a file lists under a name."""
    return Phrases(*tomllib.loads(file.read_text(encoding="utf-8"))[name])
