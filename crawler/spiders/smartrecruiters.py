"""What do boards on SmartRecruiters show (`jobs.smartrecruiters.com/{company}`)?"""

import re
from collections.abc import AsyncIterator
from html import escape
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from crawler.board import Board, Page, Row, fields_hash, json_of, row_hash
from crawler.given import GivenSpider
from crawler.posting import Posting
from crawler.registry import Employer
from crawler.spiders.jsonld import posting_of, text_page
from crawler.structured import day_of, job_posting, place_in, text_of

PAGE = 100
PUBLIC = "jobs.smartrecruiters.com"
POSTING = re.compile(r"^/([\w-]+)/(\d{6,})(?:-|/|$)")
BLOCKS = ("description", "responsibilities", "qualifications")
HASHED = ("name", "refNumber", "releasedDate", "location", "typeOfEmployment", "department")


class SmartRecruitersSpider(GivenSpider):
    """Reads public pages of postings; the service is closed to all but one robot, and read with a permission alone."""

    name = "smartrecruiters"
    platforms = frozenset({"smartrecruiters"})
    common_host = "api.smartrecruiters.com"

    def key(self, employer: Employer) -> str:
        """Give the company's name in addresses."""
        return employer.board.rstrip("/").rsplit("/", 1)[-1]

    def list_address(self, board: Board) -> str:
        """Give the address of the service's list."""
        return board.address(f"/v1/companies/{board.account}/postings")

    async def list_pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list to its total; a company that isn't known answers as one without postings does."""
        for start in count(0, PAGE):
            url = f"{self.list_address(board)}?limit={PAGE}&offset={start}"
            answer = await board.fetch_json(Request(url))
            rows = tuple(self._row(board, fields) for fields in answer["content"])
            yield Page(rows=rows, advertised=answer["totalFound"])
            if not rows or start + PAGE >= answer["totalFound"]:
                return

    def given_row(self, board: Board, url: str) -> Row | None:
        """Give the row of a posting's public page of this company."""
        parts = urlsplit(url)
        match = POSTING.match(parts.path)
        mine = match is not None and match[1].casefold() == board.account.casefold()
        if match is None or not mine or urlsplit(board.public(url)).hostname not in _hosts(board):
            return None
        words = re.findall(r"[A-Za-z]+", parts.path[match.end() :])
        title = " ".join(words) if len(words) >= 2 else None
        return Row(native=match[2], title=title, hash=row_hash(match[2], words), detail=Request(url))

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a public page, or of the service's answer."""
        page = text_page(response)
        if row.content is not None:
            return self._of_service(board, row, json_of(response))
        fields = job_posting(page.text)
        if fields is None or row.native not in page.url:
            raise ValueError("its page holds no posting, or leads elsewhere")
        kept = {name: block for name in BLOCKS if (block := page.css(f'[itemprop="{name}"]').get())}
        return posting_of(board, row, {**fields, **kept}, page.url)  # the blocks keep lists and headings

    def _row(self, board: Board, fields: dict[str, Any]) -> Row:
        number = str(fields["id"])
        request = Request(f"{self.list_address(board)}/{number}")
        return Row(
            native=number,
            title=fields["name"],
            hash=fields_hash(fields, HASHED),
            detail=request,
            content=fields,
        )

    def _of_service(self, board: Board, row: Row, fields: dict[str, Any]) -> Posting | None:
        if fields.get("active") is False:
            return None
        place = fields.get("location") or {}
        written = place_in(place, "city", "region")
        return Posting(
            **board.found(
                row,
                f"https://{PUBLIC}/{fields['company']['identifier']}/{row.native}",
                text_of(fields["company"].get("name")),
            ),
            title=fields["name"],
            body=_body(fields["jobAd"]["sections"]),
            body_kind="html",
            locations=(written,) if written else (),
            posted_on=day_of(fields.get("releasedDate")),
            requisition=text_of(fields.get("refNumber")),
            employment_type=text_of((fields.get("typeOfEmployment") or {}).get("label")),
            remote_field=next((key for key in ("remote", "hybrid") if place.get(key)), None),
        )


def _hosts(board: Board) -> tuple[str, ...]:
    """Give the hosts of public pages; the sample market's one host answers for them too."""
    return (PUBLIC, board.host) if board.employer.origin else (PUBLIC,)


def _body(sections: dict[str, Any]) -> str:
    """Give all sections in their order, each under its title."""
    shown = [found for found in sections.values() if isinstance(found, dict) and found.get("text")]
    return "\n".join(f"<h3>{escape(found.get('title') or '')}</h3>{found['text']}" for found in shown)
