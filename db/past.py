"""Which postings of a file have ended by their own word, and when?"""

import json
from collections.abc import Iterable
from datetime import date

from sqlite_utils.db import Database

from db.connect import transaction
from db.statements import statement
from db.summaries import turn_openings


def close_past(db: Database, keys: Iterable[str], today: date) -> int:
    """Close the postings of these ids whose last day lies before today, as of that day; how many were closed.

    For files alone: a board is asked whether its posting still stands.
    """
    with transaction(db):
        chosen = [json.dumps(list(keys)), today.isoformat()]
        ended = [number for (number,) in db.execute(statement("past_postings"), chosen)]
        numbers = json.dumps(ended)
        db.execute(statement("past_events"), [numbers])
        db.execute(statement("past_close"), [numbers])
        turn_openings(db, statement("openings_of"), [numbers])
    return len(ended)
