"""What is true of each employer, opening and posting of the sample market, before a word is written?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.shapes import Pay, Remote, RequirementGroup, StatesScope


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of work, with the county that it lies in."""

    city: str
    state: str
    county_fips: str
    zip_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEmployer:
    """One invented employer and the board that it runs; `parent` joins employers of one system.

    `addresses` are paths on the board's host at which its row says that postings are named, `permission` is
    what that row says of the host's owner. A board that `drops_late` goes on listing postings that are closed.
    """

    slug: str
    name: str
    parent: str
    setting: str
    kind: str
    platform: str
    board: str
    places: tuple[Place, ...]
    is_va: bool = False
    addresses: tuple[str, ...] = ()
    permission: str | None = None
    drops_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One job that is to be filled, with all that a tag or a claim reads.

    `states` are those of the work place or in which a remote worker must live; `pay_is_written` False means
    that pay stands in the board's own fields alone. `mentions` are of: drg, icd10pcs, automation, abstracting,
    epic, encoder, em, hcc. `talked_about` are credentials that the text names without asking for them.
    `differentials` asks the writer for figures that are not base pay (bonus, shift, tuition).
    """

    key: str
    employer: SampleEmployer
    title_hint: str
    job_class: Literal["coder", "adjacent", "other"]
    role: str
    work_types: tuple[str, ...] = ()
    requirements: tuple[RequirementGroup, ...] = ()
    remote: Remote
    places: tuple[Place, ...]
    states: tuple[str, ...]
    states_scope: StatesScope
    pay: Pay | None = None
    pay_is_written: bool = True
    experience_years: float | None = None
    employment_type: Literal["full_time", "part_time", "prn", "contract"] | None
    specialties: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    talked_about: tuple[str, ...] = ()
    differentials: bool = False
    requisition: str = ""
    opened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePosting:
    """One appearance of an opening on a board; copies are worded anew, reposts come within 60 days.

    `requisition` is the number that this board shows: a copy has its poster's own, a repost may have a new one.
    """

    id: str
    opening: Opening
    board_employer: SampleEmployer
    native_id: str
    kind: Literal["original", "repost", "same_requisition", "copy"]
    posted_on: date
    closed_on: date | None
    seed: int
    requisition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A posting put into words: its title, location field, and body as the board serves it."""

    title: str
    location: str
    body: str
    body_kind: Literal["html", "text"]
    remote_field: str | None
    employment_field: str | None
