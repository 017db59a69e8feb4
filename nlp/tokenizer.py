"""How is a text split into words quickly? By spaCy's tokenizer, to which each new word is first shown alone."""

from typing import Any

from spacy.tokens import Doc

# The words of nearly all sentences; to look whether rarer ones are known takes longer than to split them anew.
MOST_WORDS = 20_000


class LearningTokenizer:
    """Splits as the tokenizer that it is given does, word for word, only faster.

    spaCy remembers how it split a word, but never within a text that holds a special case ("U.S.", "a.m.")
    before it, so most words of a posting are split anew each time. A word that is shown alone is remembered.
    """

    def __init__(self, tokenizer: Any) -> None:  # spaCy's Tokenizer ships no types
        tokenizer.max_cache_size = 2 * MOST_WORDS
        self._tokenizer = tokenizer
        self._known: set[str] = set()

    def __call__(self, text: str) -> Doc:
        """Return the words of a text."""
        if len(self._known) < MOST_WORDS and not self._tokenizer.vocab.in_memory_zone:
            for word in [word for word in text.split() if word not in self._known]:
                self._tokenizer(word)
                self._known.add(word)
        doc: Doc = self._tokenizer(text)
        return doc
