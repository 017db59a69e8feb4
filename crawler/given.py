"""Which postings are read where a host keeps its list to itself, but not the postings' pages?"""

from abc import abstractmethod
from collections.abc import AsyncIterator

from scrapy.http import Request

from crawler.board import Board, Page, Row
from crawler.board_spider import BoardSpider
from crawler.troubles import RefusedError


class GivenSpider(BoardSpider):
    """Reads the list where the host's rules (or a permission) let it, else the postings whose addresses are given.

    The addresses stand in the registry row: postings' own, or pages of the employer's site that link to them.
    What is read that way is never taken for the whole board.
    """

    refused = True

    @abstractmethod
    def list_address(self, board: Board) -> str:
        """Give the address of the list, which the host's rules may forbid."""

    @abstractmethod
    def list_pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list's pages, where it may be read."""

    @abstractmethod
    def given_row(self, board: Board, url: str) -> Row | None:
        """Give the row of a posting's public address; None where it is another page's."""

    async def pages(self, board: Board) -> AsyncIterator[Page]:
        """Yield the list, or the postings at the addresses given; raises RefusedError where there is neither."""
        try:
            await board.check_allowed(self.list_address(board))
        except RefusedError as error:
            given = board.employer.addresses
            if not given:
                raise
            for address in given:
                yield await self._given_page(board, address)
            board.incomplete(f"{error}; read from the {len(given)} addresses in its row instead")
            return
        async for page in self.list_pages(board):
            yield page

    async def _given_page(self, board: Board, address: str) -> Page:
        row = self.given_row(board, address)
        if row is not None:
            return Page(rows=(row,))
        page = await board.fetch_list(Request(address))
        # A page's links, or a sitemap's.
        named = page.xpath("//a/@href | //*[local-name()='loc']/text()").getall()
        links = dict.fromkeys(page.urljoin(link.strip()) for link in named)
        return Page(rows=tuple(row for link in links if (row := self.given_row(board, link))))
