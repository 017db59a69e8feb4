"""Which whole answers are given again as they were, until anything in the database changes?

An answer is kept under its address and what else it depends on. All are dropped as soon as the database has changed, and none
is kept that was made while it changed, that a page calls unsettled, or that was asked for with a cookie or a password.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import blake2b
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs
from weakref import WeakValueDictionary

from credtrack.library import Datasette
from credtrack.pages.shelf import SETTLED, Settled, shelf
from credtrack.paths import DATABASE_NAME

Scope = Mapping[str, Any]
Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Key = tuple[object, ...]
State = tuple[int, date]

PATIENCE_SECONDS = 0.1
MOST_BYTES = 64 << 20
LARGEST = 1 << 20
PAGES = re.compile(
    rf"/$|/-/(region|claims|posting|openings|compare|api|dashboards)([/.]|$)|/{DATABASE_NAME}([/.]|$)|/llms\.txt$"
)
# The library's own, which anyone may make long; named queries wait for each other where they are counted.
UNQUEUED = re.compile(rf"/{DATABASE_NAME}([/.]|$)")
# Words of Datasette's whose answer may be another the next time, though nothing was written.
UNSTEADY = {"sql", "_where", "_timelimit", "_trace", "_stream"}
UNSTEADY |= {"_facet", "_facet_size", "_facet_array", "_facet_date"}
PERSONAL = {b"cookie", b"authorization", b"range"}
OF_THE_BODY = {b"content-length", b"content-type", b"content-encoding"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer as it is sent."""

    headers: Headers
    body: bytes
    tag: bytes


@dataclass(slots=True)
class Answers:
    """The answers to addresses that were asked since the last change; the ones asked for longest ago go first."""

    state: State | None = None
    held: OrderedDict[Key, Answer] = field(default_factory=OrderedDict)
    size: int = 0

    def find(self, state: State, key: Key) -> Answer | None:
        """The answer to an address in this state of the database."""
        if state != self.state:
            self.state, self.size = state, 0
            self.held.clear()
        if key in self.held:
            self.held.move_to_end(key)
        return self.held.get(key)

    def keep(self, key: Key, answer: Answer) -> None:
        """Hold an answer of the present state."""
        before = self.held.pop(key, None)
        self.held[key] = answer
        self.size += len(answer.body) - (len(before.body) if before else 0)
        while self.size > MOST_BYTES:
            self.size -= len(self.held.popitem(last=False)[1].body)


def remembering(datasette: Datasette, app: App) -> App:
    """The same app, answering again what it has answered since the database last changed; each kept answer has an ETag."""
    answers, base = Answers(), datasette.setting("base_url").rstrip("/")
    turn, turns = asyncio.Lock(), WeakValueDictionary[Key, asyncio.Lock]()

    def state() -> State:
        return shelf(datasette).watch(), datetime.now(UTC).date()

    async def remembered(scope: Scope, receive: Receive, send: Send) -> None:
        key = key_of(scope, base)
        if key is None or DATABASE_NAME not in datasette.databases:
            await app(scope, receive, send)
            return
        found = answers.find(state(), key)
        if found is None:
            # Readers who ask for the same at once wait for the first one's answer.
            async with turns.setdefault(key, asyncio.Lock()):
                now = state()
                found = answers.find(now, key)
                if found is None:
                    is_free = UNQUEUED.match(scope["path"].removeprefix(base))
                    async with nullcontext() if is_free else in_turn(turn):
                        found, is_settled = await _made(app, scope, receive, send)
                    if found and is_settled and state() == now == answers.state:
                        answers.keep(key, found)
        if found:
            await _give(found, dict(scope["headers"]).get(b"if-none-match"), send)

    return remembered


@asynccontextmanager
async def in_turn(turn: asyncio.Lock) -> AsyncIterator[None]:
    """Wait for the answers that were asked for before, but for one that takes long not until it ends.

    A process computes one at a time: of several at once the dearest would wait for all that came later.
    """
    is_mine = False
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            is_mine = await turn.acquire()
    try:
        yield
    finally:
        if is_mine:
            turn.release()


def key_of(scope: Scope, base: str = "") -> Key | None:
    """What the answer to a request depends on beside the database; None where it may depend on more."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    headers = dict(scope["headers"])
    words = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    path = scope["path"].removeprefix(base)
    if not PAGES.match(path) or PERSONAL & headers.keys() or UNSTEADY & words.keys():
        return None
    return (
        scope.get("raw_path") or scope["path"],
        scope["query_string"],
        scope["scheme"],
        headers.get(b"host"),
        b"gzip" in headers.get(b"accept-encoding", b""),
    )


async def _made(app: App, scope: Scope, receive: Receive, send: Send) -> tuple[Answer | None, bool]:
    """The app's answer, and whether it is of the present state; None where it may not be kept, and has been sent."""
    settled, gathered = Settled(), Gathered(send)
    before = SETTLED.set(settled)
    try:
        await app(scope, receive, gathered.take)
    finally:
        SETTLED.reset(before)
    return gathered.whole(), settled.so_far


class Gathered:
    """An answer as it comes: gathered whole where it may be kept, else sent on."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {"headers": []}
        self._body = bytearray()
        self._is_sent_on = False

    async def take(self, message: Message) -> None:
        """Take the next part."""
        if self._is_sent_on:
            await self._send(message)
        elif message["type"] == "http.response.start":
            self._start = message
            if not _may_be_kept(message):
                self._is_sent_on = True
                await self._send(message)
        else:
            self._body += message.get("body", b"")
            if len(self._body) > LARGEST:
                self._is_sent_on = True
                await self._send(self._start)
                await self._send({**message, "body": bytes(self._body)})

    def whole(self) -> Answer | None:
        """The whole answer, with its tag among the headers; None where it was sent on."""
        if self._is_sent_on:
            return None
        body = bytes(self._body)
        tag = b'"' + blake2b(body, digest_size=12).hexdigest().encode() + b'"'
        headers = [pair for pair in self._start["headers"] if pair[0].lower() != b"content-length"]
        return Answer([*headers, (b"content-length", b"%d" % len(body)), (b"etag", tag)], body, tag)


def _may_be_kept(start: Message) -> bool:
    return start["status"] == HTTPStatus.OK and all(
        name.lower() != b"set-cookie" for name, _ in start.get("headers", [])
    )


async def _give(answer: Answer, known: bytes | None, send: Send) -> None:
    is_known = known is not None and answer.tag in {tag.strip() for tag in known.split(b",")}
    headers = [pair for pair in answer.headers if pair[0].lower() not in OF_THE_BODY]
    await send(
        {
            "type": "http.response.start",
            "status": HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK,
            "headers": headers if is_known else answer.headers,
        }
    )
    await send({"type": "http.response.body", "body": b"" if is_known else answer.body})
