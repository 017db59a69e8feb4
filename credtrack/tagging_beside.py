"""How are postings tagged by a second process while a crawl stores them, so that little is left at its end?"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils.db import Database

from credtrack.terminal import Advance
from db.connect import connect
from db.openings import link_openings
from db.tagging import put_tags, untagged

if TYPE_CHECKING:
    from spacy.language import Language

CHUNK = 250  # few enough that the store's lock is never held for long
PAUSE = 1.0
MORE_PATIENT = 5  # the crawl goes first where both want the processor
LAST_WORD = 5.0


@dataclass(slots=True)
class Beside:
    """The tagging beside a crawl; `done` is how many postings it has tagged, known once `finish` has returned."""

    _line: Connection
    done: int = 0

    def finish(self, db: Database, advance: Advance) -> None:
        """Wait until all that is stored is tagged and openings are joined; done here where the other process has failed."""
        try:
            self._line.send(None)
            while isinstance(told := self._line.recv(), int):
                self.done = told
                advance(self.done)
        except (EOFError, OSError):
            from credtrack.tagging import tag_waiting  # imported late: the tagger takes a second

            self.done += tag_waiting(db, advance)


@contextmanager
def tagging_beside(path: Path) -> Iterator[Beside]:
    """Tag what is stored in the database at `path` while the block runs, in a process of its own.

    It ends with the block, or with this process however that ends; `finish` lets it tag what is left before.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=tag_along, args=(theirs, path), name="credtrack-tagging", daemon=True)
    child.start()
    theirs.close()
    try:
        yield Beside(ours)
    finally:
        ours.close()
        child.join(LAST_WORD)
        if child.is_alive():
            child.terminate()
            child.join()
        child.close()


def tag_along(line: Connection, path: Path) -> None:
    """Tag what waits, look again after a second, and end when told to or when nobody is left to tell; the child's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(MORE_PATIENT)
    db = connect(path)
    try:
        with suppress(EOFError, OSError):
            line.send(_tag_until_told(db, line))
            link_openings(db)
            line.send(None)
    finally:
        db.conn.close()


def _tag_until_told(db: Database, line: Connection) -> int:
    """Tag until told to end and nothing waits; how many were tagged. Raises EOFError when nobody is left to tell."""
    done, is_told = 0, False
    while True:
        taken = _tag_some(db)
        done += taken
        if is_told:
            if not taken:
                return done
            line.send(done)
        elif line.poll(0 if taken else PAUSE):
            line.recv()
            is_told = True


def _tag_some(db: Database) -> int:
    """Tag a chunk of what waits; how many were taken."""
    rows = untagged(db, CHUNK)
    if not rows:
        return 0
    from credtrack.tagging import tagged  # imported late: many a crawl finds nothing new to tag

    return put_tags(db, tagged(_pipeline(db), rows))


@cache
def _pipeline(db: Database) -> "Language":
    from credtrack import catalogue  # imported late, as above
    from nlp.pipeline import build

    catalogue.load(db)
    return build()
