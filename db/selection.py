"""Which openings of a frame does a request mean?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.counted import Bools, Numbers
from db.days import ALWAYS, Comings, Span, by_profile, comings, employers_coming, in_time
from db.frame import Frame, Profiles, expand
from db.gazetteer import states_of_regions
from db.geography import Region
from db.requests import Request

CHOSEN, PLACED = 1, 2
EVERYWHERE = ("lists the region", "any state", "says nothing", "lists other places")
LISTED, ANYWHERE, UNSAID, ELSEWHERE = range(4)
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
    span = _span(asked)
    chosen, placed = _rows(openings, _bits(profiles, asked, here) * fits, span)
    meant = fits & profiles.remote.among(["remote"])
    of_profile = by_profile(openings.days, openings.profile, span) * meant
    remote = np.bincount(_scopes(profiles, here), of_profile, len(EVERYWHERE)).astype(int)
    employers = employers_coming(_remote(openings, asked, meant), span)
    return Selection(chosen, placed, tuple(remote.tolist()), employers)


def _rows(openings: Frame, bits: NDArray[np.uint8], span: Span) -> tuple[Numbers, Numbers]:
    """Give the openings that are chosen and those that are placed, by the bits of their profiles."""
    is_meant = bits > 0
    is_dense = share(openings, is_meant) > MOST_GATHERED
    if is_dense:
        found = bits.take(openings.profile)
        if span != ALWAYS:
            found *= in_time(openings.first_on, span)
    else:
        profile, place = gathered(openings, is_meant, span)
        found, member = bits.take(profile), openings.by_profile.member.take(place)

    def having(bit: int) -> Numbers:
        places = np.flatnonzero((found & bit) > 0)
        return places if is_dense else np.sort(member.take(places))

    chosen = having(CHOSEN)
    return chosen, chosen if (bits[is_meant] == CHOSEN | PLACED).all() else having(PLACED)


def openings_of(openings: Frame, is_meant: Bools, span: Span) -> Numbers:
    """Give the places of the openings of some profiles that are in time, in the frame's order."""
    if share(openings, is_meant) > MOST_GATHERED:
        return np.flatnonzero(is_meant.take(openings.profile) & in_time(openings.first_on, span))
    _, place = gathered(openings, is_meant, span)
    return np.sort(openings.by_profile.member.take(place))


def share(openings: Frame, is_meant: Bools) -> float:
    """Give the share of all openings that some profiles hold."""
    return float(np.diff(openings.by_profile.start)[is_meant].sum()) / max(1, len(openings))


def gathered(openings: Frame, is_meant: Bools, span: Span) -> tuple[Numbers, Numbers]:
    """Give the openings of some profiles that are in time: the profile of each, and its place in the lists."""
    lists, meant = openings.by_profile, np.flatnonzero(is_meant)
    owner, place = expand(lists.start, meant)
    if span != ALWAYS:
        kept = np.flatnonzero(in_time(lists.first_on.take(place), span))
        owner, place = owner.take(kept), place.take(kept)
    return meant.take(owner), place


def _span(asked: Request) -> Span:
    first, last = (day and np.int32(_number(day.isoformat())) for day in (asked.since, asked.until))
    return first or ALWAYS[0], last or ALWAYS[1]


def _remote(openings: Frame, asked: Request, meant: Bools) -> Comings:
    """Give when the remote openings of that setting and type of work came, which are those of the profiles meant; sought once."""
    key = asked.setting, asked.work_type
    if key not in openings.remote:
        rows = openings_of(openings, meant, ALWAYS)
        openings.remote[key] = comings(openings.first_on.take(rows), openings.cluster.take(rows))
    return openings.remote[key]


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


def _scopes(profiles: Profiles, here: Bools) -> NDArray[np.int8]:
    """Give of each profile, were it remote, its place in EVERYWHERE."""
    scope = np.full(len(profiles), UNSAID, dtype=np.int8)
    scope[profiles.scope.among(["any"])] = ANYWHERE
    scope[profiles.scope.among(["listed"])] = ELSEWHERE
    scope[here] = LISTED
    return scope


def _number(written: str) -> int:
    """Give a day, a county or a metro as the frame has it."""
    digits = written.replace("-", "")
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else -1
