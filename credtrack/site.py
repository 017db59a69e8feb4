"""What does our Datasette add to the library's own: region answers in SQL, safe headers, and SAMPLE DATA?"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from credtrack.paths import DATABASE_NAME as NAME
from credtrack.terminal import SAMPLE_NOTICE
from db.demand import register

if TYPE_CHECKING:  # the library loads this plug-in while it is loading itself
    from datasette.app import Datasette

Scope = Mapping[str, Any]
Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Datasette's own pages and the dashboards hold inline scripts and styles, so these can't be forbidden yet;
# Vega compiles its expressions, so the dashboards alone may evaluate.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'{evaluate}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Let named queries ask for a region's demand, and let no connection write."""
    if database == NAME:
        register(conn)
        conn.execute("pragma query_only = on")


async def is_sample(datasette: Datasette) -> bool:
    """Whether the served database is marked as a sample."""
    if NAME not in datasette.databases:
        return False
    rows = await datasette.execute(NAME, "select kind from about")
    return any(row["kind"] == "sample" for row in rows)


@hookimpl
def extra_template_vars(datasette: Datasette) -> Callable[[], Awaitable[dict[str, object]]]:
    """Give every template the notice of a sample database; empty for a real one."""

    async def variables() -> dict[str, object]:
        return {"sample_notice": SAMPLE_NOTICE if await is_sample(datasette) else ""}

    return variables


def headers(path: str, *, sample: bool) -> list[tuple[bytes, bytes]]:
    """The headers that every answer carries, by the path that was asked for."""
    evaluate = " 'unsafe-eval'" if path.startswith("/-/dashboards") else ""
    pairs = [
        ("content-security-policy", POLICY.format(evaluate=evaluate)),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
    ]
    if sample:
        pairs.append(("x-credtrack-notice", SAMPLE_NOTICE))
    return [(name.encode(), value.encode()) for name, value in pairs]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Add the headers to every answer of the site."""

    def wrap(app: App) -> App:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            extra = headers(scope["path"], sample=await is_sample(datasette))
            await app(scope, receive, partial(send_with, extra, send))

        return wrapped

    return wrap


async def send_with(extra: list[tuple[bytes, bytes]], send: Send, message: Message) -> None:
    """Pass a message on, the first of an answer with `extra` headers."""
    if message["type"] == "http.response.start":
        message = {**message, "headers": [*message.get("headers", []), *extra]}
    await send(message)
