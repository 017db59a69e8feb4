"""Which chances hold in a sample market, by scenario?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast

Table = dict[str, object]
T = TypeVar("T")


class ScenarioError(ValueError):
    """A scenario's file is absent or holds something else than what the world reads."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Names with their chances, in an order that matters: an employer's leaning runs along it."""

    names: tuple[str, ...]
    bounds: tuple[float, ...]

    def pick(self, chance: float) -> str:
        """Return the name at this point between 0 and 1."""
        for name, bound in zip(self.names, self.bounds, strict=True):
            if chance < bound:
                return name
        return self.names[-1]

    def share(self, name: str) -> float:
        """Return the chance of this name; 0 where it isn't in the mix."""
        if name not in self.names:
            return 0.0
        place = self.names.index(name)
        return self.bounds[place] - (self.bounds[place - 1] if place else 0.0)


@dataclass(frozen=True, slots=True)
class Scenario:
    """The chances of one market; each table of mixes is keyed by strata such as "big/inpatient" or "inpatient"."""

    name: str
    correlation: float
    employers: Mapping[str, int]
    classes: Mapping[str, float]
    timeline: Mapping[str, float]
    work: Mapping[str, Mix]
    roles: Mapping[str, Mix]
    requirements: Mapping[str, Mix]
    remote: Mapping[str, Mix]
    remote_growth: Mapping[str, float]
    scope: Mix
    experience: Mapping[str, Mix]
    mentions: Mapping[str, Mapping[str, float]]
    mention_growth: Mapping[str, float]
    specialty: Mapping[str, float]
    pay: Mapping[str, float]
    premium: Mapping[str, float]
    family: Mapping[str, float]


@cache
def read_data(name: str) -> Mapping[str, object]:
    """Read a table of `credtrack/sample/data`."""
    text = files("credtrack.sample").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def load(name: str) -> Scenario:
    """Read the scenario of that name; raises ScenarioError where there is none or its tables are of another shape."""
    table = _read(name)
    try:
        return _build(name, table)
    except (KeyError, TypeError, AttributeError) as error:
        raise ScenarioError(
            f"scenarios/{name}.toml: {error!r} where a table of chances was expected"
        ) from error


def find(table: Mapping[str, T], *keys: str) -> T:
    """Return the entry of the first key that the table has; the last one must be there."""
    for key in keys[:-1]:
        if key in table:
            return table[key]
    return table[keys[-1]]


def _read(name: str) -> Table:
    path = files("credtrack.sample").joinpath("scenarios", f"{name}.toml")
    if not path.is_file():
        raise ScenarioError(
            f"scenarios/{name}.toml: no such scenario; expected demo, true, false or threshold"
        )
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    parent = table.pop("extends", None)
    return table if parent is None else _overlay(_read(str(parent)), table)


def _overlay(below: Table, above: Table) -> Table:
    """Sections are joined key by key; what a key holds, and each section of `replaces`, is replaced whole."""
    replaced = cast("list[str]", above.pop("replaces", []))
    joined = {key: value for key, value in below.items() if key not in replaced}
    for key, value in above.items():
        old = joined.get(key)
        joined[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return joined


def _build(name: str, table: Table) -> Scenario:
    fixed: dict[str, Any] = {key: table[key] for key in _FLAT}
    fixed |= {key: _mixes(name, key, cast("Table", table[key])) for key in _MIXES}
    return Scenario(name=name, scope=_mix(cast("dict[str, float]", table["scope"])), **fixed)


_FLAT = (
    *("correlation", "employers", "classes", "timeline", "remote_growth", "mentions", "mention_growth"),
    *("specialty", "pay", "premium", "family"),
)
_MIXES = ("work", "roles", "requirements", "remote", "experience")


def _mixes(name: str, section: str, table: Table) -> dict[str, Mix]:
    """Mixes by stratum; a string in place of a mix names another stratum's."""
    mixes = {key: _mix(value) for key, value in table.items() if isinstance(value, dict)}
    for key, value in table.items():
        if isinstance(value, str):
            if value not in mixes:
                raise ScenarioError(
                    f'scenarios/{name}.toml: {section}."{key}" is like "{value}", which has no mix'
                )
            mixes[key] = mixes[value]
    return mixes


def _mix(weights: dict[str, float]) -> Mix:
    total = sum(weights.values())
    bounds, reached = [], 0.0
    for weight in weights.values():
        reached += weight / total
        bounds.append(reached)
    return Mix(tuple(weights), tuple(bounds))
