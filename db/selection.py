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
LISTED, ANYWHERE, UNSAID, ELSEWHERE = range(4)
LONGEST_NUMBER = 8  # a day's
MOST_GATHERED = 0.2  # of all openings: where more are meant it is quicker to go through them all

Span = tuple[np.int32, np.int32]
"""The first and the last day that are meant, as the frame has days."""

ALWAYS: Span = (np.int32(0), np.int32(99999999))


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
    chosen, placed = _rows(openings, asked, _bits(profiles, asked, here) * fits)
    remote, employers = _remote(openings, asked, fits, _scopes(profiles, here))
    return Selection(chosen, placed, remote, employers)


def _rows(openings: Frame, asked: Request, bits: NDArray[np.uint8]) -> tuple[Numbers, Numbers]:
    """Give the openings that are chosen and those that are placed, by the bits of their profiles."""
    if share(openings, bits > 0) > MOST_GATHERED:
        found = bits.take(openings.profile) * in_time(openings.first_on, _span(asked))
        return np.flatnonzero((found & CHOSEN) > 0), np.flatnonzero((found & PLACED) > 0)
    profile, place = gathered(openings, bits > 0, _span(asked))
    found, member = bits.take(profile), openings.by_profile.member.take(place)
    return np.sort(member[(found & CHOSEN) > 0]), np.sort(member[(found & PLACED) > 0])


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


def in_time(first_on: NDArray[np.int32], span: Span) -> Bools:
    """Tell of each day whether it lies in the span, its first and last day included."""
    return (first_on >= span[0]) & (first_on <= span[1])


def _span(asked: Request) -> Span:
    first, last = (day and np.int32(_number(day.isoformat())) for day in (asked.since, asked.until))
    return first or ALWAYS[0], last or ALWAYS[1]


def _remote(
    openings: Frame, asked: Request, fits: Bools, scopes: NDArray[np.int8]
) -> tuple[tuple[int, ...], int]:
    """Count the remote openings of profiles that fit, by whom they are open to, and their employer systems."""
    profile, cluster = _remote_rows(openings, asked, fits)
    of_profile = np.bincount(profile, minlength=len(scopes))
    counts = np.bincount(scopes, of_profile, len(EVERYWHERE)).astype(int)
    is_employing = np.zeros(len(openings.names), dtype=bool)
    is_employing[cluster] = True
    return tuple(counts.tolist()), int(np.count_nonzero(is_employing))


def _remote_rows(openings: Frame, asked: Request, fits: Bools) -> tuple[Numbers, NDArray[np.integer]]:
    """Give the profiles and the employer systems of the remote openings that are asked for, wherever they are."""
    meant = fits & openings.profiles.remote.among(["remote"])
    if share(openings, meant) > MOST_GATHERED:
        remote, (first, last) = openings.remote, _span(asked)
        begin, end = np.searchsorted(remote.first_on, first), np.searchsorted(remote.first_on, last, "right")
        profile, cluster = remote.profile[begin:end], remote.cluster[begin:end]
        kept = slice(None) if fits.all() else np.flatnonzero(fits.take(profile))
        return profile[kept], cluster[kept]
    profile, place = gathered(openings, meant, _span(asked))
    return profile, openings.cluster.take(openings.by_profile.member.take(place))


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
