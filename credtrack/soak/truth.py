"""Does the database hold at the end what the market's generator knows?"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils.db import Database

from crawler.titles import keeps
from credtrack.sample.compose import write
from credtrack.sample.facts import SamplePosting
from db.boards import ABSENCES_TO_CLOSE
from db.health import faults
from db.tidying import demand_is_right

NATIVE = re.compile("[:/]")


@dataclass(frozen=True, slots=True)
class Kept:
    """A posting as the database holds it: when it was opened and closed, each as often as it was, and whether tagged."""

    opened: tuple[date, ...]
    closed: tuple[date, ...]
    reopened: int
    is_open: bool
    is_tagged: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found wrong, by posting or rule; every tuple is empty where the database holds the truth."""

    postings: int
    crawls: int
    lost: tuple[str, ...]
    invented: tuple[str, ...]
    doubled: tuple[str, ...]
    wrongly_closed: tuple[str, ...]
    wrongly_open: tuple[str, ...]
    untagged: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def wrong(self) -> list[str]:
        """Every complaint as a line."""
        rules = ("lost", "invented", "doubled", "wrongly_closed", "wrongly_open", "untagged", "faults")
        return [f"{rule.replace('_', ' ')}: {what}" for rule in rules for what in getattr(self, rule)]


def judge(db: Database, postings: Sequence[SamplePosting]) -> Verdict:
    """Hold the database against the market's postings, as its boards showed them on the days when they were read."""
    found, days = _kept(db), _days_read(db)
    known = {f"{p.board_employer.slug} {p.native_id}": p for p in postings}
    wanted = {
        key: p for key, p in known.items() if _was_seen(p, days.get(p.board_employer.slug, [])) and _passes(p)
    }
    both = [(key, wanted[key], found[key]) for key in sorted(wanted.keys() & found.keys())]
    return Verdict(
        postings=len(found),
        crawls=sum(map(len, days.values())),
        lost=tuple(sorted(wanted.keys() - found.keys())),
        invented=tuple(sorted(found.keys() - known.keys())),
        doubled=tuple(key for key, _, kept in both if len(kept.opened) != 1 or len(kept.closed) > 1),
        wrongly_closed=tuple(key for key, p, kept in both if _closed_too_early(p, kept)),
        wrongly_open=tuple(
            key for key, p, kept in both if _closed_too_late(p, kept, days[p.board_employer.slug])
        ),
        untagged=tuple(key for key, _, kept in both if not kept.is_tagged),
        faults=(*faults(db), *([] if demand_is_right(db) else ["the counts of demand"])),
    )


def _passes(posting: SamplePosting) -> bool:
    return keeps(write(posting).title)


def _days_read(db: Database) -> Mapping[str, list[date]]:
    """The days on which each board's list was read to its end, in order."""
    rows = db.execute(
        "select slug, substr(started_at, 1, 10) from crawls join sources on sources.id = source "
        "where outcome = 'complete' order by started_at"
    )
    days: dict[str, list[date]] = defaultdict(list)
    for slug, day in rows:
        days[slug].append(date.fromisoformat(day))
    return days


def _was_seen(posting: SamplePosting, days: Sequence[date]) -> bool:
    at = bisect_left(days, posting.posted_on)
    return at < len(days) and (posting.closed_on is None or days[at] < posting.closed_on)


def _closed_too_early(posting: SamplePosting, kept: Kept) -> bool:
    early = [day for day in kept.closed if posting.closed_on is None or day < posting.closed_on]
    return bool(early) or kept.reopened > 0


def _closed_too_late(posting: SamplePosting, kept: Kept, days: Sequence[date]) -> bool:
    """It closes with the second list without it, unless its board said so before."""
    if posting.closed_on is None:
        return False
    absences = days[bisect_left(days, posting.closed_on) :]
    if len(absences) < ABSENCES_TO_CLOSE:
        return False
    return kept.is_open or kept.closed[0] > absences[ABSENCES_TO_CLOSE - 1]


def _kept(db: Database) -> Mapping[str, Kept]:
    """Each posting under its board and its number there, which is how both sides name it."""
    query = Path(__file__).with_name("kept.sql").read_text(encoding="utf-8")
    return {f"{slug} {NATIVE.split(key)[-1]}": _row(*row) for slug, key, *row in db.execute(query)}


def _row(opened: str, closed: str | None, reopened: int, is_open: int, is_tagged: int) -> Kept:
    return Kept(tuple(_moments(opened)), tuple(_moments(closed)), reopened, bool(is_open), bool(is_tagged))


def _moments(told: str | None) -> Iterator[date]:
    return (date.fromisoformat(moment[:10]) for moment in (told or "").split(",") if moment)
