"""Which faults do real boards show, and how does each change an answer?"""

from dataclasses import replace

from credtrack.sample.boards.faults import Change
from credtrack.sample.boards.http import Reply, Request, as_html, as_text, page


def refused_for_a_while(_: Request, __: Reply) -> Reply:
    """Answer 429 with the seconds to wait."""
    return replace(as_text("slow down", 429), headers=(("Retry-After", "1"),))


def html_for_json(_: Request, __: Reply) -> Reply:
    """Show a maintenance page with status 200 where JSON was due."""
    return as_html(page("Maintenance", "<p>We will be back soon.</p>"))


def unavailable(_: Request, __: Reply) -> Reply:
    """Answer 503 without a word on when to come back."""
    return as_text("service unavailable", 503)


def cut_short(_: Request, reply: Reply) -> Reply:
    """Send half of the body, then close the line."""
    return replace(reply, defect="cut")


CHANGES: dict[str, Change] = {
    change.__name__: change for change in (refused_for_a_while, html_for_json, unavailable, cut_short)
}
