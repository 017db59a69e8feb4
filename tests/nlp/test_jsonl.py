"""Does a line of JSON become a posting, and do tags become a line?"""

import json

import pytest

from nlp.jsonl import RowError, subject_from_row, to_row
from nlp.shapes import Evidence, Pay, Rejected, RequirementGroup, Subject, Tags

TAGS = Tags(
    job_class="coder",
    role="coder",
    employer_setting="acute_hospital",
    requirements=(RequirementGroup("required", ("CPC", "CCS"), 12.0),),
    pay=Pay(25.0, None, "hour"),
    evidence=(
        Evidence("requirements", "CPC required", 0, 3, "r"),
        Evidence("role", "coder", 0, 5, "t", "title"),
    ),
    rejected=(Rejected("pay", "1", 0, 1, "a bonus"),),
)


def test_a_line_becomes_a_posting():
    row = {
        "id": "1",
        "title": "Coder",
        "text": "CPC",
        "employer": None,
        "location": ["Dayton, OH", "Lima, OH"],
    }
    subject, prepared = subject_from_row(row)

    assert subject == Subject(text="CPC", title="Coder", locations="Dayton, OH; Lima, OH")
    assert not prepared.cut


def test_html_is_made_text():
    assert subject_from_row({"id": "1", "title": "Coder", "html": "<p>CPC</p>"})[0].text == "CPC"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"title": "Coder", "text": ""}, "id: expected a string, found nothing"),
        ({"id": "1", "title": 4, "text": ""}, "title: expected a string, found int"),
        ({"id": "1", "title": "Coder"}, "expected text or html, as a string"),
        (
            {"id": "1", "title": "Coder", "text": "", "location": [1]},
            "location: expected a string, found list",
        ),
    ],
)
def test_a_line_that_is_no_posting_says_why(row, complaint):
    with pytest.raises(RowError, match=complaint):
        subject_from_row(row)


def test_tags_become_a_line_in_the_guidelines_names():
    row = to_row(TAGS, "7", Subject(text="CPC", title="Coder"))

    assert row["requirements"] == [
        {"level": "required", "any_of": ["CPC", "CCS"], "months_to_obtain": 12.0, "or_experience": False}
    ]
    assert row["pay"] == {"min": 25.0, "max": None, "unit": "hour"}
    assert json.loads(json.dumps(row)) == row


def test_proofs_quote_their_words_and_stand_by_where_they_are():
    row = to_row(TAGS, "7", Subject(text="CPC", title="Coder"))

    assert [(proof["value"], proof["quote"]) for proof in row["evidence"]] == [("CPC required", "CPC")]
    assert [(proof["where"], proof["quote"]) for proof in row["field_evidence"]] == [("title", "Coder")]
    assert row["rejected"][0]["reason"] == "a bonus"


def test_the_text_made_from_html_is_in_the_line():
    assert to_row(TAGS, "7", Subject(text="CPC"), made_text=True)["text"] == "CPC"
    assert "text" not in to_row(TAGS, "7", Subject(text="CPC"))
