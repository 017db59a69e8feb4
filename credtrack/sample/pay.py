"""What does an opening of the sample market pay, and where is it said?"""

from dataclasses import dataclass
from functools import cache
from math import exp
from random import Random
from typing import cast

from credtrack.sample.chance import Habits, stream
from credtrack.sample.duties import Duties
from credtrack.sample.employers import places, settings
from credtrack.sample.leaning import named, specialty_credentials
from credtrack.sample.scenario import Scenario, read_data
from nlp.shapes import Pay

HOURS = 2080
FEDERAL_HOURS = 2087
COMPLEX = frozenset({"oncology", "interventional_radiology", "orthopedics"})
ITEM_GROUPS = frozenset({"vendor", "agency", "payer"})
USUAL_YEARS = 2.5


@dataclass(frozen=True, slots=True)
class Offer:
    """Pay as an opening states it; `is_written` False where it stands in the board's fields alone."""

    pay: Pay | None
    is_written: bool


@cache
def regions() -> dict[str, str]:
    """Read the Census region of each state."""
    rows = cast("dict[str, list[str]]", read_data("regions"))
    return {state: region for region, states in rows.items() for state in states}


def state_scores(seed: int) -> dict[str, float]:
    """How pay stands in each state: scores of mean 0 and standard deviation 1 over the states of the market."""
    rng = stream(seed, "states")
    drawn = {state: rng.gauss(0, 1) for state in sorted({place.state for place in places()})}
    mean = sum(drawn.values()) / len(drawn)
    spread = (sum((score - mean) ** 2 for score in drawn.values()) / len(drawn)) ** 0.5
    return {state: (score - mean) / spread for state, score in drawn.items()}


def draw_offer(
    scenario: Scenario,
    duties: Duties,
    habits: Habits,
    years: float | None,
    state: float,
    is_remote: bool,
    rng: Random,
) -> Offer:
    """Draw the pay of one opening, or none stated; `state` is the state's score."""
    chances = scenario.pay
    if rng.random() >= chances["stated"]:
        return Offer(None, False)
    is_written = rng.random() >= chances["board_only"]
    if (
        duties.job_class == "coder"
        and duties.group in ITEM_GROUPS
        and is_remote
        and rng.random() < chances["item"]
    ):
        return Offer(_item(scenario, duties, rng), True)
    level = _level(scenario, duties, habits, years, state, is_remote) + rng.gauss(0, chances["noise"])
    return Offer(_range(scenario, habits, exp(level), rng), is_written)


def _level(
    scenario: Scenario, duties: Duties, habits: Habits, years: float | None, state: float, is_remote: bool
) -> float:
    """Sum up the log of the annual midpoint, but for the noise of the single opening."""
    pay, family = scenario.pay, settings()[habits.employer.setting].family
    level = pay["base"] + pay["employer_sd"] * habits.of("pay") + scenario.family[family]
    level += state * pay["state_sd_remote" if is_remote else "state_sd_onsite"]
    level += pay["year"] * ((USUAL_YEARS if years is None else years) - USUAL_YEARS)
    level += pay.get(duties.flank, 0.0)
    level += pay.get(duties.role, 0.0)
    level += pay["complex"] if COMPLEX & set(duties.specialties) else 0.0
    level += pay["specialty_credential"] if specialty_credentials() & named(duties.requirements) else 0.0
    if duties.lean == "only_ccs":
        level += _premium(scenario, family, habits.employer.places[0].state, years)
    return level


def _premium(scenario: Scenario, family: str, state: str, years: float | None) -> float:
    premium = scenario.premium
    by_years = premium["year"] * ((USUAL_YEARS if years is None else years) - USUAL_YEARS)
    return (
        premium["base"] + premium[regions()[state]] + premium["hospital"] * (family == "hospital") + by_years
    )


def _range(scenario: Scenario, habits: Habits, middle: float, rng: Random) -> Pay:
    is_federal = habits.employer.setting == "federal"
    width = rng.uniform(0.06, 0.20)
    low, high = middle * (1 - width), middle * (1 + width)
    if is_federal or rng.random() < scenario.pay["yearly"]:
        return _bounds(scenario, round(low / 100) * 100.0, round(high / 100) * 100.0, "year", rng)
    return _bounds(scenario, round(low / HOURS, 2), round(high / HOURS, 2), "hour", rng)


def _bounds(scenario: Scenario, low: float, high: float, unit: str, rng: Random) -> Pay:
    """Both bounds mostly; sometimes "from" or "up to" alone, sometimes one figure."""
    chance, one = rng.random(), scenario.pay["one_bound"]
    if chance < one:
        low_only = rng.random() < 0.5
        return Pay(low if low_only else None, None if low_only else high, unit)  # type: ignore[arg-type]  # hour or year
    if chance < one + scenario.pay["single_figure"]:
        low = high = round((low + high) / 2, 2 if unit == "hour" else -2)
    return Pay(low, high, unit)  # type: ignore[arg-type]  # hour or year


def _item(scenario: Scenario, duties: Duties, rng: Random) -> Pay:
    """Pay per chart or record; an inpatient record takes longer, which is in the scenario's ratio."""
    pay = scenario.pay
    middle = pay["item_base"] * (pay["item_inpatient"] if duties.flank == "inpatient" else 1.0)
    middle *= rng.lognormvariate(0, pay["item_noise"])
    low, high = round(middle * 0.9, 2), round(middle * 1.1, 2)
    return Pay(low, high, "item") if rng.random() < 0.5 else Pay(round(middle, 2), round(middle, 2), "item")
