"""Is an answer given again only while nothing was written, to whom it may be given, and within bounds?"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from credtrack import answers
from credtrack.answers import remembering
from credtrack.pages.shelf import unsettle
from credtrack.serving import LOCAL, Manner, site
from db.connect import connect

Ask = Callable[..., Awaitable[httpx.Response]]
PAGE = "/-/openings?state=TX"


class Counting:
    """An app that answers with the number of the request, in an answer of some bytes."""

    def __init__(self, size: int = 10, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        self.asked, self.size, self.headers = 0, size, headers

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        if scope["path"] == "/-/api":
            unsettle()
        start = {"type": "http.response.start", "status": 200, "headers": list(self.headers)}
        await send(start)
        await send({"type": "http.response.body", "body": str(self.asked).encode().rjust(self.size)})


class Slow(Counting):
    """The same, after others had their turn."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0)
        await super().__call__(scope, receive, send)


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may write to."""
    return Path(shutil.copy(sample, tmp_path / "own.db"))


def asking(
    path: Path, steps: Callable[[Ask], Awaitable[None]], app: Any = None, manner: Manner = LOCAL
) -> None:
    """Run the steps of a test against a served database, or an app in its place."""

    async def run() -> None:
        datasette = site(path, manner)
        await datasette.invoke_startup()
        served = remembering(datasette, app or datasette.app())
        transport = httpx.ASGITransport(app=served)  # type: ignore[arg-type]  # its own words for the same shapes
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            await steps(client.get)
        for database in datasette.databases.values():
            database.close()

    asyncio.run(run())


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/-/openings", {"cookie": "ds_actor=1"}),
        ("/-/openings", {"authorization": "Bearer 1"}),
        ("/credtrack?sql=select+random()", {}),
        ("/credtrack/openings?_where=random()", {}),
        ("/-/status", {}),
        ("/-/match", {}),
        ("/-/api", {}),
    ],
)
def test_what_may_be_another_answer_the_next_time_is_asked_for_anew(
    sample: Path, address: str, headers: dict[str, str]
) -> None:
    async def steps(ask: Ask) -> None:
        assert [(await ask(address, headers=headers)).text.strip() for _ in range(2)] == ["1", "2"]

    asking(sample, steps, Counting())


def test_an_answer_that_sets_a_cookie_is_not_given_to_another(sample: Path) -> None:
    async def steps(ask: Ask) -> None:
        assert [(await ask(PAGE)).text.strip() for _ in range(2)] == ["1", "2"]

    asking(sample, steps, Counting(headers=((b"Set-Cookie", b"who=1"),)))


def test_another_host_scheme_or_encoding_has_an_answer_of_its_own(sample: Path) -> None:
    app = Counting()

    async def steps(ask: Ask) -> None:
        for host in ("here", "there"):
            for encoding in ("gzip", "identity"):
                for scheme in ("http", "https"):
                    await ask(f"{scheme}://{host}{PAGE}", headers={"accept-encoding": encoding})
                    await ask(f"{scheme}://{host}{PAGE}", headers={"accept-encoding": encoding})
        assert app.asked == 8

    asking(sample, steps, app)


def test_no_answer_outlives_a_write(own: Path) -> None:
    async def steps(ask: Ask) -> None:
        before = [await ask(address) for address in ("/", PAGE, "/credtrack/openings.json")]
        with closing(connect(own).conn) as connection:
            connection.execute("update employers set name = 'Renamed Clinic'")
            connection.execute("update demand_stamp set stamp = stamp + 1")
        again = await ask(PAGE)
        assert "Renamed Clinic" in again.text
        assert "Renamed Clinic" not in before[1].text
        assert again.headers["etag"] != before[1].headers["etag"]

    asking(own, steps)


def test_a_reader_who_has_the_answer_is_told_so(sample: Path) -> None:
    async def steps(ask: Ask) -> None:
        first = await ask(PAGE)
        again = await ask(PAGE, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
        assert (await ask(PAGE, headers={"if-none-match": '"other"'})).content == first.content

    asking(sample, steps)


@pytest.mark.parametrize("manner", [LOCAL, Manner(public=True), Manner(base_url="/coding/")])
def test_every_page_is_the_same_the_second_time(sample: Path, manner: Manner) -> None:
    base = manner.base_url.rstrip("/")
    pages = (
        "/",
        "/-/region/TX",
        "/-/openings",
        "/-/posting/1",
        "/-/compare?a=TX&b=OH",
        "/-/api",
        "/llms.txt",
    )
    more = ("/-/dashboards/demand", "/credtrack", "/credtrack/employers/1", "/credtrack/split_of_all.json")

    async def steps(ask: Ask) -> None:
        for page in (*pages, *more):
            first, second = await ask(base + page), await ask(base + page)
            assert first.status_code == 200
            assert second.headers.items() == first.headers.items()
            assert second.content == first.content

    asking(sample, steps, manner=manner)


def test_what_is_kept_is_bounded(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 25)
    monkeypatch.setattr(answers, "LARGEST", 10)

    async def steps(ask: Ask) -> None:
        found = [(await ask(f"/-/openings?after={number}")).text.strip() for number in (1, 2, 1, 3, 1, 2)]
        assert found == ["1", "2", "1", "3", "1", "4"]

    asking(sample, steps, Counting(size=10))

    async def large(ask: Ask) -> None:
        assert [len((await ask(PAGE)).content) for _ in range(2)] == [11, 11]

    app = Counting(size=11)
    asking(sample, large, app)
    assert app.asked == 2


def test_readers_who_ask_for_the_same_at_once_share_one_answer(sample: Path) -> None:
    app = Slow()

    async def steps(ask: Ask) -> None:
        given = await asyncio.gather(*(ask(PAGE) for _ in range(5)), ask("/-/openings?state=OH"))
        assert len({one.content for one in given[:5]}) == 1

    asking(sample, steps, app)
    assert app.asked == 2


class Meeting(Counting):
    """The same, each answer after others had their turn, and counted while it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.at_once = self.most_at_once = 0
        self.is_asked_again = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        if scope["query_string"] == b"state=AK":
            await self.is_asked_again.wait()
        else:
            self.is_asked_again.set()
            await asyncio.sleep(0)
        await super().__call__(scope, receive, send)
        self.at_once -= 1


def test_a_process_makes_one_answer_after_the_other(sample: Path) -> None:
    app = Meeting()

    async def steps(ask: Ask) -> None:
        await asyncio.gather(*(ask(f"/-/openings?state={state}") for state in ("TX", "OH", "CA")))

    asking(sample, steps, app)
    assert (app.asked, app.most_at_once) == (3, 1)


def test_a_table_waits_for_no_page(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PATIENCE_SECONDS", 60.0)
    app = Meeting()

    async def steps(ask: Ask) -> None:
        async with asyncio.timeout(10):
            await asyncio.gather(ask("/-/openings?state=AK"), ask("/credtrack/openings"))

    asking(sample, steps, app)
    assert app.most_at_once == 2


def test_an_answer_that_takes_long_holds_up_no_other(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PATIENCE_SECONDS", 0.0)
    app = Meeting()

    async def steps(ask: Ask) -> None:
        async with asyncio.timeout(10):
            await asyncio.gather(ask("/-/openings?state=AK"), ask(PAGE))

    asking(sample, steps, app)
    assert (app.asked, app.most_at_once) == (2, 2)
