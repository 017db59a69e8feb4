"""Are the lines of a text found again whose line breaks were lost?"""

from hypothesis import given
from hypothesis import strategies as st

from nlp.reading import read
from nlp.shapes import Subject

FLAT = (
    "Birch Clinic seeks a coder for its nine offices in the valley, each with a dozen doctors, nurses and helpers of many years. "
    "What You Will Do • Code visits • Ask doctors • Work denials Required Qualifications • COC or CCS-P • Two years "
    "Preferred Skills • CDEO • Epic Medicare Advantage is one of our payers. PAY: $28 an hour."
)


def sections(text: str) -> dict[str, str]:
    return {line.lower: line.section for line in read(Subject(text=text)).lines}


def test_bullets_and_headings_within_a_long_line_part_it():
    found = sections(FLAT)

    assert found["code visits"] == "duties"
    assert found["coc or ccs-p"] == "required"
    assert found["cdeo"] == "preferred"
    assert found["$28 an hour."] == "pay"


def test_a_name_that_sounds_like_a_level_opens_nothing():
    flat = "Mesa Plan is a Medicare Advantage insurer. " * 8 + "Requirements: CRC."

    assert "medicare advantage" not in sections(flat)


def test_words_without_a_break_between_them_are_parted():
    found = sections("Needs:Two years of codingPreferred: COCMinimum age eighteen")

    assert found["preferred: coc"] == "preferred"


@given(st.text(alphabet="Aa •:-.\n", max_size=900))
def test_offsets_count_in_the_text(text):
    for line in read(Subject(text=text)).lines:
        assert text[line.start : line.end].lower() == line.lower or "\n" in text[line.start : line.end]
