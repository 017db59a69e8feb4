"""What do boards on Workday show (`{tenant}.wdN.myworkdayjobs.com/{site}`)?"""

import json
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, json_of, row_hash
from crawler.board_spider import BoardSpider
from crawler.manners import is_json
from crawler.posting import DateKind, Posting
from crawler.structured import day_of, text_of
from crawler.troubles import FailedError

PAGE = 20  # one more is answered with 400
CAP = 2000  # what a total stops at; past it pages repeat earlier rows
SLICES = ("jobFamilyGroup", "timeType", "locations", "workerSubType")
ONE_EACH = ("jobFamilyGroup", "timeType", "workerSubType")  # a posting counts once in each of these
HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
Facets = dict[str, list[dict[str, Any]]]
Applied = dict[str, list[str]]
Answer = dict[str, Any]


class WorkdaySpider(BoardSpider):
    """Reads the list by its JSON route, sliced by facet where a board is larger than one list may be."""

    name = "workday"
    platforms = frozenset({"workday"})

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list; a board at the cap is read slice by slice."""
        await board.check_allowed(board.address(f"/{board.account}/job/"))
        first = await self._ask(board, {}, 0)
        scope = _scope(board, first)
        if scope:
            first = await self._ask(board, scope, 0)
            yield Page(rows=(), advertised=None if _is_capped(first, scope) else first["total"])
        if _is_capped(first, scope):
            pages = self._beyond_cap(board, first, scope)
        else:
            pages = self._window(board, scope, first)
        async for page in pages:
            yield page

    async def _beyond_cap(self, board: Board, first: Answer, scope: Applied) -> AsyncIterator[Page]:
        """Slice by one facet after another until the slices together hold as many as the facets count."""
        facets = {name: values for name, values in _facets(first).items() if name not in scope}
        size = max(first["total"] + 1, _counted(first, scope))
        yield Page(rows=(), advertised=size)
        for name in _order(facets):
            async for page in self._slices(board, facets, name, scope):
                yield page
            if len(board.tally.listed) >= size:
                return
        if not facets:
            async for page in self._window(board, scope, first):
                yield page
            board.incomplete(f"the list stops at {first['total']}, and there is nothing to slice it by")

    async def _slices(self, board: Board, facets: Facets, name: str, applied: Applied) -> AsyncIterator[Page]:
        for value in facets[name]:
            chosen = {**applied, name: [value["id"]]}
            first = await self._ask(board, chosen, 0)
            inner = {other: values for other, values in _facets(first).items() if other not in chosen}
            finer = next(iter(_order(inner)), None)
            if _is_capped(first, chosen) and finer:
                pages = self._slices(board, inner, finer, chosen)
            else:
                pages = self._window(board, chosen, first)
            if _is_capped(first, chosen) and not finer:
                board.incomplete(f"{name} {value.get('descriptor', '')}: its list stops at {first['total']}")
            async for page in pages:
                yield page

    async def _window(self, board: Board, applied: Applied, first: Answer) -> AsyncIterator[Page]:
        """Yield one list from its first page to a short page, or to a page that shows nothing new."""
        seen: set[str] = set()
        capped = _is_capped(first, applied)
        answer, offset, total = first, 0, first["total"]
        if total and not first["jobPostings"]:
            raise ValueError(f"a total of {total}, and no posting on the first page")
        while True:
            postings = answer["jobPostings"]
            fresh = [row for row in postings if row.get("externalPath") and row["externalPath"] not in seen]
            seen.update(row["externalPath"] for row in fresh)
            rows = tuple(self._row(board, row) for row in fresh)
            yield Page(rows=rows, advertised=None if applied or offset or capped else total)
            offset += PAGE
            if len(postings) < PAGE or not fresh or (capped and offset >= total):
                return
            answer = await self._ask(board, applied, offset)

    async def _ask(self, board: Board, applied: Applied, offset: int) -> Answer:
        query = {"appliedFacets": applied, "limit": PAGE, "offset": offset, "searchText": ""}
        request = Request(_cxs(board, "/jobs"), method="POST", headers=HEADERS, body=json.dumps(query))
        answer = await board.fetch_json(request)
        answer["total"] = answer.get("total") or 0
        return dict(answer)

    def _row(self, board: Board, row: dict[str, Any]) -> Row:
        path = row["externalPath"]
        said = [row.get(key) for key in ("title", "locationsText", "timeType", "remoteType")]
        bullets = [bullet for bullet in row.get("bulletFields") or () if not bullet.startswith("Posted ")]
        return Row(
            native=native_id(path),
            title=row.get("title") or "",
            hash=row_hash(path, said, bullets),
            detail=Request(_cxs(board, path), headers={"Accept": "application/json"}),
            content=path,
        )

    is_detail = staticmethod(is_json)

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting from its detail; None where the board says that it is posted no longer."""
        info = json_of(response)["jobPostingInfo"]
        if info.get("posted") is False:
            return None
        address = info.get("externalUrl") or f"https://{board.host}/{board.account}{row.content}"
        found = board.found(row, address)
        posted_on, kind = _posted(info, found["fetched_at"].date())
        return Posting(
            **found,
            title=info["title"],
            body=info["jobDescription"],
            body_kind="html",
            locations=tuple(filter(None, [info.get("location"), *(info.get("additionalLocations") or ())])),
            posted_on=posted_on,
            posted_kind=kind,
            closes_on=day_of(info.get("endDate")),
            requisition=text_of(info.get("jobReqId")),
            employment_type=info.get("timeType"),
            remote_field=info.get("remoteType"),
        )


def native_id(path: str) -> str:
    """Give the last part of a posting's path after an underscore, where it holds a digit; else the path."""
    last = path.rsplit("_", 1)[-1] if "_" in path else ""
    return last if re.search(r"\d", last) and "/" not in last else path


def _cxs(board: Board, path: str) -> str:
    tenant, site = board.employer.board.split("/")[-2:]
    return board.address(f"/wday/cxs/{tenant}/{site}{path}")


def _scope(board: Board, first: Answer) -> Applied:
    """Give the facets that the row keeps to on a tenant that several employers share, by the tenant's own ids.

    Tenants give out new ids now and then, and the board then shows nothing without a word: that is a failure here.
    """
    facets = _facets(first)
    applied: Applied = {}
    for name, wanted in board.employer.scope:
        values = facets.get(name, ())
        applied[name] = [
            value["id"] for value in values if {value["id"], value.get("descriptor")} & set(wanted)
        ]
        if len(applied[name]) < len(wanted):
            raise FailedError(f"the row's scope, {name} {', '.join(wanted)}, is not among the board's facets")
    return applied


def _is_capped(first: Answer, applied: Iterable[str]) -> bool:
    """Tell whether a list stops before its end: at the usual total, or at one that its facets outnumber."""
    total = first["total"]
    return bool(total == CAP or _counted(first, applied) > 1.02 * total + PAGE)


def _counted(first: Answer, applied: Iterable[str]) -> int:
    """Give how many postings the facets count, which no cap cuts; a facet that was chosen from counts all."""
    facets = _facets(first)
    return max(
        (
            sum(value.get("count", 0) for value in facets.get(name, ()))
            for name in ONE_EACH
            if name not in applied
        ),
        default=0,
    )


def _facets(answer: Answer) -> Facets:
    """Give the facets by name; some are grouped one level deeper."""
    return {name: values for name, values in _flat(answer.get("facets") or ()) if values}


def _flat(facets: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for facet in facets:
        values = facet.get("values") or []
        yield facet["facetParameter"], [value for value in values if "id" in value]
        yield from _flat(value for value in values if "facetParameter" in value)


def _order(facets: Facets) -> list[str]:
    return [*(name for name in SLICES if name in facets), *(name for name in facets if name not in SLICES)]


def _posted(info: dict[str, Any], today: date) -> tuple[date | None, DateKind]:
    """Give the posting date; "Posted 30+ Days Ago" is only a bound."""
    if started := day_of(info.get("startDate")):
        return started, "exact"
    text = (info.get("postedOn") or "").casefold()
    if "today" in text or "yesterday" in text:
        return today - timedelta(days="yesterday" in text), "exact"
    if days := re.search(r"(\d+)(\+?) day", text):
        kind: DateKind = "on_or_before" if days[2] else "exact"
        return today - timedelta(days=int(days[1])), kind
    return None, "exact"
