"""What do careers sites on SuccessFactors show, on the employers' own hosts?"""

import re
from urllib.parse import unquote, urlsplit

from scrapy.http import Response

from crawler.board import Board, Row
from crawler.posting import Posting
from crawler.spiders.jsonld import JsonLdSpider, marked_up, posting_of, text_page, worded_row

POSTING = re.compile(r"/job/([^/]+)/(\d{4,})(?:-[A-Za-z_]+)?/?$")


class SuccessFactorsSpider(JsonLdSpider):
    """Reads the sitemap and each posting's marked-up page; the platform's services are closed to robots."""

    name = "successfactors"
    platforms = frozenset({"successfactors"})

    def row(self, url: str, stamp: str) -> Row | None:
        """Give the row of a posting's address, whose number is the id, whatever words stand before it."""
        path = unquote(urlsplit(url).path)
        match = POSTING.search(path)
        if not match:
            return None
        return worded_row(match[2], match[1], stamp, url)

    def read(self, board: Board, row: Row, response: Response | None) -> Posting | None:
        """Give the posting of a page; microdata holds bare words, so its block gives the text with lists and headings."""
        page = text_page(response)
        fields = marked_up(page)
        block = page.css('[itemprop="description"], .jobdescription').get()
        return posting_of(board, row, fields | ({"description": block} if block else {}), page.url)
