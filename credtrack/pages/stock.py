"""Which coder openings are there, newest first, so that any choice of them is listed and counted in milliseconds?"""

from dataclasses import dataclass, field
from itertools import count

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from credtrack.library import Datasette
from credtrack.pages.reading import sql
from credtrack.pages.shelf import asked
from db.frame import Coded as Words
from db.frame import Frame, frame
from db.naming import SPLIT

Numbers = NDArray[np.int64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One word of each profile, as a place among `names`."""

    names: tuple[str, ...]
    codes: NDArray[np.int64]

    def sizes(self, by_profile: Numbers) -> Numbers:
        """How many openings have each name, where so many are of each profile."""
        return np.bincount(self.codes, by_profile, len(self.names)).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Flags:
    """Which of several words each profile has; `has[:, i]` tells of `names[i]`."""

    names: tuple[str, ...]
    has: Chosen

    def of(self, name: str) -> Chosen:
        """Which profiles have the word; none where it is not known."""
        return self.has[:, self.names.index(name)] if name in self.names else np.zeros(len(self.has), bool)

    def sizes(self, by_profile: Numbers) -> Numbers:
        """How many openings have each name, where so many are of each profile."""
        there = np.flatnonzero(by_profile)
        found: Numbers = by_profile[there] @ self.has[there]
        return found


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Stock:
    """The openings, newest first: what differs by opening as columns, what is shared by its profile.

    Days are numbers such as 20260131; `clusters` are places in `employers`, the employer systems' names; `metros` and `counties`
    pair profiles with CBSA and FIPS numbers. `by_number` are the places in the order of `ids`; `joined` are the postings that
    belong to an opening of another number, and those openings'. `reading` is another each time that the stock is read: an answer that
    is made of it is kept by that, for the earlier stock may still serve while the next is read.
    """

    ids: Numbers
    days: Numbers
    is_open: Chosen
    clusters: Numbers
    employers: tuple[str, ...]
    profiles: Numbers
    pay: NDArray[np.float64]
    setting: Coded
    remote: Coded
    split: Coded
    work_types: Flags
    states: Flags
    named: Flags
    required: Flags
    preferred: Flags
    metros: Numbers
    counties: Numbers
    by_number: Numbers
    joined: tuple[Numbers, Numbers]
    reading: int = field(default_factory=count().__next__)

    def places_of(self, postings: Numbers) -> Numbers:
        """The places of the openings that postings belong to; those of no coder opening have none."""
        if not len(self) or not len(postings):
            return np.zeros(0, dtype=np.int64)
        sought, theirs = self.joined
        openings = postings.copy()
        if len(sought):
            at = np.minimum(np.searchsorted(sought, postings), len(sought) - 1)
            is_joined = sought[at] == postings
            openings[is_joined] = theirs[at[is_joined]]
        places, is_known = self.find(openings)
        found: Numbers = places[is_known]
        return found

    def find(self, openings: Numbers) -> tuple[Numbers, Chosen]:
        """The places of openings by their numbers, and which of them are known; there must be some openings."""
        at = np.minimum(np.searchsorted(self.ids, openings, sorter=self.by_number), len(self) - 1)
        places = self.by_number[at]
        return places, self.ids[places] == openings

    def __len__(self) -> int:
        """How many openings there are."""
        return len(self.ids)


async def stock(datasette: Datasette) -> Stock:
    """The openings of the served database, read again when it has changed."""
    return await asked(datasette, "stock", load)


def load(db: Database) -> Stock:
    """Read all coder openings into columns."""
    found = frame(db)
    newest = np.lexsort((-found.opening.astype(np.int64), -found.first_on.astype(np.int64)))
    profiles, shapes = found.profiles, found.shapes
    ids = found.opening[newest].astype(np.int64)
    return Stock(
        ids=ids,
        days=found.first_on[newest].astype(np.int64),
        is_open=found.counted.is_open[newest] == 1,
        clusters=found.cluster[newest].astype(np.int64),
        employers=found.names,
        profiles=found.profile[newest].astype(np.int64),
        pay=found.pay[newest],
        setting=_coded(profiles.setting),
        remote=_coded(profiles.remote),
        split=Coded(SPLIT, shapes.split["any"][profiles.shape].astype(np.int64)),
        work_types=_work_types(profiles.work_types),
        states=_states(found),
        named=_asked(found, "any"),
        required=_asked(found, "required"),
        preferred=_asked(found, "preferred"),
        metros=_pairs(profiles.at, profiles.cbsa),
        counties=_pairs(profiles.at, profiles.county),
        by_number=np.argsort(ids),
        joined=_joined(db),
    )


def years(db: Database, openings: Stock) -> NDArray[np.float64]:
    """The years of experience that each opening of the stock asks for; not a number where it says none."""
    rows = db.execute(sql("stock_years")).fetchall()
    found = np.full(len(openings), np.nan)
    if rows:
        places, is_known = openings.find(np.array([row[0] for row in rows]))
        found[places[is_known]] = np.array([row[1] for row in rows])[is_known]
    return found


def _joined(db: Database) -> tuple[Numbers, Numbers]:
    rows = np.array(db.execute(sql("stock_joined")).fetchall(), dtype=np.int64).reshape(-1, 2)
    rows = rows[np.argsort(rows[:, 0])]
    return rows[:, 0], rows[:, 1]


def _pairs(profiles: Numbers, places: Numbers) -> Numbers:
    found: Numbers = np.unique(np.stack([profiles, places], axis=1)[places > 0], axis=0)
    return found


def _coded(words: Words) -> Coded:
    return Coded(words.words, words.code.astype(np.int64))


def _work_types(words: Words) -> Flags:
    names = sorted({name for each in words.words for name in each.split()})
    has = np.array([[name in each.split() for name in names] for each in words.words], dtype=bool)
    return Flags(tuple(names), has.reshape(len(words.words), len(names))[words.code])


def _states(found: Frame) -> Flags:
    state = found.profiles.state
    has = np.zeros((len(found.profiles), len(state.words)), dtype=bool)
    has[found.profiles.at, state.code] = True
    kept = [number for number, name in enumerate(state.words) if name]
    return Flags(tuple(state.words[number] for number in kept), has[:, kept])


def _asked(found: Frame, level: str) -> Flags:
    return Flags(found.shapes.credentials, found.shapes.asks[level].is_named[found.profiles.shape])
