"""Does a Doc hold a posting's text sign for sign, whatever it is?"""

import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp.tokenizer import WholeText

WHOLE = WholeText(spacy.blank("en").vocab)


@given(st.text())
def test_a_docs_text_is_the_text(text: str) -> None:
    assert WHOLE(text).text == text


def test_a_text_is_one_token_with_its_offsets() -> None:
    doc = WHOLE(" U.S. coder,\nCPC-A. ")

    assert [(token.idx, token.text) for token in doc] == [(0, " U.S. coder,\nCPC-A. ")]


def test_an_empty_text_has_no_token() -> None:
    assert len(WHOLE("")) == 0
