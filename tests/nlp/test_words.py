"""Are words and phrases found where they occur, and sentences cut inside their lines?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.anchors import AnchorIndex
from nlp.reading import lowered, read
from nlp.rules import Rule, load
from nlp.shapes import Subject
from nlp.spans import CLAUSE_ENDS, SENTENCE_ENDS, spans_with
from nlp.words import Phrases

SOUGHT = ("on site", "on-site", "e/m", "72x", "remote")
PHRASES = Phrases(*SOUGHT)


def test_phrases_are_found_as_whole_words_alone():
    assert PHRASES.found_in("remote, on site; remotely. on-site: (remote)") == {
        "remote": [0, 37],
        "on site": [8],
        "on-site": [27],
    }
    assert PHRASES.offsets_in("bill 72x for e/m on\nsite, not 172x or e m") == [5, 13]


def test_each_finds_its_own_phrases_only():
    assert Phrases("remote", "hybrid").found_in("remote on site") == {"remote": [0]}
    assert PHRASES.found_in("hybrid") == {}


def test_phrases_that_go_on_find_plurals_and_beginnings():
    phrases = Phrases("practice", "community health cent", " accounts", go_on=True)
    text = "practices, practiced, a community health center and all accounts"
    assert phrases.found_in(text) == {"practice": [0], "community health cent": [24], " accounts": [55]}


@given(st.text(alphabet=st.sampled_from("onsite-/ 72x•éİrm\n\0.\U0001f600")))
def test_a_phrase_stands_at_each_offset_however_the_text_is_written(text):
    lower = lowered(text)
    found = PHRASES.found_in(lower)
    for phrase, offsets in found.items():
        assert offsets == sorted(offsets)
        for at in offsets:
            assert lower.startswith(phrase, at)
            around = lower[max(0, at - 1) : at] + lower[at + len(phrase) : at + len(phrase) + 1]
            assert not any(sign.isascii() and sign.isalnum() for sign in around)


@pytest.mark.parametrize("phrase", SOUGHT)
@given(st.text(alphabet="ab .•é", max_size=12), st.text(alphabet="ab .•é", max_size=12))
def test_no_phrase_with_borders_is_passed_over(phrase, before, after):
    lower = f"{before} {phrase} {after}"
    assert PHRASES.found_in(lower)[phrase] == [len(before) + 1]


def test_rules_are_held_where_an_anchor_stands_in_a_span(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(
        "".join(
            f"[{name}]\nvalue = 'v'\nanchors = ['{anchor}', 'shared']\npattern = '{anchor}'\nyes = ['{anchor}']\n"
            for name, anchor in (("one", "clinic"), ("two", "beds"))
        )
    )
    rules: tuple[Rule, ...] = load(tmp_path)
    index = AnchorIndex(rules)
    held = index.held_in("clinic, shared beds and clinic", [(0, 14), (20, 30)])
    assert [(rule.id, places) for rule, places in held] == [
        ("one", {"clinic": [0, 24], "shared": [8]}),
        ("two", {"shared": [8]}),
    ]


def test_pieces_hold_their_word_and_end_with_the_sentence_or_the_line():
    text = "We code. You work remote; mostly.\nRemote it is"
    reading = read(Subject(text=text))
    assert [text[start:end].strip() for start, end in spans_with(reading, PHRASES, CLAUSE_ENDS)] == [
        "You work remote;",
        "Remote it is",
    ]
    assert spans_with(reading, Phrases("hybrid"), SENTENCE_ENDS) == []
