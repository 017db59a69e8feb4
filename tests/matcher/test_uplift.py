"""Are the counts of what one more credential would open those of the market's truth?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlite_utils.db import Database

from credtrack.bench.truthful import TODAY
from credtrack.sample.facts import Opening
from credtrack.sample.world import build_market
from matcher.checking import profile
from matcher.uplift import DAYS, Gain, WhatIf, what_if
from nlp.shapes import RequirementGroup

PART = 6
HOME = "TX"
ACCEPTED = {
    "CPC": {"CPC", "CPC-A", "AAPC", "ANY"},
    "CCS": {"CCS", "AHIMA", "ANY"},
    "CRC": {"CRC", "CRC-A", "AAPC", "ANY"},
    "RHIT": {"RHIT", "AHIMA", "ANY"},
    "CIC": {"CIC", "CIC-A", "AAPC", "ANY"},
}


@pytest.fixture(scope="module")
def truth() -> list[Opening]:
    """The generator's coder openings, those that the database holds, first posted in the last year."""
    market = build_market("full", "true", 1, TODAY)
    return [
        opening
        for opening in market.openings[::PART]
        if opening.job_class == "coder" and TODAY - timedelta(days=DAYS) < opening.opened_on <= TODAY
    ]


@dataclass(frozen=True)
class Asked:
    """A coder with the CPC, what was answered, and where the coder lives."""

    answer: WhatIf
    home: str | None
    wish: tuple[str, ...]

    def wishes(self, truth: list[Opening]) -> list[Opening]:
        """The openings that contradict no wish."""
        return [
            opening
            for opening in truth
            if not (self.wish and opening.work_types) or set(self.wish) & set(opening.work_types)
        ]


ASKED: list[tuple[str | None, tuple[str, ...]]] = [(HOME, ("inpatient", "outpatient")), (None, ())]


@pytest.fixture(scope="module", params=ASKED, ids=["hospital work in Texas", "anywhere"])
def asked(market_db: Database, request: pytest.FixtureRequest) -> Asked:
    home, wish = request.param
    said = {"credentials": "CPC", "home": home, "work_types": wish}
    return Asked(what_if(market_db, profile(said), today=TODAY), home, wish)


def place(opening: Opening, home: str | None) -> str:
    """Told plainly: here, elsewhere, or not told; without a home all work at a place is here."""
    states = {each.state for each in opening.places} | set(opening.states)
    if opening.remote == "remote":
        if opening.states_scope == "any" or home in states:
            return "here"
        return "elsewhere" if states and home else "not told"
    if home is None:
        return "here"
    return "here" if home in states else "elsewhere" if states else "not told"


def is_met(group: RequirementGroup, held: set[str]) -> bool:
    accepted = set().union(*(ACCEPTED[code] for code in held))
    return bool(accepted & set(group.any_of)) or group.or_experience or bool(group.months_to_obtain)


def qualifies(opening: Opening, *held: str) -> bool:
    return all(is_met(group, set(held)) for group in opening.requirements if group.level == "required")


def gain(answer: WhatIf, code: str) -> Gain | None:
    return next((each for each in answer.gains if each.credential == code), None)


def test_the_population_is_the_truths(asked: Asked, truth: list[Opening]) -> None:
    wished = asked.wishes(truth)
    here = [each for each in wished if place(each, asked.home) == "here"]
    assert asked.answer.population == len(here) > 60
    assert asked.answer.unplaced == sum(place(each, asked.home) == "not told" for each in wished)
    assert asked.answer.qualifies
    met = sum(qualifies(each, "CPC") for each in here)
    assert round(asked.answer.qualifies.estimate * asked.answer.population) == met


@pytest.mark.parametrize("code", ["CCS", "CRC", "RHIT", "CIC"])
def test_what_a_credential_opens_is_the_truths(asked: Asked, truth: list[Opening], code: str) -> None:
    wished = asked.wishes(truth)
    gained = [each for each in wished if not qualifies(each, "CPC") and qualifies(each, "CPC", code)]
    here = [each for each in gained if place(each, asked.home) == "here"]
    unplaced = sum(place(each, asked.home) == "not told" for each in gained)
    found = gain(asked.answer, code)
    if found is None:
        assert (len(here), asked.home) == (0, HOME)
        return
    assert found.openings == len(here)
    assert dict(found.settings) == Counter(each.employer.setting for each in here)
    assert found.unplaced == unplaced
    assert found.share.low <= found.share.estimate <= found.share.high


def test_what_prefers_a_credential_is_the_truths(asked: Asked, truth: list[Opening]) -> None:
    def prefers(opening: Opening) -> bool:
        wanted = [
            set(group.any_of)
            for group in opening.requirements
            if group.level == "preferred" and not group.or_experience
        ]
        return any(ACCEPTED["CCS"] & codes and not ACCEPTED["CPC"] & codes for codes in wanted)

    here = [each for each in asked.wishes(truth) if place(each, asked.home) == "here"]
    found = gain(asked.answer, "CCS")
    assert found
    assert found.prefers == sum(prefers(each) for each in here if qualifies(each, "CPC"))


def test_credentials_that_are_held_are_not_proposed(asked: Asked) -> None:
    assert "CPC" not in {each.credential for each in asked.answer.gains}


def test_the_pairs_table_is_the_ledgers(asked: Asked, market_db: Database) -> None:
    since = date.fromordinal(TODAY.toordinal() - DAYS).isoformat()
    row = market_db.execute(
        """
        select count(*), sum(cpc_alone), sum(ccs_alone), sum(both_together)
        from opening_satisfied join openings on openings.id = opening
        where job_class = 'coder' and first_on > ? and first_on <= ?
        """,
        [since, TODAY.isoformat()],
    ).fetchone()
    country = asked.answer.regions[0]
    assert (country.region, country.openings) == ("United States", row[0])
    shares = [each.estimate * row[0] for each in (country.cpc, country.ccs, country.both)]
    assert [round(each) for each in shares] == list(row[1:])
    assert (HOME in {each.region for each in asked.answer.regions}) == (asked.home == HOME)


def test_costs_stand_only_where_the_coder_says_them(market_db: Database) -> None:
    said = profile({"credentials": ["CPC"], "costs": {"CCS": {"dollars": 399, "hours": 120}}})
    found = what_if(market_db, said, today=TODAY)
    assert {each.credential: each.cost.dollars for each in found.gains if each.cost} == {"CCS": 399}
