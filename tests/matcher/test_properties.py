"""What holds of every profile and opening: more credentials never lose, a higher floor never gains, unknown never excludes?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils.db import Database

from credtrack.bench.truthful import TODAY
from db.requests import SETTINGS, WORK_TYPES
from matcher.asks import bit, ready, satisfies
from matcher.checking import profile
from matcher.compared import compare
from matcher.credentials import coding
from matcher.facts import Facts, Group, Pay, Whereabouts, Work
from matcher.finding import STATUSES
from matcher.fit import judge, judge_of
from matcher.market import market
from matcher.pay import PERIODS, Amounts, Measure, pay, pay_all
from matcher.profile import Floor, Profile

CODES = ("CPC", "CPC-A", "CCS", "CCS-P", "COC", "CIC", "CRC", "RHIT", "RHIA", "CPMA", "CDIP", "RN")
ASKED = (*CODES, "ANY", "AAPC", "AHIMA", "CPC-H")
HOMES = ("TX", "Ohio", "Dallas, TX", "75201", "Kansas City, MO", "Midwest", "DC", None)
SPOTS = (
    ("TX", "48113", "19100", 32.7831, -96.8067),
    ("TX", "48201", "26420", 29.7633, -95.3633),
    ("KS", "20091", "28140", 38.9822, -94.6708),
    ("OH", "", "", None, None),
    ("AK", "", "", None, None),
    ("TX", "", "", None, None),
)
SPECIALTIES = ("cardiology", "radiology", "oncology")
SCHEDULES = ("full_time", "part_time", "prn", "contract")


MANY = settings(max_examples=5 * settings.default.max_examples)
"""10,000 in `make soak`, a twentieth in `make test`."""


def subsets(words: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), max_size=most, unique=True).map(tuple)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    home = draw(st.sampled_from(HOMES))
    with_radius = home in ("Dallas, TX", "75201", "Kansas City, MO") and draw(st.booleans())
    return profile(
        {
            "credentials": draw(subsets(CODES)),
            "apprentice": draw(st.booleans()),
            "years": draw(st.sampled_from([None, 0, 1, 2.5, 5, 10])),
            "home": home,
            "radius_miles": draw(st.sampled_from([10, 50, 400])) if with_radius else None,
            "willing_to_move": draw(st.booleans()),
            "remote_only": draw(st.booleans()),
            "states_excluded": draw(subsets(("TX", "OH", "KS"), 2)),
            "settings": draw(subsets(SETTINGS[:-1], 2)),
            "work_types": draw(subsets(WORK_TYPES, 2)),
            "specialties": draw(subsets(SPECIALTIES, 1)),
            "schedule": draw(subsets(SCHEDULES, 2)),
            "pay_floor": draw(
                st.sampled_from([None, "18/hour", "24.95/hour", "30/hour", "50000/year", "62400/year"])
            ),
        }
    )


@st.composite
def groups(draw: st.DrawFn) -> Group:
    return Group(
        draw(st.sampled_from(["required", "preferred"])),
        tuple(draw(st.lists(st.sampled_from(ASKED), min_size=1, max_size=3, unique=True))),
        draw(st.sampled_from([None, None, None, 0, 6, 12])),
        draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def pays(draw: st.DrawFn) -> Pay:
    unit = draw(st.sampled_from(["hour", "year", "biweek", "week", "month", "day", "item", None]))
    if unit is None:
        return Pay()
    low = draw(st.sampled_from([None, 18, 24.95, 25, 30, 1900, 2300, 48000, 52000, 62400]))
    high = draw(st.sampled_from([None, 18, 24.95, 25, 30, 40, 2300, 52000, 52100, 62400, 70000]))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Pay(low, high, unit if low is not None or high is not None else None)


@st.composite
def openings(draw: st.DrawFn) -> Facts:
    return Facts(
        asks=tuple(draw(st.lists(groups(), max_size=4))),
        whereabouts=Whereabouts(
            draw(st.sampled_from(["remote", "hybrid", "onsite", "unstated"])),
            draw(st.sampled_from(["listed", "any", "unstated"])),
            tuple(draw(st.lists(st.sampled_from(SPOTS), max_size=3, unique=True))),
        ),
        work=Work(
            draw(st.sampled_from(SETTINGS)),
            draw(subsets(WORK_TYPES, 2)),
            draw(subsets(SPECIALTIES, 1)),
            draw(st.sampled_from([None, *SCHEDULES])),
        ),
        pay=draw(pays()),
        experience_years=draw(st.sampled_from([None, 0, 1, 3, 5])),
        first_on=draw(st.dates(date(2025, 1, 1), TODAY)),
    )


UNSAID: dict[str, Callable[[Facts], Facts]] = {
    "requirements": lambda facts: replace(facts, asks=None),
    "remote": lambda facts: replace(facts, whereabouts=replace(facts.whereabouts, remote="unstated")),
    "states": lambda facts: replace(facts, whereabouts=Whereabouts(facts.whereabouts.remote, "unstated", ())),
    "setting": lambda facts: replace(facts, work=replace(facts.work, setting="unknown")),
    "work types": lambda facts: replace(facts, work=replace(facts.work, work_types=())),
    "employment": lambda facts: replace(facts, work=replace(facts.work, employment=None)),
    "pay": lambda facts: replace(facts, pay=Pay()),
    "lower bound": lambda facts: replace(facts, pay=replace(facts.pay, low=None)),
    "upper bound": lambda facts: replace(facts, pay=replace(facts.pay, high=None)),
    "experience": lambda facts: replace(facts, experience_years=None),
}


@MANY
@given(said=profiles(), facts=openings(), code=st.sampled_from(coding()))
def test_a_credential_more_never_loses_an_opening(said: Profile, facts: Facts, code: str) -> None:
    before = judge(said, facts, TODAY)
    after = judge(replace(said, credentials=(*said.credentials, code)), facts, TODAY)
    assert STATUSES.index(after.status) <= STATUSES.index(before.status)
    assert after.preferred_met >= before.preferred_met
    assert after.satisfies or not before.satisfies


@MANY
@given(said=profiles(), facts=openings(), more=st.floats(0.01, 50))
def test_a_higher_floor_never_gains_an_opening(said: Profile, facts: Facts, more: float) -> None:
    floor = said.pay_floor
    higher = Floor(floor.amount + more, floor.unit) if floor else Floor(more, "hour")
    before = judge(said, facts, TODAY)
    after = judge(replace(said, pay_floor=higher), facts, TODAY)
    assert before.fits or not after.fits


@MANY
@given(said=profiles(), facts=openings(), what=st.sampled_from(sorted(UNSAID)))
def test_what_is_unknown_never_excludes(said: Profile, facts: Facts, what: str) -> None:
    if judge(said, facts, TODAY).fits:
        assert judge(said, UNSAID[what](facts), TODAY).fits


@given(facts=openings())
def test_a_profile_that_says_nothing_is_excluded_from_nothing_but_credentials(facts: Facts) -> None:
    fit = judge(Profile(), facts, TODAY)
    assert fit.status in {"qualifies", "qualifies_within_months", "one_credential_away", "credentials_away"}


@given(said=profiles(), facts=openings())
def test_each_of_the_missing_credentials_closes_the_gap(said: Profile, facts: Facts) -> None:
    fit = judge(said, facts, TODAY)
    stand = judge(
        replace(said, years=None, home=None, pay_floor=None, remote_only=False, states_excluded=()),
        facts,
        TODAY,
    )
    if stand.status != "one_credential_away":
        return
    assert fit.missing
    for code in set(fit.missing) & set(coding()):
        after = judge(replace(said, credentials=(*said.credentials, code), apprentice=False), facts, TODAY)
        assert after.status not in {"one_credential_away", "credentials_away"}


@given(asked=st.lists(groups(), max_size=4).map(tuple))
def test_the_order_of_groups_changes_nothing(asked: tuple[Group, ...]) -> None:
    turned = tuple(reversed(asked))
    held = bit("CPC") | bit("RHIT")
    assert satisfies(ready(asked), held) == satisfies(ready(turned), held)
    one, other = (judge(Profile(credentials=("CPC",)), Facts(asks=each), TODAY) for each in (asked, turned))
    assert (one.status, one.missing, one.months) == (other.status, other.missing, other.months)


def amounts(offers: list[tuple[Pay, str]]) -> Amounts:
    bounds = np.array([(offer.low, offer.high) for offer, _ in offers], dtype=float).reshape(len(offers), 2)
    units = [offer.unit or "" for offer, _ in offers]
    return Amounts(
        low=bounds[:, 0],
        high=bounds[:, 1],
        times=np.array([PERIODS.get(unit, float("nan")) for unit in units], dtype=float),
        unit=np.array(units, dtype=np.str_),
        setting=np.array([setting for _, setting in offers], dtype=np.str_),
    )


@given(
    floor=st.sampled_from([None, Floor(25, "hour"), Floor(24.95, "hour"), Floor(52000, "year")]),
    offers=st.lists(st.tuples(pays(), st.sampled_from(["", "federal", "unknown"])), max_size=20),
    median=st.sampled_from([None, 50250.0]),
)
def test_many_offers_are_judged_as_each_alone(
    floor: Floor | None, offers: list[tuple[Pay, str]], median: float | None
) -> None:
    measure = Measure(floor, median)
    status, value = pay_all(measure, amounts(offers))
    alone = [pay(measure, *offer) for offer in offers]
    assert status.tolist() == [each.status for each in alone]
    assert value.tolist() == [each.value for each in alone]


@given(said=profiles(), seed=st.integers(0, 50))
def test_a_database_is_judged_by_the_rules_of_a_single_pair(
    market_db: Database, said: Profile, seed: int
) -> None:
    known = market(market_db)
    judged = judge_of(said, TODAY)
    found = compare(known, judged)
    status = found.status()
    places = np.arange(seed, len(known), 51)
    scores = found.score(places, status[places])
    for at, score in zip(places.tolist(), scores.tolist(), strict=True):
        fit = judged.fit(known.facts(at))
        assert (fit.status, fit.points.total) == (STATUSES[status[at]], score)
