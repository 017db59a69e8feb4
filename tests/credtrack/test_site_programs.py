"""Do feeds, downloads and the examples of the page for programs work as they are written?"""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as Tree

import httpx
import numpy as np
import pytest
from datasette_dashboards import replace_opts_in_query
from sqlite_utils.db import Database

from credtrack.pages.charts import Source, drawn, spec_of
from credtrack.pages.feed import ATOM
from credtrack.pages.program import doors, examples
from credtrack.pages.reading import metro_names, state_names
from credtrack.pages.stock import load, years
from credtrack.pages.wanted import Wanted
from credtrack.paths import site_folder
from db.connect import connect

Get = Callable[..., list[httpx.Response]]

DASHBOARDS = json.loads((site_folder() / "metadata.json").read_text(encoding="utf-8"))["plugins"][
    "datasette-dashboards"
]
CHARTS = [(board, chart) for board, each in DASHBOARDS.items() for chart in each["charts"]]
FILTERS = ({}, {"state": "TX"}, {"setting": "acute_hospital", "level": "required"}, {"since": "2026-01-01"})
COMMON = ("openings", "n", "percent", "lower", "median", "upper", "lead")


@pytest.fixture(scope="module")
def address(sample: Path) -> Iterator[str]:
    """The address of a server that runs as a command."""
    command = [sys.executable, "-P", "-m", "credtrack", "serve", "--db", str(sample), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        line = next(line for line in server.stderr if line.startswith("serving "))
        yield line.partition(" at ")[2].split()[0].rstrip("/")
        server.terminate()


FEEDS = [
    "/-/openings.atom",
    "/-/openings.atom?credential=CPC",
    "/-/region/TX.atom?remote=include",
    "/credtrack/openings_found.atom?setting=&split=&remote=&month=&work_type=&credential=&state=",
]


def test_openings_come_as_feeds_by_filter_region_and_saved_query(get_all: Get, sample: Path) -> None:
    for address, answer in zip(FEEDS, get_all(sample, FEEDS), strict=True):
        assert answer.headers["content-type"].startswith("application/atom+xml"), address
        entries = Tree.fromstring(answer.text).findall(f"{{{ATOM}}}entry")
        links = {entry.find(f"{{{ATOM}}}link").get("href") for entry in entries}  # type: ignore[union-attr]  # each has one
        assert links, address
        assert all("/-/posting/" in str(link) for link in links)


def test_a_region_comes_as_json_and_csv(get_all: Get, sample: Path) -> None:
    whole, table = get_all(sample, ["/-/region/TX.json?remote=include", "/-/region/TX.csv?remote=include"])
    assert whole.json()["region"]["name"] == "Texas"
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert len(rows) == len(whole.json()["rows"])
    assert {row["section"] for row in rows} >= {"openings", "required", "split"}


def test_openings_are_told_page_by_page(get_all: Get, sample: Path) -> None:
    [first] = get_all(sample, ["/-/openings.json?rows=2"])
    assert (first.json()["openings"], len(first.json()["rows"])) == (3, 2)
    [second] = get_all(sample, [first.json()["next"].partition("localhost")[2]])
    assert len(second.json()["rows"]) == 1
    assert second.json()["next"] is None


def test_every_address_named_for_programs_answers(get_all: Get, sample: Path) -> None:
    for (address, _), answer in zip(
        doors(), get_all(sample, [address for address, _ in doors()]), strict=True
    ):
        assert answer.status_code == 200, address
    page, told = get_all(sample, ["/-/api", "/llms.txt"])
    assert all(address in told.text for address, _ in doors())
    assert "SAMPLE DATA" in page.text


@pytest.mark.parametrize("number", range(len(examples())))
def test_every_example_works_as_it_is_written(address: str, tmp_path: Path, number: int) -> None:
    example = examples()[number]
    tools = {"curl": ("bash", "curl"), "Python": (sys.executable,), "R": ("Rscript",)}
    needed = tools.get(example.tool, ("bash", "curl", "sqlite-utils"))
    if missing := [tool for tool in needed if not shutil.which(tool, path=PATH)]:
        pytest.skip(f"{missing[0]} is absent")
    flag = "-e" if example.tool == "R" else "-c"
    command = [needed[0], flag, example.at(address)]
    ran = subprocess.run(command, cwd=tmp_path, env={"PATH": PATH}, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


PATH = f"{Path(sys.executable).parent}:/usr/bin:/bin"


@pytest.mark.parametrize(("board", "chart"), CHARTS)
def test_a_chart_counts_what_its_query_counts(sample: Path, board: str, chart: str) -> None:
    described = DASHBOARDS[board]["charts"][chart]
    spec = spec_of(described)
    if spec is None:
        return
    db = connect(sample, readonly=True)
    held = load(db)
    source = Source(held, metro_names(db), state_names(db), years(db, held))
    for filters in FILTERS:
        ours = drawn(source, spec, Wanted(**filters))
        theirs = queried(db, replace_opts_in_query(described["query"], filters), filters)
        assert len(ours) == len([row for row in theirs if row.get("openings") != 0 or "level" in row]), (
            ours,
            theirs,
        )
        shared = [name for name in COMMON if ours and name in ours[0] and theirs and name in theirs[0]]
        assert sorted(values(row, shared) for row in ours) == sorted(
            values(row, shared) for row in theirs if row.get("openings") != 0 or "level" in row
        )
    db.conn.close()


def values(row: dict[str, object], names: Sequence[str]) -> list[float]:
    return [float(np.round(float(str(row[name])))) for name in names]


def queried(db: Database, query: str, filters: dict[str, str]) -> list[dict[str, object]]:
    cursor = db.execute(query, filters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
