"""Does the tagger know who hires, and does it say by which words?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reading import read
from nlp.rules import load
from nlp.setting.find import Found, find
from nlp.shapes import Evidence, Rejected, Subject

_CASES = tomllib.loads(Path(__file__).with_name("setting_cases.toml").read_text("utf-8"))
_KINDS = tomllib.loads(Path(__file__).with_name("setting_names.toml").read_text("utf-8"))
_NAMES = {name: kind for kind, row in _KINDS.items() for name in row["names"]}
_SAID = tomllib.loads(Path(__file__).with_name("setting_said.toml").read_text("utf-8"))["cases"]
_FOLDER = Path(__file__).parents[2] / "nlp" / "setting"
_WEIGHTS = tomllib.loads((_FOLDER / "weights.toml").read_text("utf-8"))
_RULES = (*load(_FOLDER), *load(_FOLDER, "names.toml"), *load(_FOLDER, "selves.toml"))


def _found(employer: str, text: str = "We need a coder.", kind: str | None = None) -> Found:
    return find(read(Subject(text=text, employer=employer, employer_kind=kind)))


@pytest.mark.parametrize("name", _NAMES)
def test_a_name_of_a_known_kind_decides(name: str) -> None:
    assert _found(name).employer_setting == _NAMES[name]


@pytest.mark.parametrize(
    "case", [*_CASES["texts"], *_SAID], ids=lambda case: f"{case['employer']}: {case['setting']}"
)
def test_what_a_posting_says_of_its_employer_decides_where_the_name_does_not(case: dict[str, str]) -> None:
    assert _found(case["employer"], case["text"]).employer_setting == case["setting"]


def test_no_weight_is_left_without_its_rule() -> None:
    assert set(_WEIGHTS["rules"]) | set(_WEIGHTS["lift"]) == {rule.id for rule in _RULES}


def test_the_registry_s_kind_counts_where_nothing_else_tells() -> None:
    assert _found("Larkmead", kind="billing/RCM company").employer_setting == "billing_company"
    assert _found("Larkmead Hospital", kind="health system").employer_setting == "acute_hospital"


def test_hints_in_an_employer_s_own_words_count_where_nothing_else_tells() -> None:
    text = "Our nurses visit people at home each day, and at the end of life."
    found = _found("Larkmead", text)
    assert found.employer_setting == "post_acute"
    assert [text[proof.start : proof.end].lower() for proof in found.evidence if proof.rule == "hint"] != []


def test_words_said_of_a_client_are_rejected_with_the_reason() -> None:
    text = "On behalf of our client, a teaching hospital, we seek a coder."
    rejected = _found("Larkmead", text).rejected
    assert ("academic_medical_center", "said of those whom the employer serves") in [
        (aside.value, aside.reason) for aside in rejected
    ]


@settings(max_examples=150, deadline=None)
@given(employer=st.text(max_size=60), text=st.text(max_size=300), case=st.sampled_from(_CASES["texts"]))
def test_no_text_breaks_it_and_every_offset_holds(employer: str, text: str, case: dict[str, str]) -> None:
    subject = Subject(text=f"{text}\n{case['text']}\u202e{text}", employer=f"{employer} {case['employer']}")
    found = find(read(subject))
    marks: list[Evidence | Rejected] = [*found.evidence, *found.rejected]
    for mark in marks:
        source = subject.employer if mark.where == "employer" else subject.text
        assert 0 <= mark.start < mark.end <= len(source)
