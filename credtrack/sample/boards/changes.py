"""How does each fault that real boards show change an answer?"""

import gzip
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from inspect import isfunction
from pathlib import Path
from typing import Any

from credtrack.sample.boards.faults import Change
from credtrack.sample.boards.http import Reply, Request, as_html, as_text, page

BOMB_BYTES = 512 * 1024 * 1024
HUGE_BYTES = 10 * 1024 * 1024
PARAGRAPH_ENDS = (b"<\\/p>", b"</p>", b"&lt;/p&gt;")  # in a script, in a page, escaped
ROWS_A_PAGE = 20
ROW_KEYS = ("jobPostings", "jobs")
URL = re.compile(rb"<url>.*?</url>", re.DOTALL)


def half_the_json(_: Request, reply: Reply) -> Reply:
    """Send half of a document as though it were whole."""
    return replace(reply, body=reply.body[: len(reply.body) // 2], validator=None)


def cut_short(_: Request, reply: Reply) -> Reply:
    """Send half of the body, then close the line."""
    return replace(reply, defect="cut", validator=None)


def half_closed(_: Request, reply: Reply) -> Reply:
    """Send half of the body, then end one direction of the line."""
    return replace(reply, defect="half_closed", validator=None)


def drip(_: Request, reply: Reply) -> Reply:
    """Send half of the body a few bytes at a time."""
    return replace(reply, defect="drip", validator=None)


def cut_gzip(_: Request, reply: Reply) -> Reply:
    """Send a compressed body without its end."""
    return _compressed(reply, gzip.compress(reply.body)[:-12])


def gzip_bomb(_: Request, reply: Reply) -> Reply:
    """Send half a gigabyte of nothing, which is small on the line."""
    return _compressed(reply, _bomb())


def redirect_in_a_circle(request: Request, __: Reply) -> Reply:
    """Lead back to the same address."""
    moved = as_text("moved", 302)
    return replace(moved, headers=(("Location", request.origin + request.target),))


def ids_repeat(_: Request, reply: Reply) -> Reply:
    """Show the first row once more at the end of the page."""
    if "json" not in reply.content_type:
        first = reply.body.find(b"<url>"), reply.body.find(b"</url>") + len(b"</url>")
        again = reply.body[first[0] : first[1]] + b"</urlset>"
        return replace(reply, body=reply.body.replace(b"</urlset>", again))
    document = json.loads(reply.body)
    if rows := max(_lists_of_rows(document), key=len, default=None):
        rows.append(rows[0])
    return replace(reply, body=json.dumps(document).encode())


def half_the_rows(_: Request, reply: Reply) -> Reply:
    """Show every other row alone, as though there were no others."""
    if "json" not in reply.content_type:
        urls = URL.findall(reply.body)
        body = reply.body
        for url in urls[::2]:
            body = body.replace(url, b"")
        return replace(reply, body=body)
    document = json.loads(reply.body)
    for rows in _lists_of_rows(document):
        del rows[::2]
    return replace(reply, body=json.dumps(document).encode(), validator=None)


def total_is_wrong(_: Request, reply: Reply) -> Reply:
    """Advertise one posting more than there is, as a list does from which one was just taken."""
    envelope = json.loads(reply.body)
    envelope["total"] += 1 if envelope["total"] else 0
    return replace(reply, body=json.dumps(envelope).encode())


def list_is_empty(_: Request, reply: Reply) -> Reply:
    """Show no rows at all, as a board does whose facets were keyed anew."""
    if "json" not in reply.content_type:
        return replace(reply, body=URL.sub(b"", reply.body), validator=None)
    envelope = json.loads(reply.body)
    emptied: dict[str, object] = {key: [] for key in ROW_KEYS if key in envelope}
    body = json.dumps(envelope | emptied | {"total": 0, "meta": {"total": 0}}).encode()
    return replace(reply, body=body, validator=None)


def huge_description(_: Request, reply: Reply) -> Reply:
    """Blow the first paragraph up to ten megabytes, however its end is spelled."""
    ends = (end for end in PARAGRAPH_ENDS if end in reply.body)
    if end := next(ends, None):
        reply = replace(reply, body=reply.body.replace(end, b" " + b"word " * (HUGE_BYTES // 5) + end, 1))
    return reply


def trailing_comma(_: Request, reply: Reply) -> Reply:
    """Leave a comma behind the markup's last value."""
    return replace(reply, body=re.sub(rb"([}\]])</script>", rb",\1</script>", reply.body))


def broken_escape(_: Request, reply: Reply) -> Reply:
    """Escape what needs no escape, which JSON forbids."""
    return replace(reply, body=reply.body.replace(b'"description": "', b'"description": "Full\\-time. '))


def raw_line_breaks(_: Request, reply: Reply) -> Reply:
    """Break lines inside the markup's strings."""
    return replace(reply, body=reply.body.replace(b'"description": "', b'"description": "About us:\n\t'))


def wrapped_in_comment(_: Request, reply: Reply) -> Reply:
    """Wrap the markup into an HTML comment, as pages made for old browsers do."""
    opened = reply.body.replace(b'ld+json">', b'ld+json"><!-- ')
    return replace(reply, body=opened.replace(b"</script>", b" //--></script>"))


def no_markup(_: Request, reply: Reply) -> Reply:
    """Leave the markup out."""
    return replace(reply, body=reply.body.replace(b"ld+json", b"x-template"))


def wrong_encoding(_: Request, reply: Reply) -> Reply:
    """Claim an encoding that the body isn't in."""
    return replace(reply, content_type=reply.content_type.replace("utf-8", "utf-16"), validator=None)


def picture(_: Request, reply: Reply) -> Reply:
    """Send a picture."""
    return replace(reply, content_type="image/png", body=b"\x89PNG\r\n\x1a\n" + bytes(64), validator=None)


def not_to_be_kept(_: Request, reply: Reply) -> Reply:
    """Ask, in a header, not to be indexed."""
    return replace(reply, headers=(*reply.headers, ("X-Robots-Tag", "noindex")))


class PastTheEndRepeats:
    """Shows the last page that held rows to whoever asks past the end."""

    def __init__(self) -> None:
        self._last: dict[str, list[object]] = {}

    def __call__(self, request: Request, reply: Reply) -> Reply:
        """Answer with the same rows again where there are none."""
        envelope = json.loads(reply.body)
        if envelope["jobPostings"]:
            self._last[request.path] = envelope["jobPostings"]
            return reply
        envelope["jobPostings"] = self._last.get(request.path, [])
        return replace(reply, body=json.dumps(envelope).encode())


class EndlessRows:
    """Shows a full page of other rows to whoever asks, however often."""

    def __init__(self) -> None:
        self._shown = 0

    def __call__(self, request: Request, reply: Reply) -> Reply:
        """Answer with twenty rows that nobody has seen."""
        envelope = json.loads(reply.body)
        rows = [envelope["jobPostings"][0] if envelope["jobPostings"] else {"title": "Porter"}] * ROWS_A_PAGE
        at = self._shown = self._shown + ROWS_A_PAGE
        paths = (f"/job/Nowhere/Porter_R-{10_000_000 + at + row}" for row in range(ROWS_A_PAGE))
        shown = [
            row | {"title": "Porter", "externalPath": path} for row, path in zip(rows, paths, strict=True)
        ]
        return replace(reply, body=json.dumps(envelope | {"jobPostings": shown, "total": 0}).encode())


def _lists_of_rows(value: object) -> Iterator[list[object]]:
    """Yield the lists of objects anywhere in a document, none of which holds another's rows."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _lists_of_rows(inner)


def _compressed(reply: Reply, body: bytes) -> Reply:
    return replace(reply, body=body, headers=(("Content-Encoding", "gzip"),), validator=None)


@cache
def _bomb() -> bytes:
    megabyte = bytes(1024 * 1024)
    # Members of a gzip file follow one another, so one compressed megabyte is enough.
    return gzip.compress(megabyte) * (BOMB_BYTES // len(megabyte))


@cache
def _answers() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _answered(name: str, request: Request, _: Reply) -> Reply:
    """Give the answer of that name in changes.toml."""
    row = _answers()[name]
    status = row.get("status", 200)
    if "title" in row:
        return as_html(page(row["title"], row["content"]), status)
    reply = as_text(row["text"].replace("{origin}", request.origin), status)
    return replace(reply, headers=tuple(row.get("headers", {}).items()))


def change_named(name: str) -> Change:
    """Give a change of changes.toml or this file, fresh where it remembers. Raises ValueError for a name that isn't one."""
    if name in _answers():
        return partial(_answered, name)
    found = globals().get(name)
    if found in {PastTheEndRepeats, EndlessRows}:
        made: Change = found()
        return made
    if not isfunction(found) or found.__module__ != __name__ or name.startswith("_") or found is change_named:
        raise ValueError(f"{name}: no fault of the rough market has this name")
    return found
