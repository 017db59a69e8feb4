"""Is a profile read from a file, flags and a form alike, and each mistake told in a line of its own?"""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credtrack.catalogue import rows
from matcher.checking import keys, profile, read_profile
from matcher.credentials import GENERAL, coding, known
from matcher.errors import ProfileError
from matcher.profile import Cost, Floor
from nlp.credentials.catalogue import credentials


def mistakes(said: dict[str, object]) -> tuple[str, ...]:
    with pytest.raises(ProfileError) as caught:
        profile(said, "me.toml")
    return caught.value.lines


def test_the_shipped_profile_is_understood(root: Path) -> None:
    said = read_profile(root / "credtrack" / "sample" / "coder.toml")
    coder = profile(said)
    assert coder.held() == {"CPC"}
    assert coder.in_progress == (("CCS", date(2027, 6, 30)),)
    assert coder.pay_floor == Floor(24, "hour")
    assert coder.costs == (Cost("CCS", 399, 150),)
    assert coder.home
    assert coder.home.states == {"TX"}


def test_a_file_and_a_form_say_the_same() -> None:
    file = {
        "credentials": ["CPC", "CRC"],
        "in_progress": {"CCS": date(2027, 3, 31)},
        "years": 4,
        "years_by_work_type": {"inpatient": 1.5},
        "remote_only": True,
        "states_excluded": ["CA", "New York"],
        "schedule": ["full_time"],
        "pay_floor": {"amount": 28, "unit": "hour"},
        "costs": {"CCS": {"dollars": 399, "hours": 150}},
    }
    form = {
        "credentials": "cpc, CRC",
        "in_progress": "CCS=2027-03-31",
        "years": "4",
        "years_by_work_type": "inpatient=1.5",
        "remote_only": "1",
        "states_excluded": "CA,NY",
        "schedule": "full time",
        "pay_floor": "$28 an hour",
        "costs": "CCS=399/150",
        "home": "",
    }
    assert profile(file) == profile(form)


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("credentials", ["CPCA"], "me.toml: credentials 'CPCA': did you mean CPC-A?"),
        ("credentials", "CCSP", "me.toml: credentials 'CCSP': did you mean CCS-P?"),
        ("credentials", "ANY", "me.toml: credentials 'ANY': names no one credential; name those that are held"),
        ("credentials", 3, "me.toml: credentials: expected a list of words such as [\"CPC\", \"CRC\"]"),
        ("credential", "CPC", "me.toml: credential: no such key: did you mean credentials?"),
        ("years", "many", "me.toml: years: expected a number from 0 to 70, found 'many'"),
        ("years", float("nan"), "me.toml: years: expected a number from 0 to 70, found nan"),
        ("home", "Atlantis", "me.toml: home 'Atlantis': expected a state, a ZIP code, or a city with its state: \"Austin, TX\""),
        ("states_excluded", "Texs", "me.toml: states_excluded 'Texs': no state: did you mean Texas?"),
        ("states_excluded", "##", "me.toml: states_excluded '##': no state; expected a name or letters such as TX"),
        ("settings", "payor", "me.toml: settings 'payor': did you mean payer?"),
        ("schedule", "fulltime", "me.toml: schedule 'fulltime': did you mean full_time?"),
        ("pay_floor", "lots", "me.toml: pay_floor: expected pay by the hour or year such as \"28/hour\", found 'lots'"),
        ("pay_floor", "28/week", "me.toml: pay_floor: expected pay by the hour or year such as \"28/hour\", found '28/week'"),
        ("in_progress", {"CCS": "soon"}, "me.toml: in_progress CCS: expected a day such as 2027-03-31, found 'soon'"),
        ("remote_only", "maybe", "me.toml: remote_only: expected true or false, found 'maybe'"),
        ("radius_miles", 30, "me.toml: radius_miles: needs a city or ZIP code as home, to count the miles from"),
        ("costs", {"CCS": {"euros": 3}}, "me.toml: costs CCS: expected dollars and hours, as in { CCS = { dollars = 399, hours = 120 } }"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_a_line_with_what_is_near(key: str, value: object, line: str) -> None:
    assert mistakes({key: value}) == (line,)


def test_a_number_beyond_all_bounds_is_a_mistake() -> None:
    for said in ({"years": 10**400}, {"pay_floor": "9" * 400}, {"pay_floor": 10**400}):
        assert len(mistakes(said)) == 1


def test_every_mistake_has_a_line_of_its_own() -> None:
    assert len(mistakes({"credentials": "CPCA, XYZZY", "years": -1, "home": "Atlantis"})) == 4


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"credentials": "CCS", "in_progress": "CCS=2027-01-01"}, "CCS is among the credentials held"),
        ({"years": 2, "years_by_work_type": "inpatient=3"}, "3 in inpatient, and 2 in all"),
        ({"home": "TX", "radius_miles": 20}, "needs a city"),
    ],
)
def test_what_contradicts_itself_is_told(said: dict[str, object], words: str) -> None:
    assert words in mistakes(said)[0]


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text("credentials = [", encoding="utf-8")
    with pytest.raises(ProfileError, match=r"me\.toml: expected a TOML file"):
        read_profile(path)


@given(st.sampled_from(sorted(keys())), st.text(max_size=30))
def test_whatever_a_form_sends_is_read_or_told_in_a_line(key: str, value: str) -> None:
    lines: tuple[str, ...] = ()
    try:
        profile({key: value})
    except ProfileError as error:
        lines = error.lines
    assert all(line.startswith("profile: ") and len(line.splitlines()) == 1 for line in lines)


def test_what_satisfies_what_is_the_catalogues() -> None:
    expected = {row.code: frozenset({row.code, *row.implies}) for row in rows() if row.code not in GENERAL}
    assert {code: known().satisfied[code] for code in coding()} == expected


def test_former_names_are_the_catalogues() -> None:
    former = {old: each.code for each in credentials().values() for old in each.former}
    assert known().now == former


def test_the_ledgers_equivalences_are_the_matchers(root: Path) -> None:
    rows = (root / "db" / "data" / "credential_implies.csv").read_text(encoding="utf-8").splitlines()[1:]
    for row in rows:
        held, satisfied, _ = row.split(",", 2)
        assert satisfied in known().satisfied[held]
