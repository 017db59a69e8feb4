"""What is true of each opening of a sample market, drawn employer by employer?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from random import Random
from typing import Literal, cast

from credtrack.sample.chance import Habits, alike
from credtrack.sample.duties import Duties, draw_duties
from credtrack.sample.facts import Opening, Place
from credtrack.sample.leaning import named
from credtrack.sample.pay import draw_offer, regions
from credtrack.sample.scenario import Scenario, find
from credtrack.sample.timeline import Span
from nlp.shapes import Remote, StatesScope

HALF_WINDOW = timedelta(days=182)
TALKED_ABOUT = ("CPC", "CCS", "COC", "CRC", "RHIT", "CPMA")
EMPLOYMENT = {"full_time": 70.0, "part_time": 8.0, "prn": 7.0, "contract": 4.0, "": 11.0}
AGENCY_EMPLOYMENT = {"full_time": 30.0, "part_time": 8.0, "prn": 12.0, "contract": 40.0, "": 10.0}
Employment = Literal["full_time", "part_time", "prn", "contract"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What all openings of a market share: its scenario, its day, and the states' pay scores."""

    scenario: Scenario
    today: date
    states: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an opening is worked: status, places, states and how they are said."""

    remote: Remote
    places: tuple[Place, ...]
    states: tuple[str, ...]
    scope: StatesScope


def draw_opening(
    ground: Ground, habits: Habits, key: str, requisition: str, span: Span, rng: Random
) -> Opening:
    """One opening of the employer, first posted when its span begins."""
    scenario, employer = ground.scenario, habits.employer
    duties = draw_duties(scenario, habits, rng)
    years_on = (span.opened - (ground.today - HALF_WINDOW)).days / 365
    stand = _stand(scenario, habits, duties, years_on, rng)
    years = _years(scenario, habits, duties, rng)
    state = ground.states[stand.states[0] if len(stand.states) == 1 else employer.places[0].state]
    offer = draw_offer(scenario, duties, habits, years, state, stand.remote == "remote", rng)
    is_item = offer.pay is not None and offer.pay.unit == "item"
    return Opening(
        key=key,
        employer=employer,
        title_hint=duties.title_hint,
        job_class=duties.job_class,
        role=duties.role,
        work_types=duties.work_types,
        requirements=duties.requirements,
        remote=stand.remote,
        places=stand.places,
        states=stand.states,
        states_scope=stand.scope,
        pay=offer.pay,
        pay_is_written=offer.is_written,
        experience_years=years,
        employment_type="contract" if is_item else _employment(duties.group, rng),
        specialties=duties.specialties,
        mentions=_mentions(scenario, habits, duties, years_on, rng),
        talked_about=_talked_about(duties, rng),
        differentials=rng.random() < 0.25,
        requisition=requisition,
        opened_on=span.opened,
    )


def shifted(chance: float, by: float) -> float:
    """Move a chance on the logit scale; 0 and 1 stay."""
    if not 0 < chance < 1:
        return chance
    return 1 / (1 + exp(-(log(chance / (1 - chance)) + by)))


def _stand(scenario: Scenario, habits: Habits, duties: Duties, years_on: float, rng: Random) -> Stand:
    remote = _remote(scenario, habits, duties, years_on, rng)
    seat = habits.employer.places
    if remote != "remote":
        chosen = tuple(rng.sample(seat, 2)) if len(seat) > 1 and rng.random() < 0.1 else (rng.choice(seat),)
        return Stand(remote, chosen, (chosen[0].state,), "listed")
    match scenario.scope.pick(rng.random()):
        case "one":
            return Stand(remote, (seat[0],) if rng.random() < 0.5 else (), (seat[0].state,), "listed")
        case "several":
            others = rng.sample(sorted(set(regions()) - {seat[0].state}), rng.randint(1, 7))
            return Stand(remote, (), tuple(sorted({seat[0].state, *others})), "listed")
        case scope:
            return Stand(remote, (), (), cast("StatesScope", scope))


def _remote(scenario: Scenario, habits: Habits, duties: Duties, years_on: float, rng: Random) -> Remote:
    """Remote grows with the years by the lean's own pace; the other three keep their proportions."""
    if duties.job_class == "other":
        return "unstated"
    keys = (f"{duties.flank}/{duties.lean}", f"{duties.group}/{duties.flank}", duties.flank)
    mix = find(scenario.remote, *keys)
    growth = find(scenario.remote_growth, duties.lean)
    remote = shifted(mix.share("remote"), growth * years_on)
    chance = alike(rng, habits.of("remote"), scenario.correlation)
    if chance < remote:
        return "remote"
    rest = (chance - remote) / (1 - remote)
    return cast("Remote", mix.pick(mix.share("remote") + rest * (1 - mix.share("remote"))))


def _years(scenario: Scenario, habits: Habits, duties: Duties, rng: Random) -> float | None:
    mix = find(scenario.experience, duties.role, duties.lean)
    years = mix.pick(alike(rng, habits.of("experience"), scenario.correlation))
    return None if years == "silent" else float(years)


def _employment(group: str, rng: Random) -> Employment | None:
    table = AGENCY_EMPLOYMENT if group == "agency" else EMPLOYMENT
    chosen = rng.choices(tuple(table), tuple(table.values()))[0]
    return cast("Employment", chosen) if chosen else None


def _mentions(
    scenario: Scenario, habits: Habits, duties: Duties, years_on: float, rng: Random
) -> tuple[str, ...]:
    """Mentions of coders' openings; a table keyed by lean, by side of work or by "any"."""
    if duties.job_class != "coder":
        return ()
    found = []
    for mention, table in scenario.mentions.items():
        chance = find(table, duties.lean, duties.flank, "any")
        chance = shifted(chance, scenario.mention_growth.get(mention, 0.0) * years_on)
        if alike(rng, habits.of("mentions"), scenario.correlation) < chance:
            found.append(mention)
    return tuple(found)


def _talked_about(duties: Duties, rng: Random) -> tuple[str, ...]:
    if duties.job_class == "other" or rng.random() >= 0.06:
        return ()
    free = [code for code in TALKED_ABOUT if code not in named(duties.requirements)]
    return (rng.choice(free),)
