"""Is a posting's page as it was when it was last read? The host is asked so, where it gave a sign to tell by."""

import re

from scrapy.http import Request, Response

from crawler.board import Row
from crawler.options import Known

LONGEST = 300
ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]*"')
DATE = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")


def validator_of(response: Response | None) -> str | None:
    """Give a page's ETag, else the date of its last change as the host wrote it; None where it gave neither."""
    for name, form in ((b"ETag", ETAG), (b"Last-Modified", DATE)):
        found = response.headers.get(name) if response is not None else None
        text = (found or b"").decode("latin-1").strip()
        if len(text) <= LONGEST and form.fullmatch(text):
            return text
    return None


def ask_for_changes(request: Request, row: Row, known: Known | None) -> None:
    """Hand back what the page was sent with, where its row on the list says the same as then.

    Where the row says something new, the page is read whatever its host thinks of it.
    """
    if known is None or known.validator is None or known.list_hash != row.hash or request.method != "GET":
        return
    is_etag = known.validator.endswith('"')
    request.headers["If-None-Match" if is_etag else "If-Modified-Since"] = known.validator
