"""How does one board's host speak HTTP on the loopback address?"""

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

import h11
from protego import Protego

from credtrack.sample.boards.faults import Trouble
from credtrack.sample.boards.http import Reply, Request
from credtrack.sample.boards.shelf import Calendar

LOOPBACK = "127.0.0.1"
KEPT_REPLIES = 60_000
MOST_BODY = 65_536
DRIP_BYTES = 64
DRIP_PAUSE = 0.2
LOOKED_AT = frozenset(
    {
        b"accept-language",
        b"authorization",
        b"authorization-key",
        b"myjobstoken",
        b"orgoid",
        b"tz",
        b"x-requested-with",
    }
)
CRAWLER = "credtrack"
Answer = Callable[[Request], Reply]


class Host:
    """One host on a port of its own, which the system chooses. Counts what it was asked for.

    What its rules forbid is also counted as "forbidden", from when they were asked for.

    A reply depends on the day and the request alone, so each is made once a day.
    """

    def __init__(self, answer: Answer, calendar: Calendar, trouble: Trouble) -> None:
        self.tally: Counter[str] = Counter()
        self._calendar = calendar
        self._trouble = trouble
        self._answer = lru_cache(KEPT_REPLIES)(lambda day, request: answer(request))
        self._server: asyncio.Server | None = None
        self._rules: Protego | None = None

    async def start(self) -> str:
        """Listen; the caller gets the origin, such as http://127.0.0.1:40001."""
        self._server = await asyncio.start_server(self._talk, LOOPBACK, 0, backlog=512)
        return f"http://{LOOPBACK}:{self._server.sockets[0].getsockname()[1]}"

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = h11.Connection(h11.SERVER)
        try:
            while (asked := await _read(line, reader)) is not None:
                await self._reply(line, writer, *asked)
                if line.our_state is not h11.DONE:
                    break
                line.start_next_cycle()
        except (ConnectionError, h11.ProtocolError, asyncio.CancelledError):
            return  # the asker is gone, or the market closes
        finally:
            writer.close()

    async def _reply(
        self, line: h11.Connection, writer: asyncio.StreamWriter, request: Request, shown: str | None
    ) -> None:
        today = self._calendar.today
        reply = self._trouble.befall(request, self._answer(today, request), today)
        self._count(request, reply)
        if reply.validator is not None and reply.validator == shown:
            self.tally[f"{reply.asked} unchanged"] += 1
            reply = Reply(304, b"", reply.content_type, reply.asked, reply.validator)
        await _send(line, writer, reply, is_head=request.method == "HEAD")

    def _count(self, request: Request, reply: Reply) -> None:
        self.tally[reply.asked] += 1
        if reply.asked == "robots":
            forbids = reply.status in {401, 403} or reply.status >= 500
            self._rules = Protego.parse("User-agent: *\nDisallow: /" if forbids else reply.body.decode())
        elif self._rules and not self._rules.can_fetch(request.target, CRAWLER):
            self.tally["forbidden"] += 1


async def _read(line: h11.Connection, reader: asyncio.StreamReader) -> tuple[Request, str | None] | None:
    head: h11.Request | None = None
    body = bytearray()
    while True:
        event = line.next_event()
        if event is h11.NEED_DATA:
            line.receive_data(await reader.read(MOST_BODY))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
            if len(body) > MOST_BODY:
                return None
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            return _request(head, bytes(body))
        else:
            return None


def _request(head: h11.Request, body: bytes) -> tuple[Request, str | None]:
    headers = {name: value.decode("latin-1") for name, value in head.headers}
    target = urlsplit(head.target.decode("latin-1"))
    query = tuple(parse_qsl(target.query, keep_blank_values=True))
    path = unquote(target.path)
    seen = tuple(sorted((name.decode(), value) for name, value in headers.items() if name in LOOKED_AT))
    request = Request(head.method.decode(), path, query, body, headers.get(b"host", LOOPBACK), seen)
    return request, headers.get(b"if-none-match")


async def _send(line: h11.Connection, writer: asyncio.StreamWriter, reply: Reply, *, is_head: bool) -> None:
    headers = [("Content-Type", reply.content_type), ("X-Sample-Data", "SAMPLE DATA"), *reply.headers]
    if reply.validator is None:
        headers.append(("Cache-Control", "no-store"))
    else:
        headers.append(("ETag", reply.validator))
    if reply.status != 304:
        headers.append(("Content-Length", str(len(reply.body))))
    out = line.send(h11.Response(status_code=reply.status, headers=headers))
    if is_head or reply.status == 304:
        writer.write(out + line.send(h11.EndOfMessage()))
    elif reply.defect == "none":
        writer.write(out + line.send(h11.Data(data=reply.body)) + line.send(h11.EndOfMessage()))
    else:
        await _send_badly(line, writer, out, reply)
    await writer.drain()


async def _send_badly(line: h11.Connection, writer: asyncio.StreamWriter, head: bytes, reply: Reply) -> None:
    """Break the line as the defect says; the connection is of no further use."""
    half = reply.body[: len(reply.body) // 2]
    if reply.defect == "drip":
        writer.write(head)
        for start in range(0, len(half), DRIP_BYTES):
            writer.write(half[start : start + DRIP_BYTES])
            await writer.drain()
            await asyncio.sleep(DRIP_PAUSE)
    else:
        writer.write(head + half)
        await writer.drain()
        if reply.defect == "half_closed":
            writer.write_eof()
    line.send_failed()
