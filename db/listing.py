"""Which openings fit a few words, newest first?"""

from dataclasses import dataclass

import numpy as np

from db.frame import SPLIT, Bools, Frame, Numbers
from db.geography import NATION, Region
from db.selection import fitting, placed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What openings are wanted; an empty word is no filter, and one that nothing has finds nothing.

    `region` is a state's two letters or a metro's number; `month` is like 2026-01, days are like 2026-01-31.
    """

    region: str = ""
    setting: str = ""
    work_type: str = ""
    remote: str = ""
    split: str = ""
    credential: str = ""
    month: str = ""
    since: str = ""
    until: str = ""


def fitting_openings(openings: Frame, wanted: Filters) -> Numbers:
    """Give the places of the openings that fit, in the frame's order."""
    fits = _profiles(openings, wanted)[openings.profile]
    since, until = wanted.since or wanted.month, wanted.until or wanted.month
    if since:
        fits &= openings.first_on >= _day(since, "00")
    if until:
        fits &= openings.first_on <= _day(until, "99")
    return np.flatnonzero(fits)


def newest(openings: Frame, wanted: Filters, most: int) -> list[int]:
    """Give the numbers of the newest openings that fit, newest first, of one day the highest number first."""
    rows = fitting_openings(openings, wanted)
    moment = openings.first_on[rows].astype(np.int64) << 32 | openings.opening[rows]
    if len(moment) > most:
        moment = np.partition(moment, len(moment) - most)[-most:]
    found: list[int] = (np.sort(moment)[::-1] & 0xFFFFFFFF).tolist()
    return found


def _profiles(openings: Frame, wanted: Filters) -> Bools:
    profiles = openings.profiles
    fits = fitting(profiles, wanted.setting, wanted.work_type)
    if wanted.region:
        fits &= placed_in(profiles, _region(wanted.region))
    if wanted.remote:
        fits &= profiles.remote.among([wanted.remote])
    if wanted.split:
        fits &= openings.shapes.split["any"][profiles.shape] == _place(wanted.split, SPLIT)
    if wanted.credential:
        fits &= _naming(openings, wanted.credential.upper())[profiles.shape]
    return fits


def _region(word: str) -> Region:
    if word.upper() == "US":
        return NATION
    return Region("metro" if word.isdecimal() else "state", word.upper(), word)


def _naming(openings: Frame, credential: str) -> Bools:
    """Tell of each shape whether it names the credential."""
    known, asks = openings.shapes.credentials, openings.shapes.asks["any"]
    naming: Bools = np.logical_or.reduce(asks.is_named[:, [name == credential for name in known]], axis=1)
    return naming


def _place(word: str, words: tuple[str, ...]) -> int:
    return words.index(word) if word in words else -1


def _day(written: str, missing: str) -> int:
    """Give a day or a month as the frame has days; a month's first or last as `missing` says."""
    digits = written.replace("-", "")
    return int((digits + missing)[:8]) if digits.isdecimal() else 0
