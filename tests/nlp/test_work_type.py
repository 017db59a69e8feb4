"""Does the tagger know what is coded, and keep other people's work apart?"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reading import read
from nlp.rules import load
from nlp.shapes import Evidence, Rejected, Subject
from nlp.work_type.find import find

_CASES = tomllib.loads(Path(__file__).with_name("work_type_cases.toml").read_text("utf-8"))["cases"]
_SHORT = tomllib.loads(Path(__file__).with_name("work_type_texts.toml").read_text("utf-8"))["cases"]
_FOLDER = Path(__file__).parents[2] / "nlp" / "work_type"
_WEIGHTS = tomllib.loads((_FOLDER / "weights.toml").read_text("utf-8"))
_TITLES, _RULES = load(_FOLDER, "titles.toml"), load(_FOLDER)


def _name(case: dict[str, Any]) -> str:
    return f"{case['title']}, {case['setting']}: {' '.join(case['work_types'])}"


@pytest.mark.parametrize("case", [*_CASES, *_SHORT], ids=_name)
def test_what_is_coded_is_read_from_title_and_duties(case: dict[str, Any]) -> None:
    subject = Subject(text=case["text"], title=case["title"])
    assert set(find(read(subject), case["setting"]).work_types) == set(case["work_types"])


def test_each_rule_has_a_weight_and_each_weight_a_rule() -> None:
    assert set(_WEIGHTS["titles"]) == {rule.id for rule in _TITLES}
    assert set(_WEIGHTS["rules"]) == {rule.id for rule in _RULES if not rule.value.startswith("only:")}


def test_work_of_another_team_is_rejected_with_the_reason() -> None:
    text = "Levels visits of our physicians. Inpatient stays are coded by another team."
    rejected = find(read(Subject(text=text, title="Coder"))).rejected
    assert [(aside.value, aside.reason) for aside in rejected] == [
        ("inpatient", "said of other people's work")
    ]


@settings(max_examples=150, deadline=None)
@given(title=st.text(max_size=60), text=st.text(max_size=300), case=st.sampled_from(_CASES))
def test_no_text_breaks_it_and_every_offset_holds(title: str, text: str, case: dict[str, Any]) -> None:
    subject = Subject(text=f"{text}\u202e{case['text']}\n{text}", title=f"{title} {case['title']}")
    found = find(read(subject), case["setting"])
    marks: list[Evidence | Rejected] = [*found.evidence, *found.rejected]
    for mark in marks:
        source = subject.title if mark.where == "title" else subject.text
        assert 0 <= mark.start < mark.end <= len(source)
