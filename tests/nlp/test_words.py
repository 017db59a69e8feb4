"""Are words and phrases found where they occur, and sentences cut inside their lines?"""

from nlp.reading import read
from nlp.shapes import Subject
from nlp.spans import CLAUSE_ENDS, SENTENCE_ENDS, spans_with
from nlp.words import Phrases, words_in


def test_words_are_parted_by_all_but_letters_and_digits():
    assert words_in("icd-10/pcs, e/m •drg") == frozenset((b"icd", b"10", b"pcs", b"e", b"m", b"drg"))


def test_phrases_are_possible_where_all_their_words_occur():
    phrases = Phrases("remote", "on site", "work is")
    assert sorted(phrases.possible_in("the work here is on a site")) == ["on site", "work is"]
    assert phrases.possible_in("nothing") == []


def test_pieces_hold_their_word_and_end_with_the_sentence_or_the_line():
    text = "We code. You work remote; mostly.\nRemote it is"
    reading = read(Subject(text=text))
    assert [text[start:end].strip() for start, end in spans_with(reading, ["remote"], CLAUSE_ENDS)] == [
        "You work remote;",
        "Remote it is",
    ]
    assert spans_with(reading, ["hybrid"], SENTENCE_ENDS) == []
