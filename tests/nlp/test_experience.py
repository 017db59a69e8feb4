"""Are the required years read, and preferred years, time limits and the employer's age left out?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.experience.find import Found, find
from nlp.experience.years import spans
from nlp.reading import read
from nlp.shapes import Subject

FILE = Path(__file__).with_name("experience_cases.toml")
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


def years_of(text: str, title: str = "Medical Coder") -> Found:
    return find(read(Subject(text=text, title=title)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_text_gives_the_years_that_it_requires(case):
    assert years_of(case["text"]).years == case.get("years")


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("three (3) years", [3]),
        ("18 months", [1.5]),
        ("2-4 yrs", [2]),
        ("a two-year degree", []),
        ("$300 a year", []),
        ("150 years", []),
        ("at least a year of coding", [1]),
    ],
)
def test_spans_are_read_in_figures_and_words(clause, wanted):
    assert [span.years for span in spans(clause)] == wanted


def test_an_entry_level_title_asks_for_none():
    found = years_of("We code.", title="Entry Level Coder")
    assert (found.years, found.evidence[0].where) == (0, "title")


def test_required_years_outweigh_an_entry_level_word():
    assert years_of("Entry level role. At least 1 year of coding experience required.").years == 1


def test_years_left_out_carry_their_reason():
    (left_out,) = years_of("Requirements:\nCPC within 2 years of hire").rejected
    assert left_out.reason == "a time limit or a stretch of time"


def test_evidence_quotes_the_years():
    text = "Requirements:\n• Three (3) years of coding experience"
    (proof,) = years_of(text).evidence
    assert text[proof.start : proof.end] == "Three (3) years"


PARTS = st.lists(
    st.sampled_from(
        [
            "2",
            "three",
            " (3)",
            "+",
            "-",
            " years",
            " months",
            " of coding",
            " preferred",
            " or ",
            ";",
            "\n",
            "| ",
            "a year of ",
        ]
    ),
    max_size=50,
).map("".join)


@given(st.one_of(st.text(max_size=300), PARTS))
def test_hostile_text_keeps_offsets_inside(text):
    found = years_of(text, title=text[:40])
    for one in (*found.evidence, *found.rejected):
        assert 0 <= one.start < one.end <= (len(text) if one.where == "text" else 40)
