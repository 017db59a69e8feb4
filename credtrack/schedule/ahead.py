"""When does the first board's turn come, by the registry and the database?"""

from collections.abc import Callable, Sequence
from datetime import datetime

from crawler.registry import Employer
from credtrack.config import Config
from credtrack.schedule.boards import Due, paces, turns
from db.connect import connect


def board_turns(config: Config, employers: Sequence[Employer], since: datetime) -> list[Due]:
    """When each board's turn comes, the earliest first; as though none was ever read where there is no database."""
    if not config.database.exists():
        return turns(employers, config, {}, since)
    db = connect(config.database, readonly=True)
    try:
        return turns(employers, config, paces(db), since)
    finally:
        db.conn.close()


def next_board(
    config: Config, employers: Callable[[], Sequence[Employer]]
) -> Callable[[datetime], datetime | None]:
    """What tells the schedule when the first board's turn comes; None where there is no board to read."""

    def first(since: datetime) -> datetime | None:
        found = board_turns(config, employers(), since)
        return found[0].at if found else None

    return first
