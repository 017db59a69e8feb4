"""Where is what changes noted, while the openings that it touches are brought up to date?"""

from sqlite_utils.db import Database

from db.migrations import SCHEMA, statements


def empty_scratch(db: Database) -> None:
    """Make this connection's scratch tables, such as temp.dirty, or empty them."""
    for line in statements((SCHEMA / "temporary.sql").read_text(encoding="utf-8")):
        db.execute(line)
