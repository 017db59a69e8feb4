"""Does the tagger tell coding from the work beside it, and its roles apart?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reading import read
from nlp.role.find import Found, find
from nlp.shapes import Subject

_CASES = tomllib.loads(Path(__file__).with_name("role_cases.toml").read_text("utf-8"))
_TITLES = tomllib.loads(Path(__file__).with_name("role_titles.toml").read_text("utf-8"))["titles"]
_UNTOLD = tomllib.loads(Path(__file__).with_name("role_texts.toml").read_text("utf-8"))["cases"]
_FOLDER = Path(__file__).parents[2] / "nlp" / "role"
_CODED = "You will assign ICD-10-CM and CPT codes."


def _found(title: str, text: str = _CODED, employer: str = "Larkmead Health") -> Found:
    return find(read(Subject(text=text, title=title, employer=employer)))


@pytest.mark.parametrize("title", _TITLES)
def test_a_title_that_names_the_work_decides(title: str) -> None:
    found = _found(title)
    assert [found.job_class, found.role] == _TITLES[title]


@pytest.mark.parametrize("case", _CASES["texts"], ids=lambda case: case["title"])
def test_the_text_decides_where_the_title_does_not(case: dict[str, str]) -> None:
    found = _found(case["title"], case["text"], case.get("employer", "Larkmead Health"))
    assert (found.job_class, found.role) == (case["job_class"], case["role"])


@pytest.mark.parametrize("case", _UNTOLD, ids=lambda case: f"{case['role']}: {case['text'][:40]!r}")
def test_duties_tell_the_work_under_a_title_that_says_nothing(case: dict[str, str]) -> None:
    found = _found("Team Member", case["text"])
    assert (found.job_class, found.role) == (case["job_class"], case["role"])


def test_the_evidence_of_a_title_lies_in_the_title() -> None:
    title = "Lead Outpatient Coder"
    words = {proof.field: title[proof.start : proof.end] for proof in _found(title).evidence}
    assert words == {"job_class": "Coder", "role": "Lead"}


def test_a_coder_of_another_trade_says_why_it_was_turned_down() -> None:
    found = _found("Data Coder", "Give each answer of the poll a number from our codebook.")
    assert found.job_class == "other"
    assert [aside.reason for aside in found.rejected] == ["no medical code in the text"]


@settings(max_examples=150, deadline=None)
@given(
    title=st.text(max_size=80),
    text=st.text(max_size=400),
    words=st.sampled_from([_CODED, "\u202e🙂", "bill" * 99]),
)
def test_no_text_breaks_it_and_every_offset_holds(title: str, text: str, words: str) -> None:
    subject = Subject(text=f"{text} {words}\n{text}", title=f"{title} coder")
    for proof in find(read(subject)).evidence:
        source = subject.title if proof.where == "title" else subject.text
        assert 0 <= proof.start < proof.end <= len(source)


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        ("Coding Specialist", "Audits ten charts a month.\nScores accuracy.\nReports error rates.\nAsks for corrective action.", "auditor"),
        ("Coder", "Audits ten charts a month.\nScores accuracy.\nReports error rates.\nCPT codes.", "coder"),
        ("Coding Coordinator", "Supervises eight coders of CPT codes.\nSets schedules.\nHires staff.\nOwns the budget.", "manager"),
        ("Coding Auditor/Educator", "The primary purpose is education of physicians in CPT codes. Audits small samples.", "educator"),
        ("Coding Auditor/Educator", "Audits CPT codes (60%), and brings the results to education sessions.", "auditor"),
        ("Coding and Reimbursement Specialist", "Codes visits with CPT.\nSubmits claims.\nPosts payments.", "biller_coder"),
        ("Coding Specialist", "Your day is divided between coding visits with CPT and billing.", "biller_coder"),
        ("Risk Adjustment Coding Analyst", "Second pass review of HCC codes that others found.", "auditor"),
        ("Risk Adjustment Coding Analyst", "First review of charts for HCC codes.", "coder"),
    ],
)  # fmt: skip
def test_the_text_says_what_a_coding_title_leaves_open(title: str, text: str, role: str) -> None:
    assert _found(title, text).role == role
