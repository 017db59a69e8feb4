"""What leaves the crawler: one posting, as its employer's board shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypedDict

BodyKind = Literal["html", "text"]
DateKind = Literal["exact", "on_or_before"]
PayUnit = Literal["hour", "day", "week", "biweek", "month", "year", "item"]
Outcome = Literal["complete", "partial", "refused", "blocked", "failed", "shrunken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayField:
    """Base pay as a board states it in fields of its own, in dollars per `unit`; a missing bound is None."""

    low: float | None
    high: float | None
    unit: PayUnit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One posting, as its employer's board shows it.

    `id` is "platform:board:native id" and never changes; `source` is the slug of the registry row or the
    name of the imported file. `body` is as served (no derived text). Dates are the board's own calendar
    dates; `posted_kind` says whether `posted_on` is exact or only a bound ("Posted 30+ Days Ago").
    `fetched_at` is UTC. `list_hash` is that of the posting's row on the board's list: while it stays the
    same, the posting need not be read again. `validator` is what its page was sent with, an ETag or a date of last
    change: handed back with the next request, it lets the host say that nothing changed.
    """

    id: str
    source: str
    platform: str
    url: str
    title: str
    employer: str
    body: str
    body_kind: BodyKind
    fetched_at: datetime
    employer_kind: str | None = None
    locations: tuple[str, ...] = ()
    posted_on: date | None = None
    posted_kind: DateKind = "exact"
    updated_on: date | None = None
    closes_on: date | None = None
    requisition: str | None = None
    employment_type: str | None = None
    remote_field: str | None = None
    pay_field: PayField | None = None
    list_hash: str | None = None
    validator: str | None = None


class Found(TypedDict):
    """What is known of a posting from where it was found, whatever it says: some of Posting's fields."""

    id: str
    source: str
    platform: str
    url: str
    employer: str
    employer_kind: str | None
    fetched_at: datetime
    list_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReport:
    """How one crawl of one board went: what it advertised, and what became of each posting it listed.

    `listed` are the ids seen on the list (screened titles included), `closed` those that the board itself
    declared gone (404, 410, a closed flag), `unchanged` those
    that it said are as they were when it was asked for them again (304; counted as skipped). `outcome` is "complete" only where the list was read to its
    true end; nothing may be closed for absence from any other.
    """

    source: str
    platform: str
    outcome: Outcome
    started_at: datetime
    finished_at: datetime
    advertised: int | None
    listed: frozenset[str]
    screened_out: int
    fetched: int
    failed: int
    blocked: int
    skipped: int
    closed: frozenset[str] = frozenset()
    unchanged: frozenset[str] = frozenset()
    note: str = ""
