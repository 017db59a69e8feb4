"""What does a posting's page show: its text, what was read from which words, and what became of it?"""

from dataclasses import dataclass, replace
from typing import Any

from datasette import NotFound, Request, Response
from sqlite_utils.db import Database

from credtrack.library import Datasette
from credtrack.pages.marks import Fact, Stretch, stretches
from credtrack.pages.reading import page, sql
from credtrack.pages.shelf import asked
from credtrack.public import is_public

QUOTED = 120  # characters either side of a proof
LONGEST_QUOTE = 300
BASES = {
    "text": "the text",
    "title": "the title",
    "employer": "the employer’s name",
    "locations": "the location field",
    "board": "a field of the board",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a posting's board says of it."""

    id: int
    key: str
    opening: int
    title: str
    employer: str
    locations: str
    url: str
    posted_on: str | None
    posted_kind: str
    first_seen: str
    last_seen: str
    closed_at: str | None
    closed_reason: str | None
    source: str
    requisition: str | None
    job_class: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a posting, and when."""

    at: str
    kind: str
    field: str | None
    old: str | None
    new: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another posting of the same opening, and why it was joined."""

    id: int
    key: str
    title: str
    source: str
    locations: str
    posted_on: str | None
    closed_at: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A posting with all that its page shows; `around` are the words before and after each fact's, by its number."""

    head: Head
    facts: tuple[Fact, ...]
    around: dict[int, tuple[str, str]]
    title: tuple[Stretch, ...]
    text: tuple[Stretch, ...]
    events: tuple[Event, ...]
    siblings: tuple[Sibling, ...]


def shown(db: Database, number: int, *, public: bool) -> Shown | None:
    """The posting of this number, or None; for a public page without its text, but for what stands around its proofs."""
    row = db.execute(sql("posting"), {"id": number}).fetchone()
    if row is None:
        return None
    head = Head(*row)
    facts = evidence(db, head)
    related = {"id": number, "opening": head.opening}
    return Shown(
        head=replace(head, text="") if public else head,
        facts=facts,
        around={fact.number: around(head.text, fact) for fact in facts if fact.found_in == "text"},
        title=tuple(stretches(head.title, [fact for fact in facts if fact.found_in == "title"])),
        text=() if public else tuple(stretches(head.text, [f for f in facts if f.found_in == "text"])),
        events=tuple(Event(*row) for row in db.execute(sql("posting_history"), {"id": number}).fetchall()),
        siblings=tuple(Sibling(*row) for row in db.execute(sql("posting_siblings"), related).fetchall()),
    )


def around(text: str, fact: Fact) -> tuple[str, str]:
    """The text before and after a fact's words, as much as a public page may show."""
    return text[max(fact.start - QUOTED, 0) : fact.start], text[fact.end : fact.end + QUOTED]


def evidence(db: Database, head: Head) -> tuple[Fact, ...]:
    """What was read from the posting, each with its words; a field of the board has none."""
    sources = {
        "text": head.text,
        "title": head.title,
        "employer": head.employer,
        "locations": head.locations,
    }
    rows = db.execute(sql("posting_evidence"), {"id": head.id}).fetchall()
    return tuple(
        Fact(
            number,
            field,
            value,
            start,
            end,
            rule,
            found_in,
            sources.get(found_in, "")[start:end][:LONGEST_QUOTE],
        )
        for number, (field, value, start, end, rule, found_in) in enumerate(rows, 1)
    )


async def posting(request: Request, datasette: Datasette) -> Any:
    """The page of one posting; one that is not there is a page that says so."""
    number = int(request.url_vars["number"])
    public = is_public(datasette)
    found = await asked(datasette, ("posting", number), lambda db: shown(db, number, public=public))
    if found is None:
        raise NotFound(f"There is no posting number {number} in this database.")
    return await page(datasette, request, "posting.html", posting=found, bases=BASES)


async def record(request: Request, datasette: Datasette) -> Any:
    """From the library's page of a posting's or an opening's row to ours, which shows the same and more."""
    return Response.redirect(datasette.urls.path(f"/-/posting/{request.url_vars['number']}"))
