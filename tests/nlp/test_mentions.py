"""Are code sets, systems, specialties and the employment type read where a posting speaks of its own work?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.mentions.find import Found, find
from nlp.reading import read
from nlp.shapes import Subject

ROOT = Path(__file__).parents[2]


def named_in(text: str, title: str = "Coder", **fields: object) -> Found:
    return find(read(Subject(text=text, title=title, **fields)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Validate MS-DRG assignment with the 3M encoder.", ["drg", "encoder", "solventum"]),
        ("Assign ICD-10-CM/PCS codes.", ["icd10cm", "icd10pcs"]),
        ("Computer-assisted coding (CAC) suggests, you decide.", ["automation"]),
        ("An AI engine proposes codes.", ["automation"]),
        ("Travel to pick up your CAC card.", []),
        ("Abstract each record in Epic.", ["abstracting", "epic"]),
        ("Review HCC capture and E/M levels.", ["em", "hcc"]),
        ("Evaluation and management visits in Cerner.", ["cerner", "em"]),
        ("An epicenter of kindness.", []),
    ],
)
def test_code_sets_and_systems_are_named(text, wanted):
    assert list(named_in(text).mentions) == wanted


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Cardiology Coder", "We code.", ["cardiology"]),
        ("ED Coder", "We code.", ["emergency"]),
        ("Coder", "Codes interventional radiology cases.", ["interventional_radiology"]),
        ("Coder", "Family medicine and OB/GYN clinics.", ["obstetrics", "primary_care"]),
        ("Coder", "An emergency fund for colleagues.", []),
        ("Coder", "What we offer\n\nBenefits\n• Mental health visits", []),
    ],
)
def test_specialties_are_those_of_the_work(title, text, wanted):
    assert list(named_in(text, title).specialties) == wanted


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Coder (Part-Time)", "This is a full-time position.", "part_time"),
        ("PRN Coder", "We code.", "prn"),
        ("Coder", "This is a full-time position.", "full_time"),
        ("Coder", "Schedule: Full Time, days", "full_time"),
        ("Coder", "Independent contractor, paid by the chart.", "contract"),
        ("Coder", "Seasonal position from March to July.", "temporary"),
        ("Coder", "Benefits\n• Dental for full-time employees", None),
        ("Coder", "We code.", None),
    ],
)
def test_employment_is_that_of_the_opening(title, text, wanted):
    assert named_in(text, title).employment_type == wanted


def test_the_board_field_goes_before_the_text_and_after_the_title():
    assert (
        named_in("This is a full-time position.", employment_field="PART_TIME").employment_type == "part_time"
    )
    assert named_in("We code.", "PRN Coder", employment_field="FULL_TIME").employment_type == "prn"


def test_evidence_quotes_the_words():
    text = "Validate MS-DRG assignment."
    (proof,) = named_in(text).evidence
    assert text[proof.start : proof.end] == "MS-DRG"


PARTS = st.lists(
    st.sampled_from(["drg", "3m", "é", "•", "e/m", "full-time", " ai ", "\n", "ir ", "icd-10-pcs", "-"]),
    max_size=60,
).map("".join)


@given(st.one_of(st.text(max_size=300), PARTS))
def test_hostile_text_keeps_offsets_inside(text):
    found = named_in(text, title=text[:40], employment_field=text[:40])
    lengths = {"text": len(text), "title": len(text[:40]), "board": len(text[:40])}
    for one in (*found.evidence, *found.rejected):
        assert 0 <= one.start < one.end <= lengths[one.where]


EVIDENCE = """
from nlp.experience.find import find as years
from nlp.mentions.find import find as mentions
from nlp.pay.find import find as pay
from nlp.reading import read
from nlp.remote.find import find as remote
from nlp.shapes import Subject

text = "Orthopedic and spine cases. The spine surgeons and orthopaedics team code E/M and evaluation and management.\\n"
text += "Remote or telework from home in Ohio or Iowa. 2 years of coding. $30 an hour. Full time, part time, PRN."
for find in (mentions, remote, years, pay):
    print(find(read(Subject(text=text * 40, title="Coder"))))
"""


def test_every_process_finds_the_same_words():
    said = [
        subprocess.run(
            [sys.executable, "-c", EVIDENCE],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != ""
