"""What does each opening say, all its postings taken together?"""

from collections.abc import Sequence

from sqlite_utils.db import Database

from db.statements import statement

STEPS = (
    "summarize_span",
    "summarize_lead",
    "summarize_stated",
    "clear_opening_credentials",
    "fill_opening_credentials",
    "clear_opening_places",
    "fill_opening_places",
)


def refresh_openings(db: Database, query: str, parameters: Sequence[object] = ()) -> None:
    """Bring the openings that `query` selects up to date; inside the caller's transaction."""
    db.execute("create temp table if not exists dirty (opening integer primary key)")
    db.execute("delete from temp.dirty")
    db.execute(f"insert or ignore into temp.dirty {query}", list(parameters))
    for step in STEPS:
        db.execute(statement(step))


def rebuild_openings(db: Database) -> None:
    """Take every opening's summary anew; identical to what was kept up step by step."""
    refresh_openings(db, "select id from openings")
