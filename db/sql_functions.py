"""What may SQL ask that SQL alone would take long to count?

Each function gives a JSON array; named queries select from it. Empty words are no filter.
"""

import json
import sqlite3
from collections.abc import Callable

from sqlite_utils.db import Database

from db.crosstabs import credential_by_setting, split_by_setting, split_of_all
from db.frame import frame
from db.listing import Filters, fitting_openings, meant, newest
from db.stamped import StampedTexts

Word = str | None

MOST_LISTED = 200
LISTED_BY = ("region", "setting", "work_type", "remote", "split", "credential", "month")
SPLIT_BY = ("region",)
COUNTED_BY = ("region", "work_type", "remote", "since", "until")


_answered = StampedTexts()


def register_function(
    connection: sqlite3.Connection, name: str, words: int, answer: Callable[[Database, tuple[Word, ...]], str]
) -> None:
    """Give SQL on this connection a function of so many words, that answers each question once until what is counted changes."""

    def answered(*said: Word) -> str:
        db = Database(connection, execute_plugins=False)
        return _answered.of(db, (name, said), lambda: answer(db, said))

    connection.create_function(name, words, answered)


def register_listings(connection: sqlite3.Connection) -> None:
    """Give SQL on this connection the functions that db/queries ask for openings and tables of counts."""
    register_function(connection, "credtrack_newest", len(LISTED_BY), _newest)
    register_function(connection, "credtrack_credentials", len(COUNTED_BY), _credentials)
    register_function(connection, "credtrack_splits", len(SPLIT_BY), _splits)
    register_function(connection, "credtrack_split", 0, lambda db, _: json.dumps(split_of_all(frame(db))))


def _newest(db: Database, words: tuple[Word, ...]) -> str:
    return json.dumps(newest(frame(db), _filters(LISTED_BY, words), MOST_LISTED))


def _credentials(db: Database, words: tuple[Word, ...]) -> str:
    openings = frame(db)
    return json.dumps(credential_by_setting(openings, *meant(openings, _filters(COUNTED_BY, words))))


def _splits(db: Database, words: tuple[Word, ...]) -> str:
    openings = frame(db)
    return json.dumps(split_by_setting(openings, fitting_openings(openings, _filters(SPLIT_BY, words))))


def _filters(names: tuple[str, ...], words: tuple[Word, ...]) -> Filters:
    return Filters(**{name: word or "" for name, word in zip(names, words, strict=True)})
