"""What does each task of the schedule do, in a process of its own?"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils.db import Database

from crawler.options import Options
from crawler.registry import Employer
from credtrack.config import Config
from credtrack.schedule.boards import paces, turns
from credtrack.schedule.memory import Memory
from credtrack.schedule.retention import backup_path, remove_old
from credtrack.terminal import silent
from db.connect import Kind, connect


@dataclass(frozen=True, slots=True)
class Ground:
    """What an errand stands on: the settings, the moment that it is for (UTC), the boards, how they are asked."""

    config: Config
    now: datetime
    employers: Callable[[], Sequence[Employer]]
    options: Options
    kind: Kind = "real"


def carry_out(name: str, ground: Ground) -> str:
    """Do a task; what it came to, in a few words. Raises what its room raises, each a line for a person."""
    return _ERRANDS[name](ground)


@contextmanager
def _opened(ground: Ground) -> Iterator[Database]:
    """The database, made where it is missing; closed afterwards."""
    ground.config.database.parent.mkdir(parents=True, exist_ok=True)
    db = connect(ground.config.database, kind=ground.kind)
    with closing(db.conn):
        yield db


def crawl(ground: Ground) -> str:
    """Read the boards whose turn has come, then tag what waits."""
    from credtrack.crawling import crawl_boards  # imported late: the spiders take a second

    with _opened(ground) as db:
        due = due_boards(db, ground)
        reports = crawl_boards(db, due, ground.options, silent) if due else []
    counts = Counter(report.outcome for report in reports)
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    return f"{len(reports)} boards ({told or 'none due'}); {tag(ground)}"


def due_boards(db: Database, ground: Ground) -> tuple[Employer, ...]:
    """The boards whose turn has come."""
    since = Memory(ground.config.database).since(ground.now).since
    found = turns(ground.employers(), ground.config, paces(db), since)
    return tuple(due.employer for due in found if due.at <= ground.now)


def tag(ground: Ground) -> str:
    """Tag what waits, and join openings."""
    from credtrack.tagging import tag_waiting  # imported late: the tagger takes a second

    with _opened(ground) as db:
        return f"{tag_waiting(db, silent)} postings tagged"


def demand(ground: Ground) -> str:
    """Tag what waits, and take the counts of demand anew where they are not those of the openings."""
    from db.tidying import demand_is_right, recount_demand

    tagged = tag(ground)
    with _opened(ground) as db:
        if demand_is_right(db):
            return f"{tagged}; the counts of demand are right"
        recount_demand(db)
    return f"{tagged}; the counts of demand were wrong and were taken anew"


def claims(ground: Ground) -> str:
    """Weigh the claims, and keep the verdicts as those of the month, late though they may be."""
    from claims.ledger import shipped
    from claims.results import monthly
    from credtrack.accuracy import load

    with _opened(ground) as db:
        load(db)
        counts = Counter(monthly(db, shipped(), ground.now))
    told = ", ".join(f"{n} {verdict}" for verdict, n in sorted(counts.items()))
    return f"{counts.total()} verdicts kept: {told}" if counts else "the month's verdicts were kept before"


def backup(ground: Ground) -> str:
    """Copy the database and check the copy."""
    from db.exporting import backup as copy

    path = backup_path(ground.config, ground.now)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _opened(ground) as db:
        copy(db, path)
    return f"{path} ({path.stat().st_size / 1024**2:,.1f} MB)"


def tidy(ground: Ground) -> str:
    """Tidy the database."""
    from db.tidying import tidy as tidied

    with _opened(ground) as db:
        done = tidied(db, ground.config.database)
    packed = f"not packed, for {done.not_packed}" if done.not_packed else "packed"
    return f"{packed}; {done.before / 1024**2:,.1f} MB before, {done.after / 1024**2:,.1f} MB after"


def retention(ground: Ground) -> str:
    """Remove old backups and archives."""
    gone, old = remove_old(ground.config, ground.now)
    return f"{gone} backups and {old} archived crawls removed"


_ERRANDS: Mapping[str, Callable[[Ground], str]] = {
    "backup": backup,
    "claims": claims,
    "crawl": crawl,
    "demand": demand,
    "retention": retention,
    "tidy": tidy,
}
