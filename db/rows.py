"""What passes between the database and the rooms that fill and read it?"""

from dataclasses import dataclass
from datetime import datetime

from crawler.posting import BodyKind
from nlp.shapes import PayUnit, Tags


@dataclass(frozen=True, slots=True)
class Known:
    """What the crawler must know of a posting that is kept already; `fetched_at` is UTC, `validator` its page's ETag or date."""

    id: str
    list_hash: str | None
    fetched_at: datetime
    validator: str | None = None


@dataclass(frozen=True, slots=True)
class Untagged:
    """One posting that waits for its tags; `content` names the version read, and goes back with them."""

    id: str
    content: int
    title: str
    employer: str
    employer_kind: str | None
    locations: str
    remote_field: str | None
    employment_field: str | None
    board_pay: tuple[float | None, float | None, PayUnit | None] | None
    body: str
    body_kind: BodyKind


@dataclass(frozen=True, slots=True)
class Tagged:
    """A posting's text, in which all offsets count, and its tags; `content` is that of the Untagged row."""

    id: str
    content: int
    text: str
    was_cut: bool
    tags: Tags
    tagger_version: str


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """What the registry knows of an employer; `parent` is the name of the system that it belongs to."""

    name: str
    parent: str | None = None
    kind: str | None = None
    setting: str | None = None


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """One credential of the catalogue; `implies` are the codes that a holder satisfies as well."""

    code: str
    name: str
    issuer: str
    level: str | None = None
    side: str | None = None
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """How many postings a write found new, changed, and as they were."""

    new: int
    changed: int
    same: int

    def __add__(self, other: "Stored") -> "Stored":
        return Stored(self.new + other.new, self.changed + other.changed, self.same + other.same)
