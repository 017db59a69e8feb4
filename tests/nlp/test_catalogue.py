"""Does the catalogue hold what it promises, and are its names told apart?"""

import pytest

from nlp.credentials.catalogue import CatalogueError, credentials
from nlp.credentials.find import find
from nlp.reading import read
from nlp.shapes import Subject

GOOD = '[CPC]\nnames = ["Certified Professional Coder"]\nissuer = "AAPC"\nlevel = "core"\nside = "professional"\nchecked = true\n'


def codes(text: str) -> list[str]:
    return [
        code
        for group in find(read(Subject(text=f"Requirements:\n- {text}"))).requirements
        for code in group.any_of
    ]


def test_the_catalogue_holds_at_least_seventy_five():
    assert len(credentials()) >= 75


@pytest.mark.parametrize("code", sorted(credentials()))
def test_each_credential_is_found_by_code_and_by_name(code):
    assert codes(f"{code} certification") == [code]
    issued = f" ({credentials()[code].issuer})" if credentials()[code].common else ""
    assert codes(f"{credentials()[code].name} certification{issued}") == [code]


def test_a_common_name_is_any_certified_coder_unless_code_or_issuer_stands_beside():
    assert codes("Certified Medical Coder") == ["ANY"]
    assert codes("Certified Medical Coder (CMC)") == ["CMC"]


def test_a_code_beside_a_name_corrects_it():
    assert codes("Certified Professional Coder CPC-H") == ["COC"]
    assert codes("CPC-A (Certified Professional Coder)") == ["CPC-A"]


def test_a_described_credential_is_known_by_what_it_certifies_and_who_issues_it():
    assert codes("CDI certification through ACDIS") == ["CCDS"]
    assert codes("Certification in clinical documentation improvement") == ["CCDS", "CDIP"]
    assert codes("CDI certification (CDIP)") == ["CDIP"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("C.P.C.", "CPC"),
        ("CPC®", "CPC"),
        ("CPCs", "CPC"),
        ("C P C", "CPC"),
        ("certified professional coder (cpc)", "CPC"),
        ("CPC-A™", "CPC-A"),
        ("CPC-H", "COC"),
        ("CCS-P", "CCS-P"),
        ("CTR", "ODS-C"),
        ("COSC", "COSC"),
        ("COS-C", "COS-C"),
    ],
)
def test_ways_of_writing_mean_one_credential(written, code):
    assert codes(written) == [code]


@pytest.mark.parametrize(
    "text", ["BLS and CPR required", "Registered nurse", "Strong CPC (cost per click) skills", "Knows CPT"]
)
def test_other_letters_are_no_coding_credentials(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda text: text + "color = 1\n", "unknown key color"),
        (lambda text: text.replace('issuer = "AAPC"\n', ""), "issuer is missing"),
        (lambda text: text.replace("core", "top"), "level: expected one of"),
        (lambda text: text + text.replace("[CPC]", "[COC]"), "belongs to CPC already"),
    ],
)
def test_a_wrong_entry_is_told(tmp_path, change, complaint):
    file = tmp_path / "catalogue.toml"
    file.write_text(change(GOOD))

    with pytest.raises(CatalogueError, match=complaint):
        credentials(file)
