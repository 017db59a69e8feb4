"""How long does the daily update of all that is counted take after 5,000 postings have changed?"""

from random import Random

from sqlite_utils.db import Database

from credtrack.bench.workshop import seconds
from db.connect import transaction
from db.summaries import refresh_openings, turn_openings

CHANGED = 5_000
MOMENT = "2026-11-22T09:00:00+00:00"
CLOSE = "update postings set closed_at = ?, closed_reason = 'declared' where id in (select id from temp.drawn where half)"
OPEN = "update postings set closed_at = null, closed_reason = null where id in (select id from temp.drawn where half)"
SCALED = "update postings set experience_years = experience_years * ? where id in (select id from temp.drawn where not half)"
TURNED = "select opening from postings where id in (select id from temp.drawn where half)"
RETAGGED = "select opening from postings where id in (select id from temp.drawn where not half)"
STILL_OPEN = "insert into temp.drawn select id, ? from postings where id = ? and closed_at is null"


def daily_update(db: Database) -> float:
    """Give the seconds of one update after 5,000 changes to open postings drawn at random; all is as before in the end.

    One update is one transaction: 2,500 postings are closed, as a board's list tells, 2,500 say other years of experience,
    and openings, demand and packs are brought up to date. A second update takes all back; the longer of the two counts.
    """
    most = int(db.execute("select max(id) from postings").fetchone()[0])
    db.execute("create temp table if not exists drawn (id integer primary key, half integer)")
    db.execute("delete from temp.drawn")
    numbers = Random(1).sample(range(1, most + 1), min(most, CHANGED))
    db.conn.executemany(STILL_OPEN, [(at % 2, number) for at, number in enumerate(numbers)])
    there = seconds(lambda: _change(db, CLOSE, [MOMENT], 2))
    back = seconds(lambda: _change(db, OPEN, [], 0.5))
    return max(there, back)


def _change(db: Database, turn: str, words: list[str], factor: float) -> None:
    with transaction(db):
        db.execute(turn, words)
        turn_openings(db, TURNED)
        db.execute(SCALED, [factor])
        refresh_openings(db, RETAGGED)
