"""What does our Datasette add to the library's own: pages, region answers in SQL, safe headers, and SAMPLE DATA?"""

import re
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from functools import cache, partial
from hashlib import sha256
from typing import Any

from datasette import hookimpl
from jinja2 import Environment
from markupsafe import Markup

from credtrack.answers import App, Message, Receive, Scope, Send
from credtrack.library import Datasette
from credtrack.pages.claims import claim, claims
from credtrack.pages.compare import compare
from credtrack.pages.dashboards import chart_sql, dashboard_chart, dashboard_list, dashboard_view
from credtrack.pages.data import data
from credtrack.pages.figures import FEW_EMPLOYERS
from credtrack.pages.home import home
from credtrack.pages.match import match
from credtrack.pages.named import named
from credtrack.pages.openings import openings
from credtrack.pages.posting import posting, record
from credtrack.pages.program import api, llms
from credtrack.pages.reading import size
from credtrack.pages.region import find_region, region
from credtrack.pages.row import row
from credtrack.pages.rows_feed import can_be_fed, fed
from credtrack.pages.shelf import asked
from credtrack.pages.status import status
from credtrack.pages.words import FILTERS
from credtrack.paths import DATABASE_NAME as NAME
from credtrack.paths import site_folder
from credtrack.public import MINUTE, has_pages, is_closed, is_public, lock
from credtrack.terminal import SAMPLE_NOTICE
from db.demand import register

# Our own pages hold no inline script or style. The library's hold both, so there they can't be forbidden; Vega
# compiles its expressions and writes styles, so the dashboards alone may evaluate.
POLICY = (
    "default-src 'none'; script-src 'self'{script}; style-src 'self'{style}; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
INLINE = " 'unsafe-inline'"
OURS = re.compile(r"/$|/-/(region|claims|posting|openings|compare|api|match|status)([/.]|$)")
ROUTES = (
    (r"^/$", home),
    (r"^/-/region$", find_region),
    (r"^/-/region/(?P<region>[^/.]+)(\.(?P<format>json|csv|atom))?$", region),
    (r"^/-/claims$", claims),
    (r"^/-/claims/(?P<claim>[a-z0-9-]{1,80})(\.(?P<format>json))?$", claim),
    (r"^/(?P<database>credtrack)(\.(?P<format>\w+))?$", data),
    (r"^/(?P<database>credtrack)/(?P<table>[a-z_]+)\.(?P<format>json)$", named),
    (r"^/-/posting/(?P<number>[0-9]{1,15})$", posting),
    (r"^/credtrack/(postings|openings)/(?P<number>[0-9]{1,15})$", record),
    (r"^/(?P<database>credtrack)/(?P<table>[^/]+?)/(?P<pks>[^/]+?)(\.(?P<format>\w+))?$", row),
    (r"^/-/openings(\.(?P<format>json|csv|atom))?$", openings),
    (r"^/-/compare$", compare),
    (r"^/-/api$", api),
    (r"^/-/status(\.(?P<format>json))?$", status),
    (r"^/llms\.txt$", llms),
    (r"^/-/match(\.(?P<format>json|atom))?$", match),
    (r"^/-/dashboards$", dashboard_list),
    (r"^/-/dashboards/(?P<slug>[^/.]+)$", dashboard_view),
    (r"^/-/dashboards/(?P<slug>[^/.]+)/(?P<chart_slug>[^/.]+)(\.(?P<format>json|csv))?$", dashboard_chart),
)
# Where a number is a posting's: an opening has the number of its first posting.
POSTING_COLUMNS = {"posting", "opening", "joined_to"}
# The library's are looked for anew for each page, and waited for; no plug-in of ours gives any.
NO_ACTIONS = {"table_actions": list, "database_actions": list}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.+]{8,24}")
TABLE = re.compile(f"/{NAME}/[^/.]+")
UNCOUNTED = b"_nocount=1"  # counting all rows of a table takes longer than showing some
POSTING_TABLES = {"postings", "openings", "open_postings"}


@hookimpl(tryfirst=True)  # the dashboards' library has pages of its own at the same addresses
def register_routes(datasette: Datasette) -> Sequence[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Give the site the pages that Datasette doesn't have; an exported file has its tables alone."""
    return ROUTES if has_pages(datasette) else ((r"^/$", data), *(each for each in ROUTES if each[1] is data))


@hookimpl
def register_output_renderer() -> dict[str, object]:
    """Give rows of openings as a feed, whatever query found them."""
    return {"extension": "atom", "render": fed, "can_render": can_be_fed}


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Let templates write numbers, days and names, and know how many employers are few."""
    env.filters.update(FILTERS)
    env.globals["few_employers"] = FEW_EMPLOYERS


def moment(value: str) -> Markup:
    """A moment as its day, with the whole of it on hover."""
    return Markup('<time datetime="{0}" title="{0}">{1}</time>').format(value, value[:10])


@hookimpl
def render_cell(
    value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | None:
    """Lead from a posting's or opening's number in any table to its page; shorten moments to days."""
    if database == NAME and isinstance(value, str) and MOMENT.fullmatch(value):
        return moment(value)
    is_number = column in POSTING_COLUMNS or (column == "id" and table in POSTING_TABLES)
    if database != NAME or not is_number or not isinstance(value, int):
        return None
    return Markup('<a href="{0}">{1}</a>').format(datasette.urls.path(f"/-/posting/{value}"), value)


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Let named queries ask for a region's demand, let no connection write, and on a public site none read texts."""
    if database == NAME:
        register(conn)
        conn.execute("pragma query_only = on")
        if is_public(datasette):
            lock(conn)


async def is_sample(datasette: Datasette) -> bool:
    """Whether the served database is marked as a sample."""
    return NAME in datasette.databases and (await asked(datasette, "size", size)).kind == "sample"


@hookimpl
def extra_template_vars(datasette: Datasette) -> Callable[[], Awaitable[dict[str, object]]]:
    """Give every template the notice of a sample database (empty for a real one), and how much is held."""

    async def variables() -> dict[str, object]:
        if NAME not in datasette.databases:
            return {"sample_notice": "", "held": None}
        return {
            "sample_notice": SAMPLE_NOTICE if await is_sample(datasette) else "",
            "held": await asked(datasette, "size", size),
            "chart_sql": chart_sql,
            "is_public": is_public(datasette),
            "has_pages": has_pages(datasette),
            "assets": assets(),
            **NO_ACTIONS,
        }

    return variables


@cache
def assets() -> str:
    """A word that changes whenever a static file does, so that browsers may keep them."""
    files = sorted((site_folder() / "static").iterdir())
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def policy(path: str) -> str:
    """What the browser may load and run on the page at `path`: nothing from elsewhere, and no more than it needs."""
    if OURS.match(path):
        return POLICY.format(script="", style="")
    if path.startswith("/-/dashboards"):
        return POLICY.format(script=" 'unsafe-eval'", style=INLINE)
    return POLICY.format(script=INLINE, style=INLINE)


def headers(path: str, *, sample: bool, public: bool) -> list[tuple[bytes, bytes]]:
    """The headers that every answer carries, by the path below the site's own."""
    pairs = [
        (b"content-security-policy", policy(path).encode()),
        (b"referrer-policy", b"same-origin"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if path.startswith("/static/"):  # asked for by a name that changes with the content
        pairs.append((b"cache-control", b"public, max-age=31536000, immutable"))
    elif path.startswith("/-/static"):
        pairs.append((b"cache-control", b"public, max-age=86400"))
    else:
        pairs.append((b"cache-control", MINUTE if public else b"no-cache"))
    if sample:
        pairs.append((b"x-credtrack-notice", SAMPLE_NOTICE.encode()))
    return pairs


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Add the headers to every answer of the site, and close what a public site keeps to itself."""
    base, public = datasette.setting("base_url").rstrip("/"), is_public(datasette)

    def wrap(app: App) -> App:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            if base and scope["path"].startswith(f"{base}{base}/"):  # the library writes some links so
                raw = (scope.get("raw_path") or b"").removeprefix(base.encode())
                scope = {**scope, "path": scope["path"].removeprefix(base), "raw_path": raw}
            path = scope["path"].removeprefix(base)
            if TABLE.fullmatch(path):
                scope = {**scope, "query_string": b"&".join(filter(None, [scope["query_string"], UNCOUNTED]))}
            extra = headers(path, sample=await is_sample(datasette), public=public)
            with_extra = partial(send_with, extra, send)
            if public and is_closed(path, scope["query_string"].decode("latin-1")):
                await not_found(with_extra)
            else:
                await app(scope, receive, with_extra)

        return wrapped

    return wrap


async def not_found(send: Send) -> None:
    """Answer that there is nothing here."""
    await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"There is nothing here on a public site.\n"})


async def send_with(extra: list[tuple[bytes, bytes]], send: Send, message: Message) -> None:
    """Pass a message on, the first of an answer with `extra` headers; those of one name are replaced."""
    if message["type"] == "http.response.start":
        replaced = {name for name, _ in extra}
        kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in replaced]
        message = {**message, "headers": [*kept, *extra]}
    await send(message)
