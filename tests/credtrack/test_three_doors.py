"""Does a request get the same answer from Python, from the command, and over HTTP?

Two hundred random requests under `make soak`.
"""

import asyncio
import json
import os
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest

from credtrack.bench.truthful import load_market
from credtrack.cli import credtrack
from credtrack.mistakes import told
from credtrack.serving import site
from db.connect import connect
from db.demand import demand

MANY = 200 if os.environ.get("CREDTRACK_PROFILE") == "soak" else 20
CHOICES = {
    "region": ["", "TX", "Texas", "South", "Dallas", "75701", "cbsa:19100", "fips:48113", "Mountain", "OK"],
    "setting": ["", "acute_hospital", "physician_practice"],
    "work_type": ["", "inpatient", "professional"],
    "level": ["", "required", "preferred"],
    "remote": ["exclude", "include", "only"],
    "since": ["", "2025-06-01", "2026-01-17"],
    "until": ["", "2026-06-30"],
}

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doors") / "market.db"
    load_market(path, "true", size="demo").close()
    return path


def requests() -> list[dict[str, str]]:
    rng = Random(17)
    return [{word: rng.choice(values) for word, values in CHOICES.items()} for _ in range(MANY)]


def from_python(path: Path, asked: list[dict[str, str]]) -> list[Rows]:
    db = connect(path, readonly=True)
    found = [[asdict(row) for row in demand(db, **words).rows] for words in asked]
    db.close()
    return found


def from_the_command(path: Path, words: dict[str, str], capsys: pytest.CaptureFixture[str]) -> Rows:
    options = [part for name, word in words.items() if word for part in (f"--{name.replace('_', '-')}", word)]
    capsys.readouterr()
    command = ["demand", "--json", "--db", str(path), *options]
    assert told(lambda: credtrack.main(command, standalone_mode=False)) == 0
    rows: Rows = json.loads(capsys.readouterr().out)["rows"]
    return rows


async def over_http(path: Path, asked: list[dict[str, str]]) -> list[Rows]:
    datasette = site(path)
    await datasette.invoke_startup()
    answers = [
        await datasette.client.get(
            "/credtrack/demand_by_region.json", params={**words, "_shape": "array", "_size": "max"}
        )
        for words in asked
    ]
    for database in datasette.databases.values():
        database.close()
    return [answer.json() for answer in answers]


def test_three_doors_give_one_answer(market: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = requests()
    expected = from_python(market, asked)
    assert asyncio.run(over_http(market, asked)) == expected
    assert [from_the_command(market, words, capsys) for words in asked] == expected
    assert max(map(len, expected)) > 50
