"""What do all coder openings ask for, as arrays that any question is counted from?

A frame is read from the database in a moment and kept until anything counted changes.
Openings lie in the order of their employer system, and within it of their shape, so that counting by either is one pass.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from db.packing import Records
from db.packs import read_packs
from db.stamped import Stamped
from db.statements import statement

Numbers = NDArray[np.int64]
Bools = NDArray[np.bool_]
Reals = NDArray[np.float64]

LEVELS = ("any", "required", "preferred")
REMOTE = ("remote", "hybrid", "onsite", "unstated")
UNKNOWN = ("remote", "setting", "work type", "pay a year", "years of experience")
SPLIT = ("CPC only", "either", "both", "CCS only", "other", "none named")


@dataclass(frozen=True, slots=True)
class Asks:
    """Which credentials each shape names at a level: those of shape s are `credential[start[s]:start[s + 1]]`, and `is_named[s]` tells of each."""

    start: Numbers
    credential: Numbers
    is_named: Bools


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes by their place in order; `split[level]` is the class of each, by its place in SPLIT."""

    asks: dict[str, Asks]
    split: dict[str, NDArray[np.int8]]
    credentials: tuple[str, ...]


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
class Remote:
    """The remote openings alone, in the order of their days."""

    profile: Numbers
    first_on: NDArray[np.int32]
    cluster: Numbers


@dataclass(frozen=True, slots=True)
class Marks:
    """Several truths of each row, packed so that the rows of any one employer system are counted by adding numbers.

    `packed[i]` holds `each` truths or fewer of `many`, one in every `bits` bits, the first lowest.
    """

    packed: tuple[Numbers, ...]
    bits: int
    each: int
    many: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Every coder opening; `cluster` is the employer system by its place in `names`, `placeless` the number without any place.

    `by_day` are the places in the order of their days, of one day the lowest number first.
    `month` counts months from the year 0, `remote_status` is its place in REMOTE, `lacking` tells what it leaves unsaid, in the order
    of UNKNOWN; `pay_rank` is the place of its pay in `pays`, which are in order; -1 where it states none.
    """

    opening: NDArray[np.int32]
    cluster: NDArray[np.int32]
    profile: Numbers
    shape: Numbers
    first_on: NDArray[np.int32]
    month: Numbers
    by_day: Numbers
    postings: NDArray[np.int32]
    pay: Reals
    pay_rank: NDArray[np.int32]
    pays: Reals
    is_open: Bools
    remote_status: NDArray[np.int8]
    lacking: Marks
    names: tuple[str, ...]
    placeless: int
    by_profile: Lists
    remote: Remote
    profiles: Profiles
    shapes: Shapes

    def __len__(self) -> int:
        return len(self.opening)


def frame(db: Database) -> Frame:
    """Give the openings as they stand on this connection."""
    return _frames.of(db)


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
    is_remote = profiles.remote.among(["remote"])[profile]
    first_on, (pays, pay_rank) = records["first_on"], _ranked(records["pay"])
    return Frame(
        opening=numbers.astype(np.int32),
        cluster=cluster.astype(np.int32),
        profile=profile,
        shape=profiles.shape[profile],
        first_on=first_on.copy(),
        month=(first_on // 10000 * 12 + first_on // 100 % 100 - 1).astype(np.int64),
        by_day=np.argsort(first_on.astype(np.int64) << 32 | numbers),
        postings=records["postings"].copy(),
        pay=records["pay"].copy(),
        pay_rank=pay_rank,
        pays=pays,
        is_open=records["is_open"] == 1,
        remote_status=_remote_status(profiles)[profile],
        lacking=_marks(_lacking(profiles, profile, records), most=int(np.bincount(cluster).max(initial=0))),
        names=_names(db, clusters),
        placeless=int(np.count_nonzero(~np.isin(profile, profiles.at))),
        by_profile=_lists(profile, len(profiles), first_on),
        remote=_remote(profile[is_remote], first_on[is_remote], cluster[is_remote]),
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


def _marks(truths: Sequence[Bools], most: int) -> Marks:
    """Pack truths so that the sums of up to `most` rows have room."""
    bits = max(most, 1).bit_length()
    each = min(63 // bits, len(truths))
    parts = [truths[begin : begin + each] for begin in range(0, len(truths), each)]
    packed = (
        sum(truth.astype(np.int64) << bits * place for place, truth in enumerate(part)) for part in parts
    )
    return Marks(tuple(np.asarray(one, dtype=np.int64) for one in packed), bits, each, len(truths))


def _ranked(pay: Reals) -> tuple[Reals, NDArray[np.int32]]:
    is_stated = ~np.isnan(pay)
    pays, ranks = np.unique(pay[is_stated], return_inverse=True)
    found = np.full(len(pay), -1, dtype=np.int32)
    found[is_stated] = ranks
    return pays, found


def _lists(profile: Numbers, many: int, first_on: NDArray[np.int32]) -> Lists:
    start = np.concatenate([[0], np.cumsum(np.bincount(profile, minlength=many))])
    member = np.argsort(profile, kind="stable")
    return Lists(start, member, first_on[member])


def _remote(profile: Numbers, first_on: NDArray[np.int32], cluster: Numbers) -> Remote:
    by_day = np.argsort(first_on, kind="stable")
    return Remote(profile[by_day], first_on[by_day], cluster[by_day])


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
    return numbers, profiles, _shapes(db, [int(number) for number in known])


def _columns(rows: list[tuple], width: int) -> list[tuple]:  # type: ignore[type-arg]  # columns differ
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _coded(words: Sequence[str]) -> Coded:
    known = tuple(sorted(set(words)))
    code_of = {word: code for code, word in enumerate(known)}
    code = np.array([code_of[word] for word in words], dtype=np.int16)
    return Coded(known, code, {word: code == place for word, place in code_of.items()})


def _shapes(db: Database, known: list[int]) -> Shapes:
    place_of = {number: place for place, number in enumerate(known)}
    rows = [row for row in db.execute(statement("frame_asks")).fetchall() if row[0] in place_of]
    credentials = sorted({credential for _, credential, *_ in rows})
    code_of = {credential: code for code, credential in enumerate(credentials)}
    named = {level: np.zeros((len(known), len(credentials)), dtype=bool) for level in LEVELS}
    for shape, credential, required, preferred in rows:
        for level, is_at in zip(LEVELS, (1, required, preferred), strict=True):
            named[level][place_of[shape], code_of[credential]] = is_at
    split = {level: np.zeros(len(known), dtype=np.int8) for level in LEVELS}
    for shape, level, name in db.execute(statement("frame_splits")).fetchall():
        if shape in place_of:
            split[level][place_of[shape]] = SPLIT.index(name)
    return Shapes({level: _asks(is_named) for level, is_named in named.items()}, split, tuple(credentials))


def _asks(is_named: Bools) -> Asks:
    shape, credential = np.nonzero(is_named)
    return Asks(np.searchsorted(shape, np.arange(len(is_named) + 1)), credential, is_named)
