"""Are the states of work and residence read, and excluded, head-office and customers' states left out?"""

import tomllib
from pathlib import Path

import pytest

from nlp.reading import read
from nlp.remote.find import Found, find
from nlp.shapes import Subject

FILE = Path(__file__).with_name("states_cases.toml")
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


def states_of(text: str, locations: str = "Remote", title: str = "") -> Found:
    return find(read(Subject(text=text, locations=locations, title=title)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['locations']} {case.get('text', '')}"[:50])
def test_field_and_text_give_the_states_that_they_name(case):
    assert list(states_of(case.get("text", "We code."), case["locations"]).states) == case["states"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("You must live in Ohio, Indiana or Kentucky.", ["IN", "KY", "OH"]),
        ("Must reside in one of the following states: AZ, NM, TX.", ["AZ", "NM", "TX"]),
        ("Remote, Arizona residents only.", ["AZ"]),
        ("We hire in MA, NH and ME.", ["MA", "ME", "NH"]),
        ("Approved states:\n• Georgia\n• Alabama\n• South Carolina", ["AL", "GA", "SC"]),
        ("Residents of Maryland, Virginia and the District of Columbia only.", ["DC", "MD", "VA"]),
        ("You may live anywhere except California and New York.", []),
        ("We cannot hire in Hawaii or Alaska.", []),
        ("Residents of Colorado may ask for the salary range.", []),
        ("Headquartered in Nashville, Tennessee.", []),
        ("Open to candidates in Iowa, Nebraska, and Kansas.", ["IA", "KS", "NE"]),
        ("Coders must be located within Texas.", ["TX"]),
        ("Remote within the state of Michigan.", ["MI"]),
        ("Serving patients in Ohio and Kentucky.", []),
    ],
)
def test_a_remote_worker_must_live_where_the_text_says(text, wanted):
    assert list(states_of(text).states) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Location: Elkins, West Virginia\nCodes charts.", ["WV"]),
        ("Grand Rapids, MI | Toledo, OH\nCodes charts.", ["MI", "OH"]),
        ("Hillside is a small hospital in Galena, Illinois. We code.", ["IL"]),
    ],
)
def test_the_work_place_in_the_text_counts_where_the_location_field_is_silent(text, wanted):
    assert list(states_of(text, locations="").states) == wanted


@pytest.mark.parametrize(
    ("text", "locations", "wanted"),
    [
        ("Open to all 50 states.", "Remote", "any"),
        ("We code.", "Remote - United States", "any"),
        ("Must live in Utah.", "Remote", "listed"),
        ("We code.", "Dayton, OH", "listed"),
        ("We code.", "Remote", "unstated"),
    ],
)
def test_the_scope_says_how_far_states_bind(text, locations, wanted):
    assert states_of(text, locations).states_scope == wanted


def test_excluded_states_are_returned_with_their_reason():
    left_out = [
        one
        for one in states_of("Anywhere in the U.S. except for residents of Hawaii.").rejected
        if one.field == "states"
    ]
    assert [(one.value, one.reason) for one in left_out] == [("HI", "excluded")]
