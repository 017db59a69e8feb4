"""Is pay read as written, are other amounts left out, and do the offsets prove it?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pay.find import Found, find
from nlp.reading import read
from nlp.shapes import Pay, Subject

CASES = tomllib.loads(Path(__file__).with_name("pay_cases.toml").read_text(encoding="utf-8"))["case"]


def pay_of(text: str, **fields: object) -> Found:
    return find(read(Subject(text=text, **fields)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_sentence_gives_the_pay_that_it_states(case):
    wanted = Pay(case.get("low"), case.get("high"), case["unit"]) if "unit" in case else None
    assert pay_of(case["text"]).pay == wanted


def test_text_goes_before_the_board_and_says_so():
    found = pay_of("Pay: $30 an hour", board_pay=(20.0, 25.0, "hour"))
    assert (found.pay, found.basis) == (Pay(30, 30, "hour"), "text")


def test_the_board_speaks_where_the_text_is_silent():
    found = pay_of("Pay by experience.", board_pay=(52000.0, 61000.0, None))
    assert (found.pay, found.basis) == (Pay(52000, 61000, "year"), "board")
    assert found.evidence[0].where == "board"


@pytest.mark.parametrize("bounds", [(52000.0, None), (None, 61000.0)])
def test_one_bound_of_the_board_is_enough(bounds):
    assert pay_of("", board_pay=(*bounds, None)).pay == Pay(*bounds, "year")


def test_an_empty_board_field_is_no_pay():
    assert pay_of("", board_pay=(None, None, "year")).pay is None


def test_ranges_of_several_levels_give_their_whole_span():
    text = "Level one: $20.00 - $25.00/hr\nLevel two: $24.00 - $31.00/hr"
    assert pay_of(text).pay == Pay(20, 31, "hour")


def test_amounts_left_out_carry_their_reason():
    reasons = [one.reason for one in pay_of("Sign-on bonus: $4,000. Weekend differential: $3.00/hr").rejected]
    assert reasons == ["a bonus or incentive", "a differential or premium"]
    assert [one.value for one in pay_of("Pay: $900").rejected] == ["900-/?"]


def test_what_is_taken_is_not_left_out_too():
    found = pay_of("Pay: $28/hr. Sign-on bonus: $4,000.")
    assert [one.reason for one in found.rejected] == ["a bonus or incentive"]


def test_evidence_quotes_the_amount_with_its_unit():
    text = "We pay $24.50 – $31.00 per hour here."
    (proof,) = pay_of(text).evidence
    assert text[proof.start : proof.end] == "$24.50 – $31.00 per hour"
    assert proof.value == "24.5-31/hour"


def test_evidence_of_one_bound_or_one_figure_says_so():
    values = [pay_of(text).evidence[0].value for text in ("Up to $30/hr", "From $25/hr", "Pay: $28/hr")]
    assert values == ["-30/hour", "25-/hour", "28/hour"]


MONEY = st.lists(
    st.sampled_from(
        [
            "$",
            "usd ",
            "1",
            "25",
            "30.5",
            "52,000",
            "k",
            "-",
            "–",
            " to ",
            "/hr",
            " per year",
            "\n",
            "up to ",
            "|",
            "(",
            "%",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(st.text(max_size=300), MONEY))
def test_hostile_text_keeps_offsets_inside(text):
    found = pay_of(text)
    for one in (*found.evidence, *found.rejected):
        assert 0 <= one.start < one.end <= len(text)
