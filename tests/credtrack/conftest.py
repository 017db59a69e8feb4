"""A small sample database that several tests of the face read."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from crawler.posting import Posting
from credtrack.tagging import tag_waiting
from db.connect import connect
from db.store import put_postings

TEXTS = {
    "Inpatient Coder": "Assign DRG codes for acute stays.\nRequirements\n- CCS required\nPay: $30.00 - $38.00 per hour",
    "Clinic Coder": "Code office visits for our physicians.\nRequirements\n- CPC or CCS required\nThis is a remote role.",
    "Profee Coder": "Assign E/M levels for clinic visits.\nQualifications\n- CPC required\n- CPMA preferred",
}


def posting(number: int, title: str, text: str) -> Posting:
    return Posting(
        id=f"greenhouse:acme:{number}",
        source="acme",
        platform="greenhouse",
        url="https://acme.example/1",
        title=title,
        employer="Acme Regional Medical Center",
        body=text,
        body_kind="text",
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        locations=("Austin, TX",),
    )


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample database of three tagged postings, in a file that is not called credtrack; whoever writes to it copies it first."""
    path = tmp_path_factory.mktemp("sample") / "demo.db"
    db = connect(path, kind="sample")
    put_postings(db, [posting(number, *pair) for number, pair in enumerate(TEXTS.items())])
    tag_waiting(db, lambda *_: None)
    db.conn.close()
    return path


@pytest.fixture(scope="session")
def get_all() -> Callable[..., list[httpx.Response]]:
    """Ask the site of a database for some addresses, one after the other."""
    from credtrack.serving import LOCAL, Manner, site  # imported late: the site takes a second

    def ask_all(
        path: Path,
        addresses: Sequence[str],
        manner: Manner = LOCAL,
        params: dict[str, str] | None = None,
    ) -> list[httpx.Response]:
        async def ask() -> list[httpx.Response]:
            datasette = site(path, manner)
            await datasette.invoke_startup()
            found = [await datasette.client.get(address, params=params) for address in addresses]
            for database in datasette.databases.values():
                database.close()
            return found

        return asyncio.run(ask())

    return ask_all


@pytest.fixture(scope="session")
def get(get_all: Callable[..., list[httpx.Response]]) -> Callable[..., httpx.Response]:
    """Ask the site of a database for one address."""

    def ask_one(
        path: Path, address: str, params: dict[str, str] | None = None, **more: str
    ) -> httpx.Response:
        return get_all(path, [address], params=(params or {}) | more or None)[0]

    return ask_one
