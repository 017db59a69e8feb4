"""What does a Taleo Business Edition server answer for one organization?"""

from datetime import datetime
from email.utils import format_datetime
from html import escape

from credtrack.sample.boards.board import BoardHost, Shown
from credtrack.sample.boards.http import Reply, Request, as_xml


class TaleoBusinessHost(BoardHost):
    """One organization: a feed of all open positions, with characters that XML forbids."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the feed."""
        if request.steps[1:] != ("ats", "servlet", "Rss"):
            return None
        items = "".join(map(self._item, self.listed()))
        head = '<?xml version="1.0"?><rss version="2.0" xmlns:taleo="urn:TBERss">'
        return as_xml(f"{head}<channel><title>Positions&#11;</title>{items}</channel></rss>", asked="list")

    def _item(self, shown: Shown) -> str:
        link = (
            f"https://phe.tbe.taleo.net/phe01/ats/careers/v2/viewRequisition?org=S&cws=1&rid={shown.number}"
        )
        day = format_datetime(datetime.combine(shown.posted_on, datetime.min.time()))
        fields = {
            "title": shown.title,
            "link": link,
            "pubDate": day,
            "taleo:reqId": shown.number,
            "taleo:locationCity": shown.city,
            "taleo:locationState": f"US-{shown.state}",
            "taleo:html-description": shown.body + "\x0b",
        }
        inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
        return f"<item>{inner}</item>"
