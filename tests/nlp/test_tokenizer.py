"""Does the learning tokenizer split exactly as spaCy's own does, and remember no more than it should?"""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp import tokenizer
from nlp.tokenizer import LearningTokenizer

PLAIN = spacy.blank("en")
LEARNING = LearningTokenizer(spacy.blank("en").tokenizer)
WORDS = st.sampled_from(
    ["CPC-A,", "(CCS/CPC)", "U.S.", "a.m.", "don't", "$25.50/hr", "\n", "•", "e.g.", "RHIT.", "  "]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=30))
def test_words_are_those_of_spacy(words: list[str]) -> None:
    text = " ".join(words)
    assert [token.text for token in LEARNING(text)] == [token.text for token in PLAIN(text)]


def test_no_more_words_are_learned_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokenizer, "MOST_WORDS", 3)
    small = LearningTokenizer(spacy.blank("en").tokenizer)
    for text in ("one two", "three four", "five six"):
        small(text)
    assert "five" not in small._known
