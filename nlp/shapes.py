"""What goes into the tagger, and what comes out: a posting's tags, each with the words that prove it."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["required", "preferred"]
Remote = Literal["remote", "hybrid", "onsite", "unstated"]
PayUnit = Literal["hour", "day", "week", "biweek", "month", "year", "item"]
StatesScope = Literal["listed", "any", "unstated"]
Where = Literal["text", "title", "employer", "locations", "board"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is known of a posting before it is tagged; `text` is made by `nlp.text` and never changed after.

    `locations` is the location field as written, several places joined by "; ". `board_pay` is
    (low, high, unit) as the board's own fields state it.
    """

    text: str
    title: str = ""
    employer: str = ""
    employer_kind: str | None = None
    locations: str = ""
    remote_field: str | None = None
    employment_field: str | None = None
    board_pay: tuple[float | None, float | None, PayUnit | None] | None = None


# Not frozen: a posting has twenty of these two, and a frozen one takes six times as long to make and to send.
@dataclass(slots=True, unsafe_hash=True)
class Evidence:
    """The words that prove one value: `source[start:end]`, where `source` is the text unless `where` differs."""

    field: str
    value: str
    start: int
    end: int
    rule: str
    where: Where = "text"


@dataclass(slots=True, unsafe_hash=True)
class Rejected:
    """A candidate that was not taken, and why, so that a reader can see why a posting was not tagged."""

    field: str
    value: str
    start: int
    end: int
    reason: str
    where: Where = "text"


@dataclass(frozen=True, slots=True)
class RequirementGroup:
    """Any one of `any_of` satisfies it; all groups of a level hold together."""

    level: Level
    any_of: tuple[str, ...]
    months_to_obtain: float | None = None
    or_experience: bool = False


@dataclass(frozen=True, slots=True)
class Pay:
    """Base pay in dollars per `unit`; a bound that is not stated is None."""

    low: float | None
    high: float | None
    unit: PayUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a posting says; where it is silent the value is None, empty or "unstated"."""

    job_class: Literal["coder", "adjacent", "other"]
    role: str
    employer_setting: str
    work_types: tuple[str, ...] = ()
    requirements: tuple[RequirementGroup, ...] = ()
    remote: Remote = "unstated"
    states: tuple[str, ...] = ()
    states_scope: StatesScope = "unstated"
    pay: Pay | None = None
    pay_basis: Literal["text", "board"] | None = None
    experience_years: float | None = None
    employment_type: str | None = None
    specialties: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()
