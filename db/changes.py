"""What of a posting is compared between two visits, and what has changed?"""

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crawler.posting import Posting
from db.batches import number_of
from db.private import masked

COMPARED = (
    "url",
    "title",
    "employer_kind",
    "requisition",
    "posted_on",
    "posted_kind",
    "updated_on",
    "closes_on",
    "employment_field",
    "remote_field",
    "board_pay_low",
    "board_pay_high",
    "board_pay_unit",
    "location_field",
    "body_hash",
    "content_hash",
)
RAW = b"\0"  # no zlib stream begins so
Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Content:
    """A posting as its row holds it: the values of COMPARED in their order, its employer, and its body."""

    values: tuple[Value, ...]
    employer: str
    body: str

    @property
    def title(self) -> str:
        """The title, without what is private in it."""
        return str(self.values[COMPARED.index("title")])

    @property
    def content_hash(self) -> Value:
        """The hash over all that a tagger reads."""
        return self.values[-1]

    def raw_body(self) -> bytes:
        """Give the body as it is kept until its text is known: RAW, and UTF-8."""
        return RAW + self.body.encode("utf-8", "surrogatepass")


def unpacked(body: bytes, text: str | None) -> str:
    """Give a kept body as it was served; `text` is the one that is kept beside it."""
    return _unpacked(body, text).decode("utf-8", "surrogatepass")


def repacked(body: bytes, text: str | None, new_text: str) -> bytes:
    """Give a kept body as it is kept beside a new text: zlib with the text as its dictionary, a fifth of the size."""
    packing = zlib.compressobj(3, zdict=_dictionary(new_text))
    return packing.compress(_unpacked(body, text)) + packing.flush()


def _unpacked(body: bytes, text: str | None) -> bytes:
    if body.startswith(RAW):
        return body[len(RAW) :]
    unpacking = zlib.decompressobj(zdict=_dictionary(text))
    return unpacking.decompress(body) + unpacking.flush()


def _dictionary(text: str | None) -> bytes:
    return (text or "").encode("utf-8", "surrogatepass")


def content_of(posting: Posting) -> Content:
    """Give the part of a posting that is compared, with its hashes; what is private in body and title is dotted out."""
    pay = posting.pay_field
    board_pay = (pay.low, pay.high, pay.unit) if pay else (None, None, None)
    places = "; ".join(posting.locations)
    fields = (posting.employment_type, posting.remote_field, *board_pay, places)
    body, title = masked(posting.body), masked(posting.title)
    body_hash = _hash(body, posting.body_kind)
    content_hash = _hash(title, posting.employer, posting.employer_kind, *fields, body_hash)
    values = (
        posting.url,
        title,
        posting.employer_kind,
        posting.requisition,
        _day(posting.posted_on),
        posting.posted_kind,
        _day(posting.updated_on),
        _day(posting.closes_on),
        *fields,
        body_hash,
        content_hash,
    )
    return Content(values, posting.employer, body)


def changes(kept: sqlite3.Row, content: Content) -> Iterator[tuple[str, str | None, str | None]]:
    """Field, old and new of each difference; a body stands as its hash."""
    if kept["employer_name"] != content.employer:
        yield "employer", kept["employer_name"], content.employer
    for column, new in zip(COMPARED[:-1], content.values, strict=False):
        old = kept[column]
        if old != new:
            yield column.removesuffix("_hash"), _written(old), _written(new)


def _hash(*parts: Value) -> int:
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return number_of(joined)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _written(value: Value) -> str | None:
    return None if value is None else str(value)
