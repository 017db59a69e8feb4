"""How does a sample market get into a database as a perfect crawl and a perfect tagger would leave it?"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlite_utils.db import Database

from crawler.posting import Posting
from credtrack.catalogue import load as load_catalogue
from credtrack.sample.facts import SampleEmployer, SamplePosting
from credtrack.sample.truth import hiring_setting
from credtrack.sample.world import Market, Size, build_market
from db.connect import connect, transaction
from db.rows import EmployerRow, Tagged
from db.store import put_employers, put_postings, source_number
from db.tagging import put_tags, untagged
from nlp.shapes import Tags

TODAY = date(2026, 11, 22)
YEARS_CRAWLED = 2
SEED = 1
MARKED_AS = "truth"
"""The version by which the postings are said to be tagged."""


def load_market(path: Path, scenario: str, *, size: Size = "full", every: int = 1) -> Database:
    """A database that holds a market as a perfect tagger would leave it; `every` keeps each n-th opening alone."""
    market = build_market(size, scenario, SEED, TODAY)
    kept = {opening.key for opening in market.openings[::every]}
    postings = [p for p in market.postings if p.kind == "original" and p.opening.key in kept]
    db = connect(path, kind="sample")
    db.execute("pragma synchronous = off")
    load_catalogue(db)
    put_employers(db, [employer_row(each) for each in market.employers])
    _crawl(db, market)
    put_postings(db, map(posting_of, postings))
    put_tags(db, _tagged(db, {p.id: p for p in postings}))
    return db


def employer_row(employer: SampleEmployer) -> EmployerRow:
    """Give an employer of the market as the store keeps it."""
    parent = None if employer.parent == employer.name else employer.parent
    return EmployerRow(employer.name, parent, employer.kind, employer.setting)


def _crawl(db: Database, market: Market) -> None:
    """One complete crawl of every board in each month, from before the first opening on."""
    first = TODAY - timedelta(days=365 * YEARS_CRAWLED + 40)
    months = sorted({(first + timedelta(days=20 * n)).strftime("%Y-%m") for n in range(42)})
    with transaction(db):
        for employer in market.employers:
            number = source_number(db, board_of(employer), employer.platform)
            db.conn.executemany(
                "insert or ignore into crawls (source, started_at, finished_at, outcome) values (?, ?, ?, 'complete')",
                [(number, f"{month}-01T00:00:00Z", f"{month}-01T01:00:00Z") for month in months],
            )


def board_of(employer: SampleEmployer) -> str:
    """Name the board as the sources of these databases are named."""
    return f"{employer.platform}:{employer.board}"


def copy_rows(db: Database, table: str, moved: Mapping[str, int], where: str = "true") -> None:
    """Copy rows of a table once for each n of temp.copies: n times so much is added to some columns, and n to keys."""
    names = [row[1] for row in db.execute(f"pragma table_info({table})").fetchall()]
    values = [
        f"{name} + n * {moved[name]}" if name in moved else "key || ':' || n" if name == "key" else name
        for name in names
    ]
    db.execute(f"create temp table old as select * from {table} where {where}")  # noqa: S608  (our own tables)
    db.execute(f"insert into {table} select {', '.join(values)} from temp.old, temp.copies")  # noqa: S608  (our own tables)
    db.execute("drop table temp.old")


def posting_of(posting: SamplePosting) -> Posting:
    """Give a posting of the market as a crawl would, but for its words: its text is its own id."""
    return Posting(
        id=posting.id,
        source=board_of(posting.board_employer),
        platform=posting.board_employer.platform,
        url=f"https://example.org/{posting.native_id}",
        title=posting.opening.title_hint,
        employer=posting.board_employer.name,
        body=posting.id,
        body_kind="text",
        fetched_at=datetime.combine(posting.posted_on, time(12), UTC),
        locations=tuple(f"{place.city}, {place.state}" for place in posting.opening.places),
        posted_on=posting.posted_on,
    )


def _tagged(db: Database, postings: dict[str, SamplePosting]) -> Iterator[Tagged]:
    for row in untagged(db, len(postings)):
        yield Tagged(row.id, row.content, row.body, False, true_tags(postings[row.id]), MARKED_AS)


def true_tags(posting: SamplePosting) -> Tags:
    """Give the tags that a perfect tagger would read from a posting."""
    opening = posting.opening
    return Tags(
        job_class=opening.job_class,
        role=opening.role,
        employer_setting=hiring_setting(posting),
        work_types=opening.work_types,
        requirements=opening.requirements,
        remote=opening.remote,
        states=opening.states,
        states_scope=opening.states_scope,
        pay=opening.pay,
        pay_basis="text" if opening.pay else None,
        experience_years=opening.experience_years,
        specialties=opening.specialties,
        mentions=opening.mentions,
    )
