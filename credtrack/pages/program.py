"""How does a program, or a language model, read the site?"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from datasette import Request, Response

from credtrack.library import Datasette
from credtrack.pages.reading import page

EXAMPLES = Path(__file__).parent / "examples.toml"
HERE = "{site}"


@dataclass(frozen=True, slots=True)
class Example:
    """One example to copy: what it answers, in which tool, and its lines, in which {site} is the site's address."""

    title: str
    tool: str
    lines: str

    def at(self, site: str) -> str:
        """The lines with the site's address in them."""
        return self.lines.strip().replace(HERE, site)


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))


@cache
def examples() -> tuple[Example, ...]:
    """The examples of credtrack/pages/examples.toml."""
    return tuple(Example(**each) for each in _read()["example"])


@cache
def doors() -> tuple[tuple[str, str], ...]:
    """Each address that a program may ask, with what it answers."""
    return tuple((each["address"], each["answers"]) for each in _read()["door"])


async def api(request: Request, datasette: Datasette) -> Any:
    """The page of addresses for programs, with examples to copy."""
    return await page(
        datasette,
        request,
        "api.html",
        site=_site(request, datasette),
        doors=doors(),
        examples=examples(),
        queries=datasette.metadata(database="credtrack")["queries"],
    )


async def llms(request: Request, datasette: Datasette) -> Any:
    """The site told to a language model, as llms.txt: what it holds, what to ask where, and what to beware of."""
    site = _site(request, datasette)
    lines = [f"- [{site}{address}]({site}{address}): {answers}" for address, answers in doors()]
    return Response.text("\n".join([_read()["llms"]["intro"].strip(), "", "## Addresses", "", *lines, ""]))


def _site(request: Request, datasette: Datasette) -> str:
    found: str = datasette.absolute_url(request, datasette.urls.instance())
    return found.rstrip("/")
