"""Do lines know where they stand, and do offsets count in the text?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.headings import HeadingsError, load
from nlp.reading import lowered, read
from nlp.shapes import Subject

POSTING = """Coder II

Our clinics need a coder.

Duties
- Code charts
- Query physicians

Minimum qualifications:
* CPC
Preferred: CRC

WHAT WE OFFER
Dental, vision
"""


def sections(text: str) -> dict[str, tuple[str, str | None]]:
    return {line.lower: (line.section, line.level) for line in read(Subject(text=text)).lines}


def test_lines_know_the_section_that_they_stand_under():
    found = sections(POSTING)

    assert found["our clinics need a coder."] == ("summary", None)
    assert found["query physicians"] == ("duties", None)
    assert found["cpc"] == ("required", "required")
    assert found["dental, vision"] == ("benefits", None)


def test_a_heading_within_a_line_holds_for_that_line_alone():
    found = sections("Qualifications:\nPreferred: CRC\nTwo years of coding\n")

    assert found["preferred: crc"] == ("preferred", "preferred")
    assert found["two years of coding"] == ("qualifications", None)


def test_a_topic_keeps_the_level_of_the_heading_that_it_stands_under():
    found = sections("PREFERRED QUALIFICATIONS\n\nCertification:\n- CCS\n")

    assert found["ccs"] == ("certification", "preferred")


def test_a_topic_beside_a_level_ends_it():
    found = sections("Education\nPreferred\n- Degree\n\nCertification\n- CCS\n")

    assert found["ccs"] == ("certification", None)


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_next():
    (line,) = read(Subject(text="•\nCPC\n")).lines

    assert (line.lower, line.is_bullet) == ("cpc", True)


def test_a_short_heading_needs_no_colon_before_a_list():
    assert sections("Nice to have\n- CRC\n")["crc"] == ("preferred", "preferred")


def test_a_short_statement_is_no_heading():
    assert not any(
        line.is_heading for line in read(Subject(text="\nCertified coder preferred\n- Typing\n")).lines
    )


def test_lowered_text_is_as_long_as_the_text():
    assert lowered("İSTANBUL’S –\tCPC") == "İstanbul's - cpc"
    assert len(lowered("İ" * 9)) == 9


def test_windows_line_ends_stay_out_of_lines():
    assert [line.lower for line in read(Subject(text="CPC\r\nCRC\r\n")).lines] == ["cpc", "crc"]


def test_a_sentence_broken_by_its_width_is_one_line():
    text = "- We ask for an active credential, in good standing,\n  CPC or CCS, and for two years behind you that\n  we can check\n- GED"

    assert [line.lower.split() for line in read(Subject(text=text)).lines][1] == ["ged"]


def test_a_list_broken_after_a_comma_is_one_line():
    (line,) = read(Subject(text="CPC,\nCCS or\nRHIT")).lines

    assert line.lower == "cpc, ccs or rhit"


def test_lines_below_each_other_stay_apart():
    assert len(read(Subject(text="High school diploma\nCPC\nTwo years of coding")).lines) == 3


def test_lines_are_found_by_offset_and_by_words():
    reading = read(Subject(text=POSTING))
    at = POSTING.index("Query")

    assert reading.find_line(at).lower == "query physicians"
    assert [line.lower for line in reading.lines_with("chart", "cpc")] == ["code charts", "cpc"]
    assert read(Subject(text="")).find_line(0) is None


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_each_line_is_the_words_of_the_text(text):
    reading = read(Subject(text=text))

    assert len(reading.lower) == len(text)
    for line in reading.lines:
        words = reading.lower[line.start : line.end]
        assert [a for a, b in zip(words, line.lower, strict=True) if a != b and not a.isspace()] == []
        assert line.lower.strip()


def test_headings_name_sections_that_exist(tmp_path):
    file = tmp_path / "headings.toml"
    file.write_text('[perks]\nwhole = ["perks"]\nwords = []\n')

    with pytest.raises(HeadingsError, match=r"headings.toml: \[perks\]: not a section"):
        load(file)
