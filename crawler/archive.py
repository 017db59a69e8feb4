"""How is a crawl kept as WARC, so that it can be read again with no network?"""

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import error as ZlibError  # noqa: N812, a class by its name

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # it ships no types
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # as above
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # as above
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # as above

from crawler.registry import Employer

ABOUT = "urn:credtrack:crawl"
KEPT = frozenset({b"accept", b"content-type", b"user-agent"})  # never a key or a cookie
UNSAID = frozenset({b"content-encoding", b"transfer-encoding", b"content-length", b"set-cookie"})
Key = tuple[str, str, str]


class ArchiveError(ValueError):
    """An archive can't be read; the text names the file and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """What an archive says of its crawl: when it began (UTC), and the registry rows of its boards."""

    started_at: datetime
    allow_loopback: bool
    employers: tuple[Employer, ...]


class Archive:
    """A WARC file that a crawl writes, one compressed record after the other, so that a crash loses the last at most."""

    def __init__(self, folder: Path, crawl: Crawl):
        folder.mkdir(parents=True, exist_ok=True)
        at = crawl.started_at
        self._file = (folder / f"crawl-{at:%Y%m%dT%H%M%S}-{at.microsecond:06}.warc.gz").open("xb")
        self._writer = WARCWriter(self._file, gzip=True)
        about = json.dumps(asdict(crawl), default=str).encode()
        self._writer.write_record(
            self._record(ABOUT, "metadata", about, warc_content_type="application/json")
        )

    def _record(self, url: str, kind: str, body: bytes, **more: Any) -> Any:
        return self._writer.create_warc_record(url, kind, payload=BytesIO(body), length=len(body), **more)

    def write(self, request: Request, response: Response) -> None:
        """Keep what was asked and what came, its body as it was unpacked."""
        said = _pairs(response.headers.items(), lambda name: name not in UNSAID)
        status = StatusAndHeaders(f"{response.status} -", said, protocol="HTTP/1.1")
        answer = self._record(request.url, "response", response.body, http_headers=status)
        path = urlsplit(request.url)
        line = f"{request.method} {path.path or '/'}" + (f"?{path.query}" if path.query else "")
        asked = StatusAndHeaders(
            f"{line} HTTP/1.1", _pairs(request.headers.items(), KEPT.__contains__), is_http_request=True
        )
        question = self._record(request.url, "request", request.body, http_headers=asked)
        self._writer.write_request_response_pair(question, answer)

    def close(self) -> None:
        """End the file."""
        self._file.close()


class Archived:
    """The answers that an archive holds, given again in the order in which they came."""

    def __init__(self, path: Path):
        self.crawl, self._answers = _load(path)

    async def download(self, request: Request) -> Response:
        """Give the answer to a request, the last one again where it was asked once; raises IgnoreRequest for any other."""
        answers = self._answers.get(_key(request.method, request.url, request.body))
        if not answers:
            raise IgnoreRequest("the archive holds no answer to it")
        status, headers, body = answers.popleft() if len(answers) > 1 else answers[0]
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(url=request.url, status=status, headers=headers, body=body, request=request)


def _pairs(headers: Iterable[tuple[bytes, list[bytes]]], wanted: Any) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers
        if wanted(name.lower())
        for value in values
    ]


def _key(method: str, url: str, body: bytes) -> Key:
    return method, url, blake2b(body, digest_size=16).hexdigest()


Answer = tuple[int, Headers, bytes]


def _load(path: Path) -> tuple[Crawl, dict[Key, deque[Answer]]]:
    """Read a whole archive; one that was cut short is read as far as it goes."""
    crawl: Crawl | None = None
    found: dict[Key, deque[Answer]] = defaultdict(deque)
    waiting: dict[str, Answer] = {}
    for kind, record, body in _records(path):
        url = record.rec_headers.get_header("WARC-Target-URI")
        if kind == "metadata" and url == ABOUT:
            crawl = _crawl(path, body)
        elif kind == "response":
            waiting[record.rec_headers.get_header("WARC-Record-ID")] = _answer(record, body)
        elif kind == "request":
            own = record.rec_headers.get_header("WARC-Concurrent-To")
            if own in waiting:
                method = record.http_headers.protocol
                found[_key(method, url, body)].append(waiting.pop(own))
    if crawl is None:
        raise ArchiveError(f"{path}: expected a crawl that credtrack archived; it names no boards")
    return crawl, found


def _records(path: Path) -> Iterator[tuple[str, Any, bytes]]:
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                yield record.rec_type, record, record.raw_stream.read()
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (ArchiveLoadFailed, EOFError, ZlibError):
        return


def _answer(record: Any, body: bytes) -> Answer:
    headers: dict[str, list[str]] = defaultdict(list)
    for name, value in record.http_headers.headers:
        headers[name].append(value)
    return int(record.http_headers.get_statuscode()), Headers(headers), body


def _crawl(path: Path, text: bytes) -> Crawl:
    try:
        fields = json.loads(text)
        rows = tuple(map(_employer, fields["employers"]))
        began = datetime.fromisoformat(fields["started_at"]).astimezone(UTC)
        return Crawl(started_at=began, allow_loopback=bool(fields["allow_loopback"]), employers=rows)
    except (LookupError, TypeError, ValueError) as error:
        raise ArchiveError(f"{path}: what it says of its crawl is not as expected: {error}") from error


def _employer(row: dict[str, Any]) -> Employer:
    """Give a row as it was: JSON knows lists alone."""
    scope = tuple((name, tuple(values)) for name, values in row.get("scope", ()))
    return Employer(**{**row, "addresses": tuple(row["addresses"]), "scope": scope})
