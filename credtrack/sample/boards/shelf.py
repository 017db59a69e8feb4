"""Which postings does a board show today, and in which words?"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from zlib import crc32

from credtrack.sample.facts import SampleEmployer, SamplePosting, Written

Writer = Callable[[SamplePosting], Written]


@dataclass(slots=True)
class Calendar:
    """The sample market's day, one for all boards; a test moves it."""

    today: date


def is_open(posting: SamplePosting, day: date) -> bool:
    """Tell whether the posting is shown on that day; on its closing day it is gone."""
    return posting.posted_on <= day and (posting.closed_on is None or day < posting.closed_on)


class Shelf:
    """The postings of one board, past and to come, of which it shows those open on the calendar's day."""

    def __init__(
        self, employer: SampleEmployer, postings: Iterable[SamplePosting], write: Writer, calendar: Calendar
    ) -> None:
        self.employer = employer
        self._by_id = {posting.native_id: posting for posting in postings}
        self._write = write
        self._calendar = calendar
        self._written: dict[str, Written] = {}
        self._shown: tuple[date, tuple[SamplePosting, ...]] | None = None

    @property
    def today(self) -> date:
        """The sample market's day."""
        return self._calendar.today

    def open(self) -> tuple[SamplePosting, ...]:
        """Give the postings open today, newest first."""
        if self._shown is None or self._shown[0] != self.today:
            shown = [posting for posting in self._by_id.values() if is_open(posting, self.today)]
            shown.sort(key=lambda posting: (-posting.posted_on.toordinal(), posting.native_id))
            self._shown = (self.today, tuple(shown))
        return self._shown[1]

    def find(self, native_id: str) -> SamplePosting | None:
        """Give the posting with this id if it is open today."""
        posting = self._by_id.get(native_id)
        return posting if posting is not None and is_open(posting, self.today) else None

    def find_closed(self, native_id: str) -> SamplePosting | None:
        """Give the posting with this id if it was open once and isn't today."""
        posting = self._by_id.get(native_id)
        is_past = posting is not None and posting.closed_on is not None and posting.closed_on <= self.today
        return posting if is_past else None

    def listed(self) -> tuple[SamplePosting, ...]:
        """Give what the board's list shows today: the open postings, and on a slow board the closed ones."""
        if not self.employer.drops_late:
            return self.open()
        late = (posting for name, posting in self._by_id.items() if self.find_closed(name) is not None)
        return (*self.open(), *late)

    def written(self, posting: SamplePosting) -> Written:
        """Put the posting into words, once."""
        if posting.native_id not in self._written:
            self._written[posting.native_id] = self._write(posting)
        return self._written[posting.native_id]


def body_html(written: Written) -> str:
    """Give the body as HTML; a plain text becomes paragraphs."""
    if written.body_kind == "html":
        return written.body
    parts = re.split(r"\n{2,}", written.body)
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts).replace("\n", "<br>")


def location_names(written: Written) -> list[str]:
    """List the location field's places, which the writer joins with semicolons."""
    return [name.strip() for name in written.location.split(";") if name.strip()]


def slug(words: str) -> str:
    """Words as a path segment, in the way that Workday makes them: each other sign becomes a hyphen."""
    return re.sub(r"[^A-Za-z0-9]", "-", words).strip("-") or "Posting"


def number(name: str, below: int) -> int:
    """Derive a number from 0 from a name alone, by which boards differ from one another for good."""
    return crc32(name.encode()) % below


def requisition_of(posting: SamplePosting) -> str:
    """Give the number that this board shows for the opening."""
    return posting.requisition or posting.opening.requisition
