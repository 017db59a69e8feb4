"""What does the database know of the tagger's errors? The counts that ship with the tagger."""

import json
from importlib.resources import files

from sqlite_utils.db import Database

from db.connect import transaction
from nlp.version import version


def load(db: Database, tagger: str | None = None) -> int:
    """Keep the tagger's counts of true and observed values in the database; how many rows. The same again changes nothing.

    They are kept as those of the tagger that ships, or of another one by name.
    """
    counts = json.loads(files("nlp").joinpath("accuracy.json").read_text(encoding="utf-8"))["rows"]
    tagger = tagger or version()
    rows = [(tagger, row["field"], row["truth"], row["observed"], row["n"]) for row in counts]
    with transaction(db):
        db.execute("delete from tagger_accuracy where tagger_version = ?", [tagger])
        db.conn.executemany("insert into tagger_accuracy values (?, ?, ?, ?, ?)", rows)
    return len(rows)
