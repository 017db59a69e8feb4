"""Is the arrangement of work read as written, and is nothing taken for one that is none?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlp.remote
from nlp.reading import read
from nlp.remote.find import Found, find
from nlp.rules import load
from nlp.shapes import Subject
from nlp.words import load_phrases

CASES = tomllib.loads(Path(__file__).with_name("remote_cases.toml").read_text(encoding="utf-8"))


# What warns of fraud, or bears on another matter, is asked about sentences that others led to.
LOOKED_FOR = {"rules.toml": ("arrangement",), "states.toml": ("residence", "any_state")}
ASIDE = frozenset(("warning", "place", "other", "law"))


@pytest.mark.parametrize("name", LOOKED_FOR)
def test_the_words_that_are_sought_lead_to_each_rule_s_examples(name):
    folder = Path(nlp.remote.__file__).parent
    sought = [load_phrases(folder / "sought.toml", key) for key in LOOKED_FOR[name]]
    for rule in (rule for rule in load(folder, name) if rule.value not in ASIDE):
        passed_over = [text for text in rule.yes if not any(one.found_in(text.lower()) for one in sought)]
        assert passed_over == [], rule.id


def remote_of(text: str, **fields: object) -> Found:
    return find(read(Subject(text=text, **fields)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [(text, wanted) for wanted, texts in CASES.items() for text in texts],
    ids=lambda value: value[:40],
)
def test_a_sentence_gives_the_arrangement_that_it_states(text, wanted):
    assert remote_of(text, title="Medical Coder").remote == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"locations": "Remote - Ohio"}, "remote"),
        ({"locations": "Dayton, OH (Hybrid)"}, "hybrid"),
        ({"title": "Coder II (Remote)"}, "remote"),
        ({"title": "Coder, Remote Site Clinics"}, "unstated"),
        ({"title": "Inpatient Coder - Onsite"}, "onsite"),
        ({"remote_field": "TELECOMMUTE"}, "remote"),
        ({"remote_field": "Hybrid"}, "hybrid"),
        ({"remote_field": "false"}, "unstated"),
    ],
)
def test_title_location_and_board_field_speak_too(fields, wanted):
    assert remote_of("We code.", **fields).remote == wanted


def test_the_text_outweighs_the_board_field():
    assert remote_of("This is not a remote position.", remote_field="remote").remote == "onsite"


def test_a_manager_of_remote_coders_is_not_said_to_be_remote():
    assert remote_of("Your coders work from their homes.", title="Coding Manager").remote == "unstated"


def test_misleading_words_are_returned_with_their_reason():
    (left_out,) = remote_of("Codes for remote sites.").rejected
    assert left_out.reason == "only looks like an arrangement of work"


def test_evidence_quotes_the_words():
    text = "Pay is fair. This is a remote position."
    (proof,) = remote_of(text).evidence
    assert "remote" in text[proof.start : proof.end]


WORDS = st.lists(
    st.sampled_from(
        [
            "remote",
            "hybrid",
            "not ",
            "home",
            " from ",
            "office",
            "two days ",
            "first 90 days ",
            "then ",
            ". ",
            "\n",
            "on-site",
            "your own kitchen ",
            "you sit in our clinic ",
            "every day ",
            "nobody ",
            ": ",
        ]
    ),
    max_size=60,
).map("".join)


@given(st.one_of(st.text(max_size=300), WORDS))
def test_hostile_text_keeps_offsets_inside(text):
    found = remote_of(text, title=text[:50], locations=text[:50])
    sources = {"text": text, "title": text[:50], "locations": text[:50]}
    for one in (*found.evidence, *found.rejected):
        assert 0 <= one.start < one.end <= len(sources[one.where])
