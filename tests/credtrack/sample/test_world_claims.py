"""Do the scenarios make every claim that postings can decide true, or false, on populations large enough?"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from credtrack.sample.oracle import holds, weigh
from credtrack.sample.oracle_parts import Part
from credtrack.sample.world import build_market

TODAY = date(2026, 11, 22)
LEAST_OPENINGS, LEAST_EMPLOYERS, LEAST_EFFECTIVE = 30, 12, 10

Weighed = dict[str, tuple[Part, ...]]


@pytest.fixture(scope="module")
def true() -> Weighed:
    return weigh(build_market("full", "true", 1, TODAY))


@pytest.fixture(scope="module")
def false() -> Weighed:
    return weigh(build_market("full", "false", 1, TODAY))


@pytest.fixture(scope="module")
def threshold() -> Weighed:
    return weigh(build_market("full", "threshold", 1, TODAY))


def test_every_claim_that_postings_decide_is_weighed(shared: Path, true: Weighed) -> None:
    claims = tomllib.loads((shared / "spec" / "claims.toml").read_text(encoding="utf-8"))["claim"]
    assert set(true) == {claim["id"] for claim in claims if claim["evidence"] == "postings"}


def test_every_claim_is_true_in_the_true_market(true: Weighed) -> None:
    assert [claim for claim, parts in true.items() if not holds(parts)] == []


def test_no_claim_is_true_in_the_false_market(false: Weighed) -> None:
    assert [claim for claim, parts in false.items() if holds(parts)] == []


@pytest.mark.parametrize("scenario", ["true", "false"])
def test_margins_are_clear(scenario: str, request: pytest.FixtureRequest) -> None:
    weighed: Weighed = request.getfixturevalue(scenario)
    least = {claim: min(part.margin for part in parts) for claim, parts in weighed.items()}
    clear = {claim: margin if scenario == "true" else -margin for claim, margin in least.items()}
    assert {claim: round(margin, 3) for claim, margin in clear.items() if margin < 0.015} == {}


def test_every_claim_lies_near_its_threshold_in_the_threshold_market(threshold: Weighed) -> None:
    near = {"remote-flattens-regions": 0.5}  # a ratio of two spreads over some thirty states
    least = {claim: min(part.margin for part in parts) for claim, parts in threshold.items()}
    far = {claim: margin for claim, margin in least.items() if abs(margin) > near.get(claim, 0.12)}
    assert far == {}


@pytest.mark.parametrize("scenario", ["true", "false", "threshold"])
def test_every_population_reaches_the_minimums(scenario: str, request: pytest.FixtureRequest) -> None:
    weighed: Weighed = request.getfixturevalue(scenario)
    short = {
        (claim, part.name)
        for claim, parts in weighed.items()
        for part in parts
        for found in part.supports
        if found.openings < LEAST_OPENINGS
        or found.employers < LEAST_EMPLOYERS
        or found.effective < LEAST_EFFECTIVE
    }
    assert short == set()


@pytest.mark.parametrize("scenario", ["true", "false"])
def test_claims_on_preference_hold_with_every_employer_counted_once(
    scenario: str, request: pytest.FixtureRequest
) -> None:
    weighed: Weighed = request.getfixturevalue(scenario)
    preference = (
        "ambulatory-prefers-cpc",
        "ccs-alone-is-unusual-in-practices",
        "him-prefers-ccs",
        "va-prefers-ccs",
    )
    for part in (part for claim in preference for part in weighed[claim] if part.evenly is not None):
        assert (part.evenly > part.threshold) == (part.value > part.threshold), part.name
