"""How is a list of openings told to a feed reader?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as Tree

from datasette import Response

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml; charset=utf-8"
# XML 1.0 has no way to write these, not even escaped.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EARLIEST = "1970-01-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One opening of a feed: its whole address, and the day or moment (ISO) from which it stands there."""

    link: str
    title: str
    updated: str
    author: str = ""
    summary: str = ""


def atom(*, title: str, feed: str, page: str, entries: Sequence[Entry]) -> str:
    """An Atom feed (RFC 4287), entries in their order; `feed` and `page` are whole addresses.

    All text is plain text: markup in a title stands as it is written.
    """
    Tree.register_namespace("", ATOM)
    root = Tree.Element(_name("feed"))
    _text(root, "title", title)
    _text(root, "id", feed)
    _text(root, "updated", _moment(max((entry.updated for entry in entries), default=EARLIEST)))
    Tree.SubElement(root, _name("link"), rel="self", type="application/atom+xml", href=_clean(feed))
    Tree.SubElement(root, _name("link"), rel="alternate", type="text/html", href=_clean(page))
    for entry in entries:
        root.append(_entry(entry))
    Tree.indent(root)
    return Tree.tostring(root, encoding="unicode", xml_declaration=False)


def feed_answer(*, title: str, feed: str, page: str, entries: Sequence[Entry]) -> Any:
    """The answer that carries an Atom feed."""
    body = '<?xml version="1.0" encoding="utf-8"?>\n' + atom(
        title=title, feed=feed, page=page, entries=entries
    )
    return Response(body, content_type=TYPE)


def _entry(entry: Entry) -> Tree.Element:
    element = Tree.Element(_name("entry"))
    _text(element, "title", entry.title or "(no title)")
    _text(element, "id", entry.link)
    _text(element, "updated", _moment(entry.updated))
    _text(Tree.SubElement(element, _name("author")), "name", entry.author or "unknown")
    Tree.SubElement(element, _name("link"), rel="alternate", type="text/html", href=_clean(entry.link))
    if entry.summary:
        _text(element, "summary", entry.summary)
    return element


def _name(word: str) -> str:
    return f"{{{ATOM}}}{word}"


def _text(parent: Tree.Element, word: str, text: str) -> None:
    Tree.SubElement(parent, _name(word)).text = _clean(text)


def _clean(text: str) -> str:
    return UNWRITABLE.sub("", text)


def _moment(value: str) -> str:
    found = datetime.fromisoformat(value)
    return (
        (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
