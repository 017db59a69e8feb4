"""Which openings fit a few words, newest first?"""

from dataclasses import dataclass

import numpy as np

from db.counted import Bools, Numbers
from db.days import ALWAYS, Span, between
from db.frame import Frame
from db.geography import NATION, Region
from db.naming import SPLIT
from db.selection import fitting, gathered, openings_of, placed_in, share

FEW = 0.01  # of all openings: up to here gathering is quicker than going back through the days
STRIDE = 16_384


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
    return openings_of(openings, *meant(openings, wanted))


def newest(openings: Frame, wanted: Filters, most: int) -> list[int]:
    """Give the numbers of the newest openings that fit, newest first, of one day the highest number first."""
    fits, span = meant(openings, wanted)
    find = _of_few if share(openings, fits) < FEW else _of_many
    return find(openings, fits, span, most)


def _of_few(openings: Frame, fits: Bools, span: Span, most: int) -> list[int]:
    """Find the newest by gathering all openings of the profiles that fit."""
    lists, (_, place) = openings.by_profile, gathered(openings, fits, span)
    number = openings.opening.take(lists.member.take(place))
    moment = lists.first_on.take(place).astype(np.int64) << 32 | number
    if len(moment) > most:
        moment = np.partition(moment, len(moment) - most)[-most:]
    found: list[int] = (np.sort(moment)[::-1] & 0xFFFFFFFF).tolist()
    return found


def _of_many(openings: Frame, fits: Bools, span: Span, most: int) -> list[int]:
    """Find the newest by going back day by day until there are enough, in ever longer strides."""
    begin, end = between(openings.days.first_on, span)
    found: list[int] = []
    stride = STRIDE
    while end > begin and len(found) < most:
        start = max(begin, end - stride)
        rows = openings.days.row[start:end][::-1]
        kept = rows[fits.take(openings.profile.take(rows))]
        found += openings.opening.take(kept[: most - len(found)]).tolist()
        end, stride = start, stride * 4
    return found


def meant(openings: Frame, wanted: Filters) -> tuple[Bools, Span]:
    """Tell of each profile whether its openings fit, and which days do."""
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
    return fits, _span(wanted)


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


def _span(wanted: Filters) -> Span:
    since, until = wanted.since or wanted.month, wanted.until or wanted.month
    return _day(since, "00") if since else ALWAYS[0], _day(until, "99") if until else ALWAYS[1]


def _day(written: str, missing: str) -> np.int32:
    """Give a day or a month as the frame has days; a month's first or last as `missing` says."""
    digits = written.replace("-", "")
    return np.int32(int((digits + missing)[:8])) if digits.isdecimal() else np.int32(0)
