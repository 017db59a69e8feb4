"""Which coder postings do archived web pages hold, as WARC files or as the quads drawn from them?"""

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from logging import ERROR, getLogger
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import error as ZlibError  # noqa: N812, a class by its name

from brotli import Decompressor  # type: ignore[import-untyped]  # it ships no types; Scrapy brings it
from brotli import error as brotli_error
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.ntriples import DummySink, W3CNTriplesParser
from rdflib.term import BNode, Literal, Node
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # it ships no types
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # as above

from crawler.posting import Found, Posting
from crawler.structured import Fields, job_posting, posting_from, text_of
from crawler.titles import keeps
from credtrack.bulk.plan import BulkError, Part
from db.importing import Problem

MOST_BYTES = 10 * 1024 * 1024  # of one page; a posting's is a hundredth of that
MARK = b"JobPosting"
SCHEMA = re.compile(r"https?://(?:www\.)?schema\.org/(?:JobPosting/)?")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
QUAD_PAGE = re.compile(rb"<([^<>]*)>\s*\.\s*$")
DEPTH = 4  # a posting's place's address's country

Record = Posting | Problem | None


def warc_pages(part: Part, moment: datetime) -> Iterator[Record]:
    """Give the posting of each page that is marked up as one; other pages are passed over.

    Raises BulkError where the file is no WARC, or ends in the middle of a record.
    """
    name = Path(part.path).name
    with Path(part.path).open("rb") as file:
        try:
            for number, record in enumerate(ArchiveIterator(file), 1):
                if record.rec_type == "response":
                    body = _body(record)
                    if len(body) <= MOST_BYTES and record.raw_stream.limit > 0:
                        raise EOFError("it breaks off in the middle of a page")
                    yield from _page(name, number, record, body, moment)
        except (ArchiveLoadFailed, EOFError, ZlibError, OSError) as error:
            raise BulkError(f"{part.path}: expected whole WARC records ({str(error)[:200]})") from error


def _body(record: Any) -> bytes:
    """Give a page's bytes, unpacked, up to one beyond the limit; none where they are packed wrongly."""
    headers = record.http_headers
    packed = bool(headers) and (headers.get_header("Content-Encoding") or "").lower() == "br"
    if packed:  # warcio knows another library of that name
        headers.remove_header("Content-Encoding")
    body: bytes = record.content_stream().read(MOST_BYTES + 1)
    try:
        return Decompressor().process(body, output_buffer_limit=MOST_BYTES + 1) if packed else body
    except brotli_error:
        return b""


def _page(name: str, number: int, record: Any, body: bytes, moment: datetime) -> Iterator[Record]:
    if MARK not in body:
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if len(body) > MOST_BYTES:
        yield Problem(name, number, f"expected a page of at most {MOST_BYTES:,} bytes at {url[:200]}")
        return
    said = record.rec_headers.get_header("WARC-Date") or ""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        at = moment
    yield from _posting(name, number, url, at, lambda: job_posting(body.decode("utf-8", "replace")))


def _posting(
    name: str, number: int, url: str, at: datetime, read: Callable[[], Fields | None]
) -> Iterator[Record]:
    """Give the page's posting if its title is one that matters; what can't be read is a Problem."""
    try:
        fields = read()
        title = text_of(fields.get("title")) if fields else None
        if fields is None or title is None:
            return
        yield posting_from(fields, _found(url, at)) if keeps(title) else None
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        yield Problem(name, number, f"expected a posting at {url[:200]} ({str(error)[:200]})")


def _found(url: str, at: datetime) -> Found:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("its address is none of the web")
    native = (parts.path.strip("/") or "-") + (f"?{parts.query}" if parts.query else "")
    return Found(
        id=f"web:{host}:{native}",
        source=f"web-{host}",
        platform="web",
        url=url,
        employer=host,
        employer_kind=None,
        fetched_at=at,
        list_hash=None,
    )


def graph_pages(part: Part, moment: datetime) -> Iterator[Record]:
    """Give the posting of each page whose quads describe one; a page's quads stand together.

    Raises BulkError where the file is packed and broken.
    """
    getLogger("rdflib").setLevel(ERROR)  # it warns of each address that is none, and pages are full of those
    with gzip.open(part.path, "rb") if part.packed else Path(part.path).open("rb") as file:
        try:
            for page, lines in groupby(_quads(file), key=lambda quad: quad[1]):
                yield from _graph(Path(part.path).name, page, list(lines), moment)
        except (EOFError, ZlibError, gzip.BadGzipFile) as error:
            raise BulkError(f"{part.path}: expected a whole file of quads ({error})") from error


Quad = tuple[int, bytes, bytes]


def _quads(file: Iterable[bytes]) -> Iterator[Quad]:
    """Give each line's number, its page, and its triple; the page of a line that has none is empty."""
    for number, line in enumerate(file, 1):
        page = QUAD_PAGE.search(line)
        yield (number, page[1], line[: page.start()] + b".\n") if page else (number, b"", line)


def _graph(name: str, page: bytes, quads: list[Quad], moment: datetime) -> Iterator[Record]:
    number = quads[0][0]
    if not page:
        yield Problem(name, number, "expected a quad: subject, predicate, object, <page> and a dot")
    elif any(MARK in triple for _, _, triple in quads):
        url = page.decode("utf-8", "replace")
        triples = [triple for _, _, triple in quads]
        yield from _posting(name, number, url, moment, lambda: _described(triples))


class _Sink(DummySink):
    """What rdflib's parser hands each triple to."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # rdflib leaves it untyped
        self.said: dict[Node, list[tuple[str, Node]]] = defaultdict(list)

    def triple(self, subject: Node, predicate: Node, value: Node) -> None:
        """Keep what is said of a subject."""
        self.said[subject].append((str(predicate), value))


def _described(triples: Iterable[bytes]) -> Fields | None:
    """Give a page's JobPosting in the form of JSON-LD; None where there are several."""
    sink = _Sink()
    try:
        W3CNTriplesParser(sink).parsestring(b"".join(triples).decode("utf-8", "replace"))
    except ParserError as error:
        raise ValueError(f"no triples: {error}") from error
    found = [
        subject
        for subject, said in sink.said.items()
        if any(name == TYPE and SCHEMA.sub("", str(value)) == "JobPosting" for name, value in said)
    ]
    return _fields(sink.said, found[0], DEPTH) if len(found) == 1 else None


def _fields(said: dict[Node, list[tuple[str, Node]]], subject: Node, depth: int) -> Fields:
    fields: Fields = {}
    for predicate, value in said[subject]:
        name = "@type" if predicate == TYPE else SCHEMA.sub("", predicate)
        read = _value(said, value, depth)
        fields[name] = read if name not in fields else [*_listed(fields[name]), read]
    return fields


def _value(said: dict[Node, list[tuple[str, Node]]], value: Node, depth: int) -> Any:
    if isinstance(value, BNode) or (not isinstance(value, Literal) and value in said):
        return _fields(said, value, depth - 1) if depth else None
    return SCHEMA.sub("", str(value))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
