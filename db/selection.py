"""Which openings of a frame does a request mean?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.frame import Bools, Frame, Numbers, Profiles, expand
from db.gazetteer import states_of_regions
from db.geography import Region
from db.requests import Request

CHOSEN, PLACED = 1, 2
EVERYWHERE = ("lists the region", "any state", "says nothing", "lists other places")
LISTED, ANYWHERE, UNSAID, ELSEWHERE, LEFT_OUT = range(5)
LONGEST_NUMBER = 8  # a day's
MOST_GATHERED = 0.2  # of all openings: where more are meant it is quicker to go through them all


@dataclass(frozen=True, slots=True)
class Selection:
    """Places in the frame, in its order: the openings asked for, and the same whatever their remote status.

    `remote` counts the remote ones of the whole country by whom they are open to, in the order of EVERYWHERE.
    """

    chosen: Numbers
    placed: Numbers
    remote: tuple[int, ...]
    remote_employers: int


def select(openings: Frame, asked: Request) -> Selection:
    """Find the openings that a request means."""
    profiles = openings.profiles
    fits = fitting(profiles, asked.setting, asked.work_type)
    here = placed_in(profiles, asked.region)
    bits = _bits(profiles, asked, here) * fits
    rows = _rows(openings, bits > 0)
    found = bits[openings.profile[rows]] * _in_time(openings.first_on[rows], asked)
    chosen, placed = rows[(found & CHOSEN) > 0], rows[(found & PLACED) > 0]
    remote, employers = _remote(openings, asked, fits, here)
    return Selection(chosen, placed, remote, employers)


def _rows(openings: Frame, is_meant: Bools) -> Numbers:
    """Give the openings of some profiles."""
    meant = np.flatnonzero(is_meant)
    lists = openings.by_profile
    if (lists.start[meant + 1] - lists.start[meant]).sum() > MOST_GATHERED * len(openings):
        return np.flatnonzero(is_meant[openings.profile])
    return np.sort(lists.member[expand(lists.start, meant)[1]])


def _in_time(first_on: NDArray[np.int32], asked: Request) -> Bools:
    fits = np.ones(len(first_on), dtype=bool)
    if asked.since:
        fits &= first_on >= _number(asked.since.isoformat())
    if asked.until:
        fits &= first_on <= _number(asked.until.isoformat())
    return fits


def _remote(openings: Frame, asked: Request, fits: Bools, here: Bools) -> tuple[tuple[int, ...], int]:
    scopes = _scopes(openings.profiles)
    scopes[here] = LISTED
    scopes[~fits] = LEFT_OUT
    remote = openings.remote
    scope = scopes[remote.profile]
    if asked.since or asked.until:
        late = ~_in_time(remote.first_on, asked)
        np.maximum(scope, late.view(np.int8) * np.int8(LEFT_OUT), out=scope)
    counts = tuple(int(np.count_nonzero(scope == each)) for each in range(LEFT_OUT))
    counted = np.minimum.reduceat(scope, remote.start) < LEFT_OUT if len(remote.start) else scope
    return counts, int(np.count_nonzero(counted))


def _bits(profiles: Profiles, asked: Request, here: Bools) -> NDArray[np.uint8]:
    is_remote = profiles.remote.among(["remote"])
    is_anywhere = profiles.scope.among(["any"])
    chosen = {
        "exclude": ~is_remote & here,
        "include": here | (is_remote & is_anywhere),
        "only": is_remote & (here | is_anywhere),
    }[asked.remote]
    bits: NDArray[np.uint8] = (chosen * CHOSEN + here * PLACED).astype(np.uint8)
    return bits


def fitting(profiles: Profiles, setting: str | None, work_type: str | None) -> Bools:
    """Tell of each profile whether it is of that setting and that type of work; None is any."""
    fits = np.ones(len(profiles), dtype=bool)
    if setting:
        fits &= profiles.setting.among([setting])
    if work_type:
        fits &= profiles.work_types.among([t for t in profiles.work_types.words if work_type in t.split()])
    return fits


def placed_in(profiles: Profiles, region: Region) -> Bools:
    """Tell of each profile whether it has a place in the region."""
    if region.kind == "nation":
        return np.ones(len(profiles), dtype=bool)
    if region.kind == "metro":
        rows = profiles.cbsa == _number(region.code)
    elif region.kind == "county":
        rows = profiles.county == _number(region.code)
    else:
        rows = profiles.state.among(states_of_regions().get(region.code, [region.code]))
    here = np.zeros(len(profiles), dtype=bool)
    here[profiles.at[rows]] = True
    return here


def _scopes(profiles: Profiles) -> NDArray[np.int8]:
    """Give of each profile, were it remote and did it not list the region, its place in EVERYWHERE."""
    scope = np.full(len(profiles), UNSAID, dtype=np.int8)
    scope[profiles.scope.among(["any"])] = ANYWHERE
    scope[profiles.scope.among(["listed"])] = ELSEWHERE
    return scope


def _number(written: str) -> int:
    """Give a day, a county or a metro as the frame has it."""
    digits = written.replace("-", "")
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else -1
