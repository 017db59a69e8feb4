"""What does the matcher's page show: a form that stores nothing, the openings that fit, why, and what one more credential would open?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from datasette import Request, Response
from sqlite_utils.db import Database

from credtrack.commands.match_report import fit_words
from credtrack.library import Datasette
from credtrack.pages.answers import json_answer
from credtrack.pages.feed import Entry, feed_answer
from credtrack.pages.reading import page
from credtrack.paths import DATABASE_NAME
from matcher.checking import keys, profile
from matcher.errors import ProfileError
from matcher.finding import NEAR, OUT
from matcher.profile import Profile
from matcher.rank import Match, Order, Ranking, rank
from matcher.reading import allowed
from matcher.shown import Quote, quotes
from matcher.telling import pay_difference, ranking_words, span, what_if_words
from matcher.uplift import WhatIf, what_if
from matcher.words import STATUS_WORDS

LIMITS = (25, 100)
FEED_LENGTH = 50
SHOWN_GAINS = 12
CHOICES = ("work_types", "schedule", "settings", "specialties")
OPTIONS = ("near", "order", "limit", "what_if")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: the profile's words as written, and how to show the answer."""

    said: dict[str, str]
    near: bool
    order: Order
    limit: int
    what_if: bool

    def address(self, **changed: str) -> str:
        """The words as they stand in an address, with some changed; empty ones are left out."""
        shown = {
            "near": "1" if self.near else "",
            "order": "newest" if self.order == "newest" else "",
            "limit": str(self.limit) if self.limit != LIMITS[0] else "",
            "what_if": "1" if self.what_if else "",
        }
        words = self.said | shown | changed
        return urlencode({key: word for key, word in words.items() if word})


@dataclass(frozen=True, slots=True)
class Reasoned:
    """One match with its status in words and the words that prove each reason."""

    match: Match
    words: str
    quotes: dict[str, tuple[Quote, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: the ranking, the matches with their reasons, and the what-if where it is asked for."""

    ranking: Ranking
    matches: tuple[Reasoned, ...]
    what_if: WhatIf | None


def asked_of(request: Request) -> Asked:
    """What the address of a request asks; a key that comes several times is a list."""
    said = {key: ",".join(word for word in request.args.getlist(key) if word) for key in request.args}
    limit = said.get("limit", "")
    return Asked(
        said={key: word for key, word in said.items() if key not in OPTIONS and word},
        near=bool(said.get("near")),
        order="newest" if said.get("order") == "newest" else "score",
        limit=next((one for one in LIMITS if str(one) == limit), LIMITS[0]),
        what_if=bool(said.get("what_if")),
    )


def found(db: Database, coder: Profile, asked: Asked) -> Found:
    """Rank the openings, with the proofs of those shown."""
    ranking = rank(db, coder, limit=asked.limit, near=asked.near, order=asked.order)
    concerns = coder.named()
    matches = [
        Reasoned(match, fit_words(match), quotes(db, match.opening.opening, concerns))
        for match in ranking.matches
    ]
    return Found(ranking, tuple(matches), what_if(db, coder) if asked.what_if else None)


async def match(request: Request, datasette: Datasette) -> Any:
    """The page, or by its ending JSON, or an Atom feed of the newest matches. Nothing of the profile is kept."""
    asked = asked_of(request)
    ending = request.url_vars["format"]
    if (
        not ending
        and asked.said
        and any(not word for key in request.args for word in request.args.getlist(key))
    ):
        return Response.redirect(
            datasette.urls.path(f"/-/match?{asked.address()}")
        )  # without the empty fields
    try:
        coder = profile(asked.said, "your profile") if request.args else None
    except ProfileError as error:
        return await mistaken(request, datasette, asked, error)
    own = datasette.absolute_url(request, datasette.urls.path("/-/"))
    if ending == "atom":
        newest = await read(
            datasette, lambda db: rank(db, coder or Profile(), limit=FEED_LENGTH, order="newest")
        )
        return feed(newest, asked, own)
    if ending == "json":
        return json_answer(await read(datasette, lambda db: program(db, coder or Profile(), asked)))
    result = await read(datasette, lambda db: found(db, coder, asked)) if coder else None
    return await page(datasette, request, "match.html", found=result, mistakes=(), **form(asked))


async def mistaken(request: Request, datasette: Datasette, asked: Asked, error: ProfileError) -> Any:
    """The form as it was filled, with a line for each mistake."""
    answer = await page(datasette, request, "match.html", found=None, mistakes=error.lines, **form(asked))
    answer.status = 400
    return answer


def form(asked: Asked) -> dict[str, object]:
    """What the form and the tables need."""
    return {
        "asked": asked,
        "said": asked.said,
        "chosen": {key: set(asked.said.get(key, "").split(",")) for key in CHOICES},
        "choices": {key: choice_words(key) for key in CHOICES},
        "statuses": STATUS_WORDS,
        "near_statuses": NEAR,
        "out_statuses": OUT,
        "shown_gains": SHOWN_GAINS,
        "span": span,
        "pay_difference": pay_difference,
    }


def choice_words(key: str) -> Sequence[str]:
    """What may be chosen for a key of the profile."""
    return allowed(keys()[key]["words"])


def program(db: Database, coder: Profile, asked: Asked) -> dict[str, Any]:
    """The answer as a program reads it."""
    told = ranking_words(rank(db, coder, limit=asked.limit, near=asked.near, order=asked.order))
    return told | ({"what_if": what_if_words(what_if(db, coder))} if asked.what_if else {})


def feed(newest: Ranking, asked: Asked, own: str) -> Any:
    """The newest matches as an Atom feed."""
    words = ", ".join(asked.said.get(key, "") for key in ("credentials", "home") if asked.said.get(key))
    return feed_answer(
        title=f"credtrack: new matches{f' for {words}' if words else ''}",
        feed=f"{own}match.atom?{asked.address()}",
        page=f"{own}match?{asked.address()}",
        entries=[entry(each, own) for each in newest.matches],
    )


def entry(each: Match, own: str) -> Entry:
    """One match as a feed's entry."""
    shown = each.opening
    reasons = "; ".join(finding.says for finding in each.fit.findings)
    return Entry(
        link=f"{own}posting/{shown.posting}",
        title=f"{shown.title} ({shown.employer})",
        updated=shown.first_seen,
        author=shown.employer,
        summary=f"{fit_words(each)}. {reasons}",
    )


async def read(datasette: Datasette, ask: Callable[[Database], Answer]) -> Answer:
    """What `ask` gives from the served database; unlike other pages' answers it is not kept, since it is of a person."""
    database = datasette.get_database(DATABASE_NAME)
    answer: Answer = await database.execute_fn(lambda conn: ask(Database(conn, execute_plugins=False)))
    return answer
