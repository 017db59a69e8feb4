"""How does the sample market answer over loopback HTTP, one port per board host?"""

import asyncio
import os
import resource
import signal
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Protocol

from crawler.registry import Employer
from credtrack.sample.boards.changes import change_named
from credtrack.sample.boards.faults import Fault, Trouble
from credtrack.sample.boards.greenhouse import GreenhouseHost
from credtrack.sample.boards.host import Answer, Host
from credtrack.sample.boards.jsonld import JsonLdHost
from credtrack.sample.boards.platforms import hosts
from credtrack.sample.boards.shelf import Calendar, Shelf, Writer
from credtrack.sample.boards.workday import TOTAL_CAP, WorkdayHost
from credtrack.sample.facts import SampleEmployer, SamplePosting

PATIENCE = 5.0
OPEN_FILES = 8192


class Market(Protocol):
    """What is served: all employers, and all their postings, past and to come."""

    @property
    def employers(self) -> Sequence[SampleEmployer]:
        """The employers whose boards are played."""

    @property
    def postings(self) -> Sequence[SamplePosting]:
        """Every posting of every employer."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the child process needs to play the boards."""

    employers: tuple[SampleEmployer, ...]
    postings: tuple[SamplePosting, ...]
    write: Writer
    today: date
    faults: tuple[Fault, ...]
    total_cap: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Boards:
    """Boards that are being served. `origins` is by employer's slug."""

    registry: tuple[Employer, ...]
    origins: Mapping[str, str]
    _line: Connection

    def move_to(self, day: date) -> None:
        """Make it another day for all boards; returns once it is."""
        self._ask(day)

    def tally(self) -> dict[str, Counter[str]]:
        """How many requests each origin has answered since the start, by what was asked for.

        The kinds are robots, list, detail, page, sitemap and other, and "detail unchanged" for a 304.
        """
        counts = self._ask(None)
        if not isinstance(counts, dict):
            raise RuntimeError("the sample boards gave no counts")
        return counts

    def _ask(self, day: date | None) -> object:
        self._line.send(day)
        answer: object = self._line.recv()
        return answer


@contextmanager
def running(
    market: Market,
    write: Writer,
    today: date,
    *,
    faults: Sequence[Fault] = (),
    total_cap: int = TOTAL_CAP,
    apart: bool = False,
) -> Iterator[Boards]:
    """Serve the market's boards from a child process while the block runs.

    `write` must be importable (the child looks it up by name). The child ends with the block, and with this
    process however that ends. With `apart`, employers on one platform's common host get one each, so that a fault
    of one host befalls no other. Raises RuntimeError if the child doesn't start.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    played = (tuple(market.employers), tuple(market.postings))
    plan = Plan(*played, write, today, tuple(faults), total_cap, apart)
    child = context.Process(target=play, args=(theirs, plan), name="sample-boards", daemon=True)
    child.start()
    theirs.close()
    try:
        origins = _first_word(ours)
        yield Boards(tuple(registry_row(employer, origins) for employer in plan.employers), origins, ours)
    finally:
        ours.close()
        child.join(PATIENCE)
        if child.is_alive():
            child.terminate()
            child.join()
        child.close()


def _first_word(line: Connection) -> dict[str, str]:
    try:
        origins: dict[str, str] = line.recv()
    except EOFError:
        raise RuntimeError("the sample boards did not start") from None
    return origins


def registry_row(employer: SampleEmployer, origins: Mapping[str, str]) -> Employer:
    """Give the employer as a row of the crawler's registry, whose board answers at a loopback origin."""
    origin = origins[employer.slug]
    return Employer(
        slug=employer.slug,
        name=employer.name,
        kind=employer.kind,
        hq_state=employer.places[0].state if employer.places else "",
        platform=employer.platform,
        board=employer.board,
        confidence="high",
        source="sample market",
        origin=origin,
        permission=employer.permission,
        addresses=tuple(origin + path for path in employer.addresses),
    )


def play(line: Connection, plan: Plan) -> None:
    """Serve until the other end of the line is closed; the child's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, hard) if hard > 0 else OPEN_FILES, hard))
    asyncio.run(_serve(line, plan))
    # Connections that crawlers keep open must not hold up the end.
    os._exit(0)


async def _serve(line: Connection, plan: Plan) -> None:
    calendar = Calendar(plan.today)
    hosts = hosts_of(plan, calendar)
    started = {slugs: await host.start() for slugs, host in hosts.items()}
    line.send({slug: origin for slugs, origin in started.items() for slug in slugs})
    ended = asyncio.Event()

    def obey() -> None:
        try:
            day = line.recv()
        except (EOFError, ConnectionError):
            ended.set()
            return
        if day is not None:
            calendar.today = day
        line.send(None if day is not None else {started[slugs]: host.tally for slugs, host in hosts.items()})

    asyncio.get_running_loop().add_reader(line.fileno(), obey)
    await ended.wait()


def hosts_of(plan: Plan, calendar: Calendar) -> dict[tuple[str, ...], Host]:
    """One host per Workday tenant, one for all of Greenhouse, one per other board, by their employers' slugs."""
    shelves = _shelves(plan, calendar)
    groups: defaultdict[str, list[SampleEmployer]] = defaultdict(list)
    for employer in plan.employers:
        groups[employer.slug if plan.apart else _host_name(employer)].append(employer)
    hosts = {}
    for members in groups.values():
        slugs = tuple(employer.slug for employer in members)
        faults = [(fault, change_named(fault.change)) for fault in plan.faults if fault.employer in slugs]
        hosts[slugs] = Host(_answer(members, shelves, plan.total_cap), calendar, Trouble(faults))
    return hosts


def _shelves(plan: Plan, calendar: Calendar) -> dict[str, Shelf]:
    on_boards: defaultdict[str, list[SamplePosting]] = defaultdict(list)
    for posting in plan.postings:
        on_boards[posting.board_employer.slug].append(posting)
    return {
        employer.slug: Shelf(employer, on_boards[employer.slug], plan.write, calendar)
        for employer in plan.employers
    }


def _host_name(employer: SampleEmployer) -> str:
    if employer.platform == "workday":
        return f"workday:{_tenant(employer)}"
    return "greenhouse" if employer.platform == "greenhouse" else f"{employer.platform}:{employer.slug}"


def _answer(members: list[SampleEmployer], shelves: Mapping[str, Shelf], total_cap: int) -> Answer:
    first = members[0]
    if host := hosts().get(first.platform):
        return host(shelves[first.slug]).answer
    if first.platform == "jsonld":
        return JsonLdHost(shelves[first.slug]).answer
    if first.platform == "greenhouse":
        return GreenhouseHost({_last_part(employer): shelves[employer.slug] for employer in members}).answer
    sites = {_last_part(employer): shelves[employer.slug] for employer in members}
    return WorkdayHost(_tenant(first), sites, total_cap).answer


def _tenant(employer: SampleEmployer) -> str:
    return employer.board.split("/")[-2]


def _last_part(employer: SampleEmployer) -> str:
    return employer.board.rpartition("/")[2]
