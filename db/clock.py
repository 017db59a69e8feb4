"""Does this machine's clock agree with what the database holds?"""

from datetime import datetime, timedelta

from sqlite_utils.db import Database

from db.errors import DatabaseError
from db.statements import statement

TOLERATED = timedelta(minutes=5)


class ClockError(DatabaseError):
    """The clock is behind what was stored, so that nothing stored now would be in order."""


def check_clock(db: Database, now: datetime) -> None:
    """Raise ClockError where the newest crawl began more than five minutes after `now` (UTC)."""
    (newest,) = db.execute(statement("newest_crawl")).fetchone()
    if newest and datetime.fromisoformat(newest) - now > TOLERATED:
        raise ClockError(
            f"the clock says {now:%Y-%m-%d %H:%M} UTC, but the database's last crawl began at {newest[:16].replace('T', ' ')}: "
            "nothing was crawled; set the clock right and run the same command again"
        )
