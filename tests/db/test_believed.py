"""Which list is the yardstick for the next one, when a board suddenly shows nothing?"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils.db import Database

from db.batches import stamp
from db.boards import last_listed

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lists", "yardstick"),
    [
        ([("complete", 10), ("shrunken", 7)], 7),
        ([("complete", 10), ("shrunken", 0)], 10),
        ([("complete", 10), *[("shrunken", 0)] * 6], 10),
        ([("complete", 10), *[("shrunken", 0)] * 8], 0),
        ([("complete", 4), ("shrunken", 0)], 0),
        ([("complete", 10), ("shrunken", 4), ("shrunken", 0)], 0),
        ([("complete", 10), ("failed", 0), ("shrunken", 0), ("complete", 9), ("shrunken", 0)], 9),
        ([("complete", 0)], 0),
        ([("failed", 0)], None),
    ],
)
def test_an_empty_list_counts_after_a_week_where_many_stood_before(
    db: Database, lists: list[tuple[str, int]], yardstick: int | None
) -> None:
    db.execute("insert into sources (slug, platform) values ('elm', 'lever'), ('oak', 'lever')")
    other = [("complete", 40), ("complete", 3)] * 6
    for source, each in ((1, lists), (2, other)):
        for day, (outcome, listed) in enumerate(each):
            at = stamp(START + timedelta(days=day))
            db.execute(
                "insert into crawls (source, started_at, finished_at, outcome, listed) values (?, ?, ?, ?, ?)",
                [source, at, at, outcome, listed],
            )
    assert last_listed(db).get("elm") == yardstick
    assert last_listed(db)["oak"] == 3
