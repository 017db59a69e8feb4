"""What does Greenhouse's host answer for the boards that it serves?"""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from credtrack.sample.boards.board import Object
from credtrack.sample.boards.http import Reply, Request, as_html, as_json, as_text, page
from credtrack.sample.boards.shelf import Shelf, body_html, location_names, number, requisition_of
from credtrack.sample.boards.wording import wording
from credtrack.sample.facts import SamplePosting, Written


class GreenhouseHost:
    """The one host of all Greenhouse boards; `shelves` are keyed by board token. Nothing is paged."""

    def __init__(self, shelves: Mapping[str, Shelf]) -> None:
        self._shelves = dict(shelves)

    def answer(self, request: Request) -> Reply:
        """Answer any request as the platform does."""
        match request.steps:
            case ["robots.txt"]:
                return as_text(f"User-agent: *\nDisallow: /embed/\nSitemap: {request.origin}/sitemap.xml\n")
            case ["v1", "boards", token, *_] if token not in self._shelves:
                return _missing("Board not found")
            case ["v1", "boards", token, "jobs"]:
                return self._list(request, token, self._shelves[token])
            case ["v1", "boards", token, "jobs", native_id]:
                return self._detail(request, token, self._shelves[token], native_id)
            case ["v1", "boards", *_]:
                return _missing("Resource not found")
        return as_html(page("Greenhouse", "<p>Page not found</p>"), 404)

    def _list(self, request: Request, token: str, shelf: Shelf) -> Reply:
        rows = [_row(shelf, token, posting, request) for posting in shelf.listed()]
        return _validated(as_json({"jobs": rows, "meta": {"total": len(rows)}}, asked="list"))

    def _detail(self, request: Request, token: str, shelf: Shelf, native_id: str) -> Reply:
        posting = shelf.find(native_id)
        if posting is None:
            return replace(_missing("Job not found"), asked="detail")
        whole = replace(request, query=(*request.query, ("content", "true")))
        return _validated(as_json(_row(shelf, token, posting, whole), asked="detail"))


def _row(shelf: Shelf, token: str, posting: SamplePosting, request: Request) -> Object:
    written = shelf.written(posting)
    row: Object = {
        "id": int(posting.native_id),
        "internal_job_id": 5_000_000_000 + number(posting.opening.key, 999_999_999),
        "title": written.title,
        "absolute_url": f"https://job-boards.greenhouse.example/{token}/jobs/{posting.native_id}",
        "location": {"name": "; ".join(location_names(written))},
        "first_published": f"{posting.posted_on}T{8 + number(posting.id, 12):02}:00:00-05:00",
        "updated_at": f"{max(posting.posted_on, shelf.today.replace(day=1))}T09:12:44-05:00",
        "requisition_id": requisition_of(posting),
        "metadata": _metadata(written),
        "company_name": shelf.employer.name,
        "language": "en",
        "data_compliance": [],
    }
    if request.parameter("content") == "true":
        row["content"] = escape(body_html(written))
    if request.parameter("pay_transparency") == "true":
        row["pay_input_ranges"] = _pay_ranges(posting)
    return row


def _metadata(written: Written) -> list[Object]:
    fields = {"Employment Type": written.employment_field, "Workplace Type": written.remote_field}
    return [
        {"id": at, "name": name, "value": value, "value_type": "single_select"}
        for at, (name, value) in enumerate(fields.items(), start=1)
    ]


def _pay_ranges(posting: SamplePosting) -> list[Object]:
    pay = posting.opening.pay
    if pay is None or posting.opening.pay_is_written:
        return []
    low, high = (None if bound is None else round(bound * 100) for bound in (pay.low, pay.high))
    title = wording("pay_title")[pay.unit]
    return [{"min_cents": low, "max_cents": high, "currency_type": "USD", "title": title, "blurb": ""}]


def _validated(reply: Reply) -> Reply:
    return replace(reply, validator=f'W/"{number(reply.body.decode(), 2**32):08x}"')


def _missing(message: str) -> Reply:
    return as_json({"status": 404, "error": message}, 404)
