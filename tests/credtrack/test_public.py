"""Does a public site show evidence, and through no door a posting's whole text or how the server is set up?"""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from crawler.posting import Posting
from credtrack.pages.searching import pieces
from credtrack.public import CLOSED, lock, unlocked
from credtrack.serving import Manner, site
from credtrack.tagging import tag_waiting
from db.connect import connect
from db.store import put_postings

Get = Callable[..., list[httpx.Response]]

FILLER = "Our cafeteria serves breakfast on weekdays and the garage has room for bicycles. " * 6
SECRET = "walnut cabinet"
TEXT = f"Code office visits.\nRequirements\n- CPC required\n{FILLER}\nIn the lobby a {SECRET} plays a quiet tune.\n{FILLER}"
SQL = quote("select text from posting_texts")
THROUGH = quote(json.dumps({"table": "posting_texts", "column": "posting", "value": "1"}))
DOORS = [
    "/credtrack.json?sql={sql}",
    "/credtrack.csv?sql={sql}",
    "/credtrack?sql={sql}",
    "/credtrack/posting_texts",
    "/credtrack/posting_texts.json?_shape=array",
    "/credtrack/posting_texts.csv?_stream=1",
    "/credtrack/posting_texts/1",
    "/credtrack/posting_texts/1.json",
    "/credtrack/posting_search",
    "/credtrack/posting_search.json?_shape=objects",
    "/credtrack/postings_fts.json",
    "/credtrack/postings_fts_content.json",
    "/credtrack/postings_fts_data.json",
    "/credtrack/postings.json?_shape=objects&_col=text",
    "/credtrack/postings.json?_where=id+in+(select+posting+from+posting_texts+where+text+like+'%25walnut%25')",
    "/credtrack/postings.json?_search=walnut&_fts_table=postings_fts&_fts_pk=id",
    "/credtrack/postings.json?_search=walnut+cabinet&_searchmode=raw&_fts_table=postings_fts&_fts_pk=id",
    "/credtrack/postings.json?_through={through}",
    "/credtrack/postings/1.json",
    "/credtrack/postings.csv?_stream=1",
    "/credtrack/posting_events.json?_shape=objects",
    "/credtrack/evidence.json?_shape=objects&_size=max",
    "/credtrack/evidence_quotes.json?_shape=objects&_size=max",
    "/credtrack/evidence_of_posting.json?posting=1",
    "/credtrack/evidence_of_posting.csv?posting=1",
    "/credtrack/search_postings.json?words=walnut",
    "/-/posting/1",
    "/-/openings?q=walnut",
    "/-/openings.json?q=walnut",
    "/-/openings.csv?q=walnut",
    "/-/openings.atom?q=walnut",
    "/-/databases.json",
    "/credtrack.db",
    "/_internal.json",
]


@pytest.fixture(scope="module")
def long_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one posting, whose text says things far from every proof."""
    path = tmp_path_factory.mktemp("public") / "public.db"
    db = connect(path, kind="real")
    posting = Posting(
        id="greenhouse:acme:1",
        source="acme",
        platform="greenhouse",
        url="https://acme.example/1",
        title="Medical Coder",
        employer="Acme Physician Group",
        body=TEXT,
        body_kind="text",
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        locations=("Austin, TX",),
    )
    put_postings(db, [posting])
    tag_waiting(db, lambda *_: None)
    db.conn.close()
    return path


PUBLIC = Manner(public=True)


def test_no_door_of_a_public_site_gives_a_text(get_all: Get, long_text: Path) -> None:
    addresses = [door.format(sql=SQL, through=THROUGH) for door in DOORS]
    for address, answer in zip(addresses, get_all(long_text, addresses, PUBLIC), strict=True):
        assert SECRET not in answer.text, address
        assert "quiet tune" not in answer.text, address
        assert answer.status_code < 500, address


def test_the_same_doors_are_open_on_ones_own_machine(get_all: Get, long_text: Path) -> None:
    doors = [f"/credtrack.json?sql={SQL}", "/credtrack/posting_texts.json?_shape=objects", "/-/posting/1"]
    assert all(SECRET in answer.text for answer in get_all(long_text, doors, Manner()))


def links(text: str) -> list[str]:
    found = [unescape(link) for link in re.findall(r'(?:href|src|action|data-rows)="([^"#]+)"', text)]
    return [link for link in found if not urlsplit(link).scheme and not link.startswith("//")]


def test_no_page_that_a_public_site_links_to_gives_a_text_or_fails(long_text: Path) -> None:
    async def crawl() -> dict[str, httpx.Response]:
        datasette = site(long_text, Manner(public=True, base_url="/coding/"))
        await datasette.invoke_startup()
        seen: dict[str, httpx.Response] = {}
        waiting = ["/coding/"]
        while waiting and len(seen) < 250:
            address = waiting.pop(0)
            if address in seen or "/static" in address:
                continue
            answer = await datasette.client.get(address.removeprefix("/coding"))
            seen[address] = answer
            if "html" in answer.headers.get("content-type", ""):
                base = urlsplit(address).path
                waiting += [link if link.startswith("/") else base + link for link in links(answer.text)]
        for database in datasette.databases.values():
            database.close()
        return seen

    seen = asyncio.run(crawl())
    assert len(seen) > 60
    for address, answer in seen.items():
        assert SECRET not in answer.text, address
        assert address.startswith("/coding/"), address
        assert answer.status_code in {200, 302}, (address, answer.status_code, answer.text[-300:])


def test_a_public_posting_shows_its_proofs_and_where_the_whole_stands(get_all: Get, long_text: Path) -> None:
    [answer] = get_all(long_text, ["/-/posting/1"], PUBLIC)
    assert "<mark>CPC</mark>" in answer.text or "CPC" in re.findall(r"<mark>(.*?)</mark>", answer.text)
    assert 'href="https://acme.example/1"' in answer.text


def test_no_proof_shows_more_than_120_characters_either_side(get_all: Get, long_text: Path) -> None:
    [answer] = get_all(long_text, ["/credtrack/evidence_of_posting.json?posting=1&_shape=objects"], PUBLIC)
    rows = answer.json()["rows"]
    assert rows
    assert max(len(row["words_before"] or "") for row in rows) <= 120
    assert max(len(row["words_after"] or "") for row in rows) <= 120


def test_a_public_site_tells_nothing_of_its_server(get_all: Get, long_text: Path) -> None:
    for address, answer in zip(CLOSED, get_all(long_text, CLOSED, PUBLIC), strict=True):
        assert answer.status_code == 404, address
        assert str(long_text) not in answer.text


def test_searching_says_which_openings_hold_the_words_but_not_in_which_order(
    get_all: Get, long_text: Path
) -> None:
    assert pieces('"quiet tune" walnut', phrases=True) == ('"quiet tune"', '"walnut"')
    assert pieces('"quiet tune" walnut', phrases=False) == ('"quiet"', '"tune"', '"walnut"')
    assert pieces('a" OR text:b*', phrases=False) == ('"a"', '"OR"', '"text"', '"b"')
    assert pieces("quiet_tune", phrases=False) == ('"quiet"', '"tune"')
    forward, backward = get_all(
        long_text, ["/-/openings.json?q=quiet+tune", '/-/openings.json?q="tune quiet"'], PUBLIC
    )
    assert forward.json()["openings"] == backward.json()["openings"] == 1


def test_answers_may_be_kept_for_a_minute_and_robots_are_sent_away(get_all: Get, long_text: Path) -> None:
    home, robots = get_all(long_text, ["/", "/robots.txt"], PUBLIC)
    assert home.headers["cache-control"] == "public, max-age=60"
    assert "Disallow: /" in robots.text
    [local] = get_all(long_text, ["/"], Manner())
    assert local.headers["cache-control"] == "no-cache"


def test_the_lock_holds_against_any_statement_and_opens_for_our_pages_alone(long_text: Path) -> None:
    with sqlite3.connect(long_text) as connection:
        lock(connection)
        for sql in (
            "select text from posting_texts",
            "select max(body) from posting_texts",
            "select posting from posting_texts where text like '%walnut%'",
            "select text from posting_search",
            "select rowid from postings_fts where postings_fts match 'walnut'",
            "select * from (select * from posting_texts)",
        ):
            with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
                connection.execute(sql)
        with unlocked(connection):
            assert connection.execute("select text from posting_texts").fetchone()
        with pytest.raises(sqlite3.DatabaseError):
            connection.execute("select text from posting_texts")
        assert connection.execute("select count(*) from evidence_quotes").fetchone()[0]
    connection.close()
