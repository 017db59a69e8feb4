"""What may SQL ask that SQL alone would take long to count?

Each function gives a JSON array; named queries select from it. Empty words are no filter.
"""

import json
import sqlite3

from sqlite_utils.db import Database

from db.crosstabs import credential_by_setting, split_by_setting, split_of_all
from db.frame import frame
from db.listing import Filters, fitting_openings, newest

MOST_LISTED = 200
LISTED_BY = ("region", "setting", "work_type", "remote", "split", "credential", "month")
COUNTED_BY = ("region", "work_type", "remote", "since", "until")


def register_listings(connection: sqlite3.Connection) -> None:
    """Give SQL on this connection the functions that db/queries ask for openings and tables of counts."""

    def db() -> Database:
        return Database(connection, execute_plugins=False)

    def listed(*words: str | None) -> str:
        return json.dumps(newest(frame(db()), Filters(**_said(LISTED_BY, words)), MOST_LISTED))

    def credentials(*words: str | None) -> str:
        openings = frame(db())
        rows = fitting_openings(openings, Filters(**_said(COUNTED_BY, words)))
        return json.dumps(credential_by_setting(openings, rows))

    connection.create_function("credtrack_newest", len(LISTED_BY), listed)
    connection.create_function("credtrack_credentials", len(COUNTED_BY), credentials)
    connection.create_function(
        "credtrack_splits", 1, lambda state: json.dumps(split_by_setting(frame(db()), state or ""))
    )
    connection.create_function("credtrack_split", 0, lambda: json.dumps(split_of_all(frame(db()))))


def _said(names: tuple[str, ...], words: tuple[str | None, ...]) -> dict[str, str]:
    return {name: word or "" for name, word in zip(names, words, strict=True)}
