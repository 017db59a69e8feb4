"""The process that does one task of the played schedule; all that it needs is loaded once, before it is forked."""

import gc
import os
import resource
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from multiprocessing.connection import Connection

import db.connect
import db.exporting
import db.tidying
from crawler.options import Options
from crawler.registry import Employer
from crawler.run import spiders
from credtrack.bench.workshop import peak_megabytes
from credtrack.config import Config
from credtrack.crawling import crawl_boards
from credtrack.schedule.errands import Ground, carry_out
from credtrack.tagging import tag_waiting
from db.places import places_of
from nlp.pipeline import build, tag_many
from nlp.shapes import Subject

LOADED = (crawl_boards, tag_waiting, db.exporting, db.tidying)
DOWNLOADING = ("scrapy.core.downloader.handlers.http11", "scrapy.extensions.corestats", "scrapy.core.scraper")
CONNECTIONS = 8


def load_all() -> None:
    """Load what the tasks would load one by one: spiders, downloader, gazetteer, the tagger with its rules."""
    spiders()
    for name in DOWNLOADING:
        import_module(name)
    for place in ("Austin, TX", "Ulm, Germany"):
        places_of(place)
    list(tag_many(build(), [Subject(text="Requirements\n- CPC required", title="Coder", employer="Acme")]))
    gc.freeze()  # so that a forked process copies little of it


@dataclass(frozen=True, slots=True)
class Order:
    """What a child is to do: the task, its settings, the played moment, the boards, and what is amiss."""

    task: str
    config: Config
    now: datetime
    employers: tuple[Employer, ...]
    most_bytes: int | None
    patience: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a child says at its end, with the most memory that it held (MB) and the file handles left open."""

    well: bool
    note: str
    megabytes: float
    handles: int


def work(line: Connection, order: Order) -> None:
    """Do the task and report; errors that are told to a person are reported, others end the process."""
    db.connect.BUSY_SECONDS = order.patience  # type: ignore[assignment]  # a played lock need not take half a minute
    if order.most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.most_bytes, order.most_bytes))
    options = Options(
        allow_loopback=True,
        pace_seconds=0,
        concurrency=CONNECTIONS,
        behind=datetime.now(UTC) - order.now,
    )
    ground = Ground(order.config, order.now, lambda: order.employers, options, "sample")
    try:
        well, note = True, carry_out(order.task, ground)
    except (ValueError, OSError, sqlite3.Error) as error:
        well, note = False, f"{type(error).__name__}: {error}"
    line.send(Report(well, note, peak_megabytes(), len(os.listdir("/proc/self/fd"))))  # noqa: PTH208  (links, not files)


load_all()
