"""What do all coder openings ask for, as arrays that any question is counted from?

A frame is read from the database in a moment and kept until anything counted changes.
Openings lie in the order of their employer system, and within it of their setting and their shape, so that counting by these is one pass.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from db.counted import REMOTE, UNKNOWN, Bools, Counted, Marks, Numbers, Reals, counted, marks
from db.days import Comings, Days, days
from db.naming import Shapes, read_shapes
from db.packing import Records
from db.packs import read_packs
from db.stamped import Stamped
from db.statements import statement


@dataclass(frozen=True, slots=True)
class Coded:
    """A word of each row, by its place in `words`; `of` tells of each word which rows have it."""

    words: tuple[str, ...]
    code: NDArray[np.int16]
    of: dict[str, Bools]

    def among(self, wanted: Iterable[str]) -> Bools:
        """Tell of each row whether its word is one of those."""
        found = [self.of[word] for word in wanted if word in self.of]
        if len(found) == 1:
            return found[0]
        either: Bools = np.logical_or.reduce([np.zeros(len(self.code), dtype=bool), *found])
        return either


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles by their place in order; places are rows of their own, `at` says whose."""

    setting: Coded
    remote: Coded
    scope: Coded
    work_types: Coded
    shape: Numbers
    at: Numbers
    state: Coded
    county: Numbers
    cbsa: Numbers

    def __len__(self) -> int:
        return len(self.shape)


@dataclass(frozen=True, slots=True)
class Lists:
    """Which openings each profile has: those of profile p are `member[start[p]:start[p + 1]]`; `first_on` is each one's day."""

    start: Numbers
    member: Numbers
    first_on: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Paying:
    """The openings that state pay, in dollars a year, least first, and their shapes.

    `naming[level]` are the places of those that name each credential, all of one credential together, and where each begins.
    """

    pay: Reals
    shape: NDArray[np.int32]
    naming: dict[str, tuple[Numbers, Numbers]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Every coder opening; `cluster` is the employer system by its place in `names`, `placeless` the number without any place.

    Those of employer system and setting i begin at `by_setting[i]`. `remote` keeps, by setting and type of work, when the remote openings came,
    for those that were asked for.
    """

    opening: NDArray[np.int32]
    cluster: NDArray[np.int32]
    profile: Numbers
    first_on: NDArray[np.int32]
    by_setting: Numbers
    days: Days
    pay: Reals
    paying: Paying
    counted: Counted
    remote_status: Marks
    lacking: Marks
    names: tuple[str, ...]
    placeless: int
    by_profile: Lists
    remote: dict[tuple[str | None, str | None], Comings]
    profiles: Profiles
    shapes: Shapes

    def __len__(self) -> int:
        return len(self.opening)


def frame(db: Database) -> Frame:
    """Give the openings as they stand on this connection."""
    return _frames.of(db)


def runs(first: NDArray[np.integer], *others: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Give where each run of rows that are alike begins, and its length."""
    if not len(first):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    begins = np.empty(len(first), dtype=bool)
    begins[0] = True
    np.not_equal(first[1:], first[:-1], out=begins[1:])
    for other in others:
        begins[1:] |= other[1:] != other[:-1]
    start = np.flatnonzero(begins)
    return start, np.diff(start, append=len(first))


def expand(starts: Numbers, rows: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Give, for lists of which row r is `starts[r]` to `starts[r + 1]`, each row's place in `rows` and each member's place."""
    lengths = np.diff(starts).take(rows)
    owner = np.repeat(np.arange(len(rows)), lengths)
    first = starts.take(rows) - (np.cumsum(lengths) - lengths)
    return owner, np.arange(len(owner)) + first.take(owner)


def _read(db: Database) -> Frame:
    numbers, records = read_packs(db)
    ids, profiles, shapes = _profiles(db)
    order_of_ids = np.argsort(ids)
    profile: Numbers = order_of_ids[np.searchsorted(ids, records["profile"], sorter=order_of_ids)]
    clusters, cluster = np.unique(records["cluster"], return_inverse=True)
    order = np.argsort(cluster * np.int64(len(ids) + 1) + profile, kind="stable")
    numbers, records, profile, cluster = numbers[order], records[order], profile[order], cluster[order]
    shape, most = profiles.shape[profile], int(np.bincount(cluster).max(initial=0))
    first_on, (paying, rank) = records["first_on"].copy(), _paying(records["pay"].copy(), shape, shapes)
    return Frame(
        opening=numbers.astype(np.int32),
        cluster=cluster.astype(np.int32),
        profile=profile,
        first_on=first_on,
        by_setting=runs(cluster, profiles.setting.code[profile])[0],
        days=days(first_on, numbers, profile, len(profiles)),
        pay=records["pay"].copy(),
        paying=paying,
        counted=counted(
            cluster=cluster,
            shape=shape,
            first_on=first_on,
            pay=rank,
            is_open=records["is_open"] == 1,
            remote=_remote_status(profiles)[profile],
            lacking=_lacking(profiles, profile, records),
            postings=records["postings"],
        ),
        remote_status=marks(np.eye(len(REMOTE), dtype=bool), most),
        lacking=marks(np.arange(2 ** len(UNKNOWN)) >> np.arange(len(UNKNOWN))[:, None] & 1 == 1, most),
        names=_names(db, clusters),
        placeless=int(np.count_nonzero(~np.isin(profile, profiles.at))),
        by_profile=_lists(profile, len(profiles), first_on),
        remote={},
        profiles=profiles,
        shapes=shapes,
    )


_frames = Stamped(_read)


def _remote_status(profiles: Profiles) -> NDArray[np.int8]:
    places = np.array([REMOTE.index(word) for word in profiles.remote.words], dtype=np.int8)
    return places[profiles.remote.code]


def _lacking(profiles: Profiles, profile: Numbers, records: Records) -> tuple[Bools, ...]:
    return (
        profiles.remote.among(["unstated"])[profile],
        profiles.setting.among(["unknown"])[profile],
        profiles.work_types.among([""])[profile],
        np.isnan(records["pay"]),
        records["lacks_experience"] == 1,
    )


def _lists(profile: Numbers, many: int, first_on: NDArray[np.int32]) -> Lists:
    start = np.concatenate([[0], np.cumsum(np.bincount(profile, minlength=many))])
    member = np.argsort(profile, kind="stable")
    return Lists(start, member, first_on[member])


def _paying(pay: Reals, shape: Numbers, shapes: Shapes) -> tuple[Paying, NDArray[np.int32]]:
    """Order the openings that state pay by it, and give the place of each opening among them, -1 of the others."""
    by_pay = np.argsort(pay, kind="stable")[: np.count_nonzero(~np.isnan(pay))]
    place = np.full(len(pay), -1, dtype=np.int32)
    place[by_pay] = np.arange(len(by_pay))
    theirs = shape[by_pay].astype(np.int32)
    naming = {}
    for level, asks in shapes.asks.items():
        by_credential = asks.rows[theirs].tocsc()
        naming[level] = by_credential.indices.astype(np.int64), by_credential.indptr.astype(np.int64)
    return Paying(pay[by_pay], theirs, naming), place


def _names(db: Database, clusters: NDArray[np.int32]) -> tuple[str, ...]:
    name_of = dict(db.execute("select id, name from employers").fetchall())
    return tuple(name_of[int(cluster)] for cluster in clusters)


def _profiles(db: Database) -> tuple[Numbers, Profiles, Shapes]:
    rows = db.execute(statement("frame_profiles")).fetchall()
    ids, setting, remote, scope, work_types, shape = _columns(rows, 6)
    numbers = np.array(ids, dtype=np.int64)
    known = np.array(sorted({number for number in shape if number is not None}), dtype=np.int64)
    place_of = {int(number): place for place, number in enumerate(numbers)}
    places = db.execute(statement("frame_places")).fetchall()
    at, state, county, cbsa = _columns(places, 4)
    profiles = Profiles(
        setting=_coded(setting),
        remote=_coded(remote),
        scope=_coded(scope),
        work_types=_coded(work_types),
        shape=np.searchsorted(known, np.array(shape, dtype=np.int64)),
        at=np.array([place_of[number] for number in at], dtype=np.int64),
        state=_coded(state),
        county=np.array(county, dtype=np.int64),
        cbsa=np.array(cbsa, dtype=np.int64),
    )
    return numbers, profiles, read_shapes(db, [int(number) for number in known])


def _columns(rows: list[tuple], width: int) -> list[tuple]:  # type: ignore[type-arg]  # columns differ
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _coded(words: Sequence[str]) -> Coded:
    known = tuple(sorted(set(words)))
    code_of = {word: code for code, word in enumerate(known)}
    code = np.array([code_of[word] for word in words], dtype=np.int16)
    return Coded(known, code, {word: code == place for word, place in code_of.items()})
