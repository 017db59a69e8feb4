"""Is what an address asks for understood or refused in one line, and written back as it was?"""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credtrack.pages.openings import read
from credtrack.pages.searching import pieces
from credtrack.pages.wanted import NAMES, WantedError, wanted

WORDS = st.text(max_size=30) | st.sampled_from(
    ["TX", "tx,ok", "2026-02", "2026-02-30", "19100", "CPC", "open", "０1234"]
)


@given(st.dictionaries(st.sampled_from(NAMES), WORDS))
def test_any_words_are_understood_or_refused_in_one_line(words: dict[str, str]) -> None:
    refusal = ""
    try:
        found = wanted(words)
    except WantedError as error:
        refusal = str(error)
    if refusal:
        assert "\n" not in refusal
        assert "expected" in refusal
    else:
        assert wanted(dict(parse_qsl(found.address()))) == found


@given(st.dictionaries(st.sampled_from(["after", "rows", "q"]), st.text(max_size=40)))
def test_a_page_of_a_list_is_understood_or_refused(words: dict[str, str]) -> None:
    refusal = ""
    try:
        asked = read(words)
    except WantedError as error:
        refusal = str(error)
    assert "expected" in refusal if refusal else 1 <= asked.rows <= 1000


@given(st.text(max_size=60), st.booleans())
def test_whatever_is_sought_is_words_between_quotation_marks(words: str, phrases: bool) -> None:
    sought = " ".join(pieces(words, phrases=phrases))
    assert sought.count('"') % 2 == 0
    assert '""' not in sought


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"setting": "castle"}, "expected one of physician_practice"),
        ({"metro": "Austin"}, "expected a CBSA number"),
        ({"month": "2026"}, "expected a month such as 2026-01"),
    ],
)
def test_a_refusal_says_what_was_expected(words: dict[str, str], said: str) -> None:
    with pytest.raises(WantedError, match=said):
        wanted(words)
