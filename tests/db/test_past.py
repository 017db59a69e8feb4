"""Are the postings of a file counted as open until their own last day?"""

from collections.abc import Callable
from datetime import date

from sqlite_utils.db import Database

from crawler.posting import Posting
from db.past import close_past
from db.store import put_postings

Make = Callable[..., Posting]
Load = Callable[..., None]
TODAY = date(2026, 11, 22)


def test_what_has_ended_is_closed_as_of_its_last_day(db: Database, make_posting: Make, load: Load) -> None:
    posted = date(2026, 3, 2)
    ended = make_posting(1, hours=2400, posted_on=posted, closes_on=date(2026, 4, 1))
    load(
        [
            ended,
            make_posting(2, posted_on=posted, closes_on=TODAY),
            make_posting(3, posted_on=posted),
            make_posting(4, posted_on=posted, closes_on=date(2026, 1, 1)),
        ]
    )
    keys = [key for (key,) in db.execute("select key from postings order by id")]
    assert close_past(db, keys[1:], TODAY) == 0
    assert close_past(db, keys, TODAY) == 1
    assert close_past(db, keys, TODAY) == 0
    assert db.execute("select id, closed_at from postings where closed_at is not null").fetchall() == [
        (1, "2026-04-01T23:59:59+00:00")
    ]
    events = db.execute("select posting, kind, reason from posting_events where kind = 'closed'").fetchall()
    assert events == [(1, "closed", "declared")]
    put_postings(db, [ended])
    assert close_past(db, keys, TODAY) == 0
    assert db.execute("select count(*) from posting_events where kind = 'reopened'").fetchone() == (0,)
    last = db.execute("select day, closed, open_now from demand_daily order by day desc").fetchone()
    assert last == ("2026-04-01", 1, 3)
