"""What does a board's host get asked, and what does it answer?"""

import json
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import urlencode

Asked = Literal["robots", "list", "detail", "page", "sitemap", "other"]
Defect = Literal["none", "cut", "half_closed", "drip"]


@dataclass(frozen=True, slots=True)
class Request:
    """One request as a board sees it; `host` is the Host header, so that links lead back to this server."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    host: str = "127.0.0.1"
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str | None:
        """Give the value of a header, named in lower case, of those that some board looks at; or None."""
        return dict(self.headers).get(name)

    def parameter(self, name: str) -> str | None:
        """Give the last value of a query parameter, or None."""
        return dict(self.query).get(name)

    @property
    def target(self) -> str:
        """Path and query as they are asked for."""
        return self.path + (f"?{urlencode(self.query)}" if self.query else "")

    @property
    def origin(self) -> str:
        """Scheme, host and port under which the asker reached this server."""
        return f"http://{self.host}"

    @property
    def steps(self) -> tuple[str, ...]:
        """The path's parts, without empty ones."""
        return tuple(step for step in self.path.split("/") if step)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer.

    `asked` says what the request was for; the server counts by it. A reply with a `validator` answers 304 to
    whoever shows that validator again. `defect` is a fault of the line, not of the page.
    """

    status: int
    body: bytes
    content_type: str
    asked: Asked = "other"
    validator: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    defect: Defect = "none"


def as_json(value: object, status: int = 200, asked: Asked = "other") -> Reply:
    """Make a JSON answer."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, body, "application/json;charset=utf-8", asked)


def as_html(page: str, status: int = 200, asked: Asked = "page") -> Reply:
    """Make an HTML answer."""
    return Reply(status, page.encode(), "text/html; charset=utf-8", asked)


def as_xml(document: str, asked: Asked = "sitemap") -> Reply:
    """Make an XML answer."""
    return Reply(200, document.encode(), "application/xml; charset=utf-8", asked)


def as_text(text: str, status: int = 200, asked: Asked = "robots") -> Reply:
    """Make a plain text answer, such as robots.txt."""
    return Reply(status, text.encode(), "text/plain; charset=utf-8", asked)


def page(title: str, content: str) -> str:
    """Make an HTML page whose title says SAMPLE DATA; `content` is HTML."""
    head = f'<meta charset="utf-8"><title>SAMPLE DATA: {escape(title)}</title>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{content}</body></html>'
