"""Which invented employers does a sample market have, where do they stand, and how much do they hire?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import cast

from credtrack.sample.facts import Place, SampleEmployer
from credtrack.sample.scenario import Scenario, read_data

OWNED = frozenset(
    {"physician_practice", "multispecialty_clinic", "surgery_center", "acute_hospital", "outpatient_clinic"}
)
OWNED_SHARE = 0.18
CHILDREN_AT_MOST = 3
VA_SHARE = 0.6
DEMO_EMPLOYERS = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of data/settings.toml."""

    kind: str
    group: str
    family: str
    size: float
    spread: float
    platforms: tuple[str, ...]
    endings: tuple[str, ...]
    va_endings: tuple[str, ...] = ()


@cache
def settings() -> dict[str, Setting]:
    """Read the kinds of employer, by employer setting."""
    return {name: _setting(cast("dict[str, object]", row)) for name, row in read_data("settings").items()}


@cache
def places() -> tuple[Place, ...]:
    """Read the cities in which employers may stand."""
    rows = cast("list[list[str]]", read_data("places")["places"])
    return tuple(Place(city=c, state=s, county_fips=f, zip_code=z) for c, s, f, z in rows)


def make_employers(scenario: Scenario, size: str, rng: Random) -> tuple[SampleEmployer, ...]:
    """Make the market's employers in a fixed order; some practices and hospitals belong to health systems."""
    kinds, cities = settings(), places()
    stems = _stems(rng)
    made = []
    for setting, count in _counts(scenario.employers, size).items():
        for number in range(count):
            is_va = setting == "federal" and number < count * VA_SHARE
            made.append(_employer(setting, kinds[setting], next(stems), _stand(cities, rng), is_va, rng))
    return _adopted(tuple(made), rng)


def weigh(employers: tuple[SampleEmployer, ...], rng: Random) -> tuple[float, ...]:
    """How much each hires against the others: log-normal within a setting, cut so that none outweighs ten."""
    kinds = settings()
    return tuple(
        kinds[e.setting].size * min(rng.lognormvariate(0, kinds[e.setting].spread), 5.0) for e in employers
    )


def _setting(row: dict[str, object]) -> Setting:
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Setting(**plain)  # type: ignore[arg-type]  # the rows of a data file that ships with the code


def _counts(counts: Mapping[str, int], size: str) -> dict[str, int]:
    """Employers per setting; a demo scales them down and keeps one of each."""
    if size == "full":
        return dict(counts)
    scale = DEMO_EMPLOYERS / sum(counts.values())
    return {setting: max(1, round(count * scale)) for setting, count in counts.items()}


def _stems(rng: Random) -> Iterator[str]:
    names = read_data("names")
    heads, tails = cast("list[str]", names["heads"]), cast("list[str]", names["tails"])
    stems = [head + tail for head in heads for tail in tails]
    rng.shuffle(stems)
    return iter(stems)


def _stand(cities: tuple[Place, ...], rng: Random) -> tuple[Place, ...]:
    """One to four cities of one state, the first the seat."""
    seat = rng.choice(cities)
    near = [city for city in cities if city.state == seat.state and city != seat]
    return seat, *rng.sample(near, min(len(near), rng.choice((0, 0, 1, 2, 3))))


def _employer(
    setting: str, kind: Setting, stem: str, stand: tuple[Place, ...], is_va: bool, rng: Random
) -> SampleEmployer:
    name = f"{stem} {rng.choice(kind.va_endings if is_va else kind.endings)}"
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    platform = rng.choice(kind.platforms)
    department = cast("str", read_data("names")["va_department"])
    return SampleEmployer(
        slug=slug,
        name=name,
        parent=department if is_va else name,
        setting=setting,
        kind=kind.kind,
        platform=platform,
        board=_board(platform, stem.lower(), slug),
        places=stand,
        is_va=is_va,
    )


def _board(platform: str, tenant: str, slug: str) -> str:
    """Workday: tenant/site. Greenhouse: the token. JSON-LD: the host."""
    match platform:
        case "workday":
            return f"{tenant}/External"
        case "greenhouse":
            return slug.replace("-", "")
        case _:
            return f"careers.{slug}.example"


def _adopted(employers: tuple[SampleEmployer, ...], rng: Random) -> tuple[SampleEmployer, ...]:
    """Give some employers to health systems: their parent, tenant and state, a site of their own."""
    room = {e.slug: CHILDREN_AT_MOST for e in employers if e.setting == "health_system"}
    systems = {e.slug: e for e in employers}
    grown = []
    for employer in employers:
        free = [slug for slug, left in room.items() if left]
        if employer.setting in OWNED and free and rng.random() < OWNED_SHARE:
            parent = systems[rng.choice(free)]
            room[parent.slug] -= 1
            employer = _child(employer, parent, rng)
        grown.append(employer)
    return tuple(grown)


def _child(employer: SampleEmployer, parent: SampleEmployer, rng: Random) -> SampleEmployer:
    tenant = parent.board.split("/")[0]
    site = re.sub(r"[^A-Za-z0-9]", "", employer.name)
    return replace(
        employer,
        parent=parent.name,
        platform="workday",
        board=f"{tenant}/{site}",
        places=(rng.choice(parent.places),),
    )
