"""How do the postings that wait in the database get their text and tags?"""

from collections.abc import Iterator, Sequence

from spacy.language import Language
from sqlite_utils.db import Database

from credtrack import catalogue
from credtrack.terminal import Advance
from db.openings import link_openings
from db.rows import Tagged, Untagged
from db.tagging import put_tags, untagged
from nlp.pipeline import build, tag_many
from nlp.shapes import Subject
from nlp.text import to_text
from nlp.version import version

CHUNK = 10_000
WORTH_A_SECOND_PROCESS = 4_000


def tag_waiting(db: Database, advance: Advance, *, processes: int = 1) -> int:
    """Tag every posting that has no tags for what it says now, then join openings; how many were tagged."""
    done = 0
    if rows := untagged(db, CHUNK):
        catalogue.load(db)
        nlp = build()
    while rows:
        taken = put_tags(db, tagged(nlp, rows, processes))
        done += taken
        advance(done)
        rows = untagged(db, CHUNK) if taken else []
    link_openings(db)
    return done


def tagged(nlp: Language, rows: Sequence[Untagged], processes: int = 1) -> Iterator[Tagged]:
    """Each row with its text and tags, in the order given."""
    prepared = [to_text(row.body, row.body_kind) for row in rows]
    subjects = [subject(row, text.text) for row, text in zip(rows, prepared, strict=True)]
    share = processes if len(rows) >= WORTH_A_SECOND_PROCESS else 1
    for row, text, tags in zip(rows, prepared, tag_many(nlp, subjects, processes=share), strict=True):
        yield Tagged(row.id, row.content, text.text, text.cut, tags, version())


def subject(row: Untagged, text: str) -> Subject:
    """What the tagger is told of a stored posting."""
    return Subject(
        text=text,
        title=row.title,
        employer=row.employer,
        employer_kind=row.employer_kind,
        locations=row.locations,
        remote_field=row.remote_field,
        employment_field=row.employment_field,
        board_pay=row.board_pay,
    )
