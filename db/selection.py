"""Which openings of a frame does a request mean?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.frame import Bools, Frame, Numbers, Profiles
from db.geography import Region
from db.requests import Request

CHOSEN, PLACED, REMOTE, LISTED = 1, 2, 4, 8
EVERYWHERE = ("lists the region", "any state", "says nothing", "lists other places")

States = Mapping[str, frozenset[str]]
"""The states of each Census region and division."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Places in the frame: the openings asked for, the same whatever their remote status, and remote ones everywhere.

    `scope` says of each remote one, by its place in EVERYWHERE, to whom it is open.
    """

    chosen: Numbers
    placed: Numbers
    remote: Numbers
    scope: NDArray[np.int8]


def select(openings: Frame, asked: Request, states: States) -> Selection:
    """Find the openings that a request means."""
    profiles = openings.profiles
    found = _bits(profiles, asked, states)[openings.profile]
    if asked.since:
        found[openings.first_on < _number(asked.since.isoformat())] = 0
    if asked.until:
        found[openings.first_on > _number(asked.until.isoformat())] = 0
    remote = np.flatnonzero(found & REMOTE)
    scope = _scopes(profiles)[openings.profile[remote]]
    scope[(found[remote] & LISTED) > 0] = 0
    return Selection(np.flatnonzero(found & CHOSEN), np.flatnonzero(found & PLACED), remote, scope)


def _bits(profiles: Profiles, asked: Request, states: States) -> NDArray[np.uint8]:
    is_remote = profiles.remote.among(["remote"])
    is_anywhere = profiles.scope.among(["any"])
    here = placed_in(profiles, asked.region, states)
    chosen = {
        "exclude": ~is_remote & here,
        "include": here | (is_remote & is_anywhere),
        "only": is_remote & (here | is_anywhere),
    }[asked.remote]
    bits = chosen * CHOSEN + here * PLACED + is_remote * REMOTE + here * LISTED
    found: NDArray[np.uint8] = (bits * fitting(profiles, asked.setting, asked.work_type)).astype(np.uint8)
    return found


def fitting(profiles: Profiles, setting: str | None, work_type: str | None) -> Bools:
    """Tell of each profile whether it is of that setting and that type of work; None is any."""
    fits = np.ones(len(profiles), dtype=bool)
    if setting:
        fits &= profiles.setting.among([setting])
    if work_type:
        fits &= profiles.work_types.among([t for t in profiles.work_types.words if work_type in t.split()])
    return fits


def placed_in(profiles: Profiles, region: Region, states: States) -> Bools:
    """Tell of each profile whether it has a place in the region."""
    if region.kind == "nation":
        return np.ones(len(profiles), dtype=bool)
    if region.kind == "metro":
        rows = profiles.cbsa == _number(region.code)
    elif region.kind == "county":
        rows = profiles.county == _number(region.code)
    else:
        rows = profiles.state.among(states.get(region.code, [region.code]))
    here = np.zeros(len(profiles), dtype=bool)
    here[profiles.at[rows]] = True
    return here


def _scopes(profiles: Profiles) -> NDArray[np.int8]:
    """Give of each profile, were it remote and did it not list the region, its place in EVERYWHERE."""
    scope = np.full(len(profiles), 2, dtype=np.int8)
    scope[profiles.scope.among(["any"])] = 1
    scope[profiles.scope.among(["listed"])] = 3
    return scope


def _number(written: str) -> int:
    """Give a day, a county or a metro as the frame has it."""
    digits = written.replace("-", "")
    return int(digits) if digits.isdigit() else -1
