"""Which class, role, work and specialty has an opening, and which requirement groups follow from them?"""

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Literal, cast

from credtrack.sample.chance import Habits, alike
from credtrack.sample.employers import settings
from credtrack.sample.leaning import Groups, lean_of
from credtrack.sample.scenario import Mix, Scenario, find, read_data
from nlp.shapes import RequirementGroup

JobClass = Literal["coder", "adjacent", "other"]

SIDES: dict[str, tuple[str, ...]] = {
    "inpatient": ("inpatient",),
    "both": ("inpatient", "outpatient"),
    "both_pro": ("inpatient", "professional"),
    "outpatient": ("outpatient",),
    "professional": ("professional",),
    "out_pro": ("outpatient", "professional"),
    "risk_adjustment": ("risk_adjustment",),
    "risk_pro": ("professional", "risk_adjustment"),
    "post_acute": ("post_acute",),
    "unstated": (),
}
FLANKS = {"both": "both", "both_pro": "both", "outpatient": "ambulatory", "professional": "ambulatory"} | {
    "out_pro": "ambulatory",
    "risk_pro": "risk_adjustment",
}
ADJACENT = frozenset({"him", "cdi", "adjacent_other"})
TWO_SPECIALTIES = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What one opening is about and whom it asks for; `group`, `flank` and `lean` are its keys in a scenario."""

    job_class: JobClass
    role: str
    title_hint: str
    group: str
    flank: str
    lean: str
    work_types: tuple[str, ...]
    specialties: tuple[str, ...]
    requirements: Groups


def draw_duties(scenario: Scenario, habits: Habits, rng: Random) -> Duties:
    """One opening's duties and requirements; the employer's leanings run through all of them."""
    group = settings()[habits.employer.setting].group
    kind = _kind(scenario, habits, group, rng)
    job_class: JobClass = "other" if kind == "other" else "adjacent" if kind in ADJACENT else "coder"
    side = "unstated"
    if job_class == "coder":
        side = scenario.work[group].pick(alike(rng, habits.of("work"), scenario.correlation))
    flank = FLANKS.get(side, side)
    mix = _mix(scenario, group, kind, flank)
    pattern = mix.pick(alike(rng, habits.of("requirements"), scenario.correlation))
    specialties = _specialties(scenario, group, flank, _asks_specialty(pattern), rng)
    groups = _filled(pattern, specialties)
    return Duties(
        job_class=job_class,
        role="other" if kind == "adjacent_other" else kind,
        title_hint=_title(kind, side, rng),
        group=group,
        flank=flank,
        lean=lean_of(groups),
        work_types=SIDES[side],
        specialties=specialties,
        requirements=groups,
    )


def _kind(scenario: Scenario, habits: Habits, group: str, rng: Random) -> str:
    chance = rng.random()
    for kind, share in scenario.classes.items():
        if chance < share:
            return kind
        chance -= share
    return find(scenario.roles, group, "any").pick(alike(rng, habits.of("role"), scenario.correlation))


def _mix(scenario: Scenario, group: str, kind: str, flank: str) -> Mix:
    """Prefer a role's own mix, then the setting group's for that side of work, then the side's."""
    return find(scenario.requirements, f"{group}/{kind}", f"{kind}/{flank}", kind, f"{group}/{flank}", flank)


@cache
def _patterns() -> dict[str, Groups]:
    """Read the groups of each pattern, SPECIALTY still open."""
    rows = cast("dict[str, list[dict[str, object]]]", read_data("patterns"))
    return {name: tuple(_group(row) for row in groups) for name, groups in rows.items()}


def _group(row: dict[str, object]) -> RequirementGroup:
    return RequirementGroup(
        level=cast('Literal["required", "preferred"]', row.get("level", "required")),
        any_of=tuple(cast("list[str]", row["any_of"])),
        months_to_obtain=cast("float | None", row.get("months")),
        or_experience=bool(row.get("or_experience", False)),
    )


def _asks_specialty(pattern: str) -> bool:
    return any("SPECIALTY" in group.any_of for group in _patterns()[pattern])


@cache
def _specialty_rows() -> tuple[tuple[str, ...], tuple[float, ...], dict[str, str]]:
    rows = cast("dict[str, dict[str, object]]", read_data("specialties"))
    weights = tuple(cast("float", row["weight"]) for row in rows.values())
    return tuple(rows), weights, {name: str(row["credential"]) for name, row in rows.items()}


def _specialties(scenario: Scenario, group: str, flank: str, must: bool, rng: Random) -> tuple[str, ...]:
    if not must and rng.random() >= find(scenario.specialty, f"{group}/{flank}", flank, "any"):
        return ()
    names, weights, _ = _specialty_rows()
    count = 2 if rng.random() < TWO_SPECIALTIES else 1
    return tuple(dict.fromkeys(rng.choices(names, weights, k=count)))


def _filled(pattern: str, specialties: tuple[str, ...]) -> Groups:
    groups = _patterns()[pattern]
    if not _asks_specialty(pattern):
        return groups
    codes = _specialty_rows()[2]
    own = tuple(codes[name] for name in specialties)
    return tuple(replace(group, any_of=own) if group.any_of == ("SPECIALTY",) else group for group in groups)


def _title(kind: str, side: str, rng: Random) -> str:
    titles = cast("dict[str, list[str]]", read_data("titles")[kind])
    plain = {"both_pro": "both", "out_pro": "outpatient", "risk_pro": "risk_adjustment"}.get(side, side)
    choice = titles.get(plain, []) + titles["any"] if plain in titles else titles["any"]
    return rng.choice(choice)
