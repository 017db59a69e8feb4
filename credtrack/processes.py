"""How do several processes answer at one address, each as many readers as the others?

Processes that share a listening socket do not share its readers evenly: whoever wakes first takes all that wait.
So one process accepts, and hands each connection to the one of the others that has fewest open.
"""

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

FORK = get_context("fork")
SECONDS_TO_END = 5
ONE = b"1"  # what comes with a connection: a channel passes none without a byte


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where a process is handed connections, and how it tells the number of those that have ended."""

    channel: socket.socket
    ended: Any


@dataclass(slots=True)
class Helper:
    """A process that answers, as the one that hands out sees it."""

    process: BaseProcess
    inbox: Inbox
    handed: int = 0

    @property
    def open(self) -> int:
        """How many connections it holds."""
        return self.handed - int(self.inbox.ended.value)


Answer = Callable[[Inbox], None]


def share_out(listener: socket.socket, many: int, answer: Answer) -> None:
    """Let `many` processes answer what comes in at the socket, until interrupted; one that dies is replaced.

    Each runs `answer` with its inbox, and ends when that closes, be it that this process was killed.
    """
    helpers: list[Helper] = []
    with _ended_by_terminate():
        try:
            while len(helpers) < many:
                helpers.append(_start(listener, helpers, answer))
            while True:
                connection, _ = listener.accept()
                with connection:
                    _hand(connection, listener, helpers, answer)
        finally:
            _end(helpers)


def _hand(connection: socket.socket, listener: socket.socket, helpers: list[Helper], answer: Answer) -> None:
    least = min(helpers, key=lambda helper: (helper.open, helper.handed))
    try:
        socket.send_fds(least.inbox.channel, [ONE], [connection.fileno()])
    except OSError:  # it has died
        helpers.remove(least)
        least.inbox.channel.close()
        least = _start(listener, helpers, answer)
        helpers.append(least)
        socket.send_fds(least.inbox.channel, [ONE], [connection.fileno()])
    least.handed += 1


def _start(listener: socket.socket, helpers: Sequence[Helper], answer: Answer) -> Helper:
    ours, theirs = socket.socketpair()
    ended = FORK.RawValue("q", 0)

    def run() -> None:
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # Ctrl-C reaches every process: the one that hands out ends all
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for each in (listener, ours, *(helper.inbox.channel for helper in helpers)):
            each.close()  # else no inbox closes while another process lives
        answer(Inbox(theirs, ended))

    process = FORK.Process(target=run, daemon=True)
    process.start()
    theirs.close()
    return Helper(process, Inbox(ours, ended))


def _end(helpers: Sequence[Helper]) -> None:
    for helper in helpers:
        helper.inbox.channel.close()
    for helper in helpers:
        helper.process.join(SECONDS_TO_END)
        helper.process.terminate()


@contextmanager
def _ended_by_terminate() -> Iterator[None]:
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class HandedServer(uvicorn.Server):
    """A server of the connections that come to an inbox."""

    def __init__(self, config: uvicorn.Config, inbox: Inbox) -> None:
        super().__init__(config)
        self._inbox = inbox
        self._taking: set[asyncio.Task[None]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take connections; there is no socket to listen on."""
        await super().startup(sockets=[])
        asyncio.get_running_loop().add_reader(self._inbox.channel, self._receive)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals as they are: the inbox says when to end."""
        yield

    def _receive(self) -> None:
        _, handles, *_ = socket.recv_fds(self._inbox.channel, len(ONE), 1)
        if not handles:
            asyncio.get_running_loop().remove_reader(self._inbox.channel)
            self.should_exit = True
        for handle in handles:
            task = asyncio.ensure_future(self._take(socket.socket(fileno=handle)))
            self._taking.add(task)
            task.add_done_callback(self._taking.discard)

    async def _take(self, connection: socket.socket) -> None:
        try:
            await asyncio.get_running_loop().connect_accepted_socket(self._protocol, connection)
        except OSError:  # the reader has left
            self._end_one()

    def _protocol(self) -> asyncio.Protocol:
        return Counted(self.config, self.server_state, self.lifespan.state, self._end_one)

    def _end_one(self) -> None:
        self._inbox.ended.value += 1


class Counted(H11Protocol):
    """A connection that tells when it ends."""

    def __init__(self, config: Any, state: Any, app_state: dict[str, Any], end: Callable[[], None]) -> None:
        super().__init__(config, state, app_state)
        self._end = end

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection among those that have ended."""
        super().connection_lost(exc)
        self._end()
