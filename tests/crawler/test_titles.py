import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.titles import keeps


@pytest.mark.parametrize(
    "title",
    [
        "Certified Coder, Vascular Clinic", "CODING SPECIALIST - WOUND CARE", "CDI Nurse Reviewer", "HIM Operations Lead",
        "Risk-Adjustment Reviewer", "HCC Validation Analyst", "Chart Abstractor", "Revenue Integrity Partner", "Charge Capture Analyst",
        "Billing Lead", "Denials Analyst", "Sr. DRG Reviewer", "MRT (Coder)", "Tumor Registry Assistant", "Pro-Fee Reviewer",
        "Chargemaster Coordinator", "A/R Specialist", "Registered Nurse - Clinical Documentation", "Trauma Registrar", "Coder/Software Trainer",
    ],
)  # fmt: skip
def test_titles_of_coding_and_the_work_beside_it_are_kept(title: str) -> None:
    assert keeps(title)


@pytest.mark.parametrize(
    "title",
    [
        "Registered Nurse, ICU", "Charge Nurse - Med/Surg", "Charge RN", "Software Coder", "Bar Code Technician", "Dress Code Monitor",
        "Code Enforcement Officer", "CNC Coder", "Patient Registrar", "Scheduler", "Medical Assistant", "Phlebotomist", "Surgical Tech",
        "Python Coder", "Code Blue Team Nurse", "Java Coding Instructor", "Environmental Services Aide", "Front End Engineer", "",
    ],
)  # fmt: skip
def test_other_hospital_titles_are_not(title: str) -> None:
    assert not keeps(title)


@given(st.text(max_size=2000))
def test_any_title_is_judged(title: str) -> None:
    assert keeps(title) in {True, False}
