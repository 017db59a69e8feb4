"""Does the site show what metadata.json promises, under one name, safely, and with SAMPLE DATA on it?"""

import json
import shutil
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
from datasette_dashboards import replace_opts_in_query

from claims.ledger import shipped
from claims.results import keep
from claims.verdicts import weigh
from credtrack.mistakes import UserError
from credtrack.paths import site_folder
from credtrack.serving import claim_port
from db.connect import connect

Get = Callable[..., httpx.Response]

METADATA = json.loads((site_folder() / "metadata.json").read_text(encoding="utf-8"))
QUERIES = sorted(METADATA["databases"]["credtrack"]["queries"])
DASHBOARDS = METADATA["plugins"]["datasette-dashboards"]
CHARTS = sorted((board, chart) for board, each in DASHBOARDS.items() for chart in each["charts"])


def test_the_database_is_called_credtrack_whatever_its_file_is_called(get: Get, sample: Path) -> None:
    assert sample.name == "demo.db"
    assert get(sample, "/credtrack.json").status_code == 200


@pytest.mark.parametrize("query", QUERIES)
def test_every_named_query_answers(get: Get, sample: Path, query: str) -> None:
    answer = get(
        sample,
        f"/credtrack/{query}.json",
        _shape="objects",
        region="TX",
        state="TX",
        words="coder",
        posting="1",
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["ok"]


@pytest.mark.parametrize(("board", "chart"), CHARTS)
def test_every_chart_answers_with_and_without_filters(get: Get, sample: Path, board: str, chart: str) -> None:
    assert get(sample, f"/-/dashboards/{board}/{chart}").status_code == 200
    sql = DASHBOARDS[board]["charts"][chart]["query"]
    named = {
        "state": "TX",
        "setting": "acute_hospital",
        "work_type": "inpatient",
        "level": "required",
        "remote": "unstated",
        "since": "2020-01-01",
        "until": "2030-01-01",
    }
    for given in ({}, named):
        answer = get(
            sample, "/credtrack.json", sql=replace_opts_in_query(sql, given), _shape="objects", **given
        )
        assert answer.status_code == 200, answer.text
        assert answer.json()["ok"]
        assert answer.json()["rows"] or "or more" in DASHBOARDS[board]["charts"][chart]["note"]


def test_a_dashboard_page_opens_with_filters(get: Get, sample: Path) -> None:
    for board in DASHBOARDS:
        assert get(sample, f"/-/dashboards/{board}").status_code == 200
        assert get(sample, f"/-/dashboards/{board}", state="TX", work_type="inpatient").status_code == 200


def test_a_region_is_answered_as_an_array_for_programs(get: Get, sample: Path) -> None:
    rows = get(
        sample, "/credtrack/demand_by_region.json", region="TX", _shape="array", remote="include"
    ).json()
    values = {(row["section"], row["key"]): row["value"] for row in rows}
    assert values["openings", "openings"] == 3
    assert ("note", "SAMPLE DATA: invented employers and openings") in values


def test_pages_and_data_of_a_sample_say_so(get: Get, sample: Path) -> None:
    assert "SAMPLE DATA" in get(sample, "/").text
    assert "SAMPLE DATA" in get(sample, "/credtrack/openings").text
    assert "SAMPLE DATA" in get(sample, "/credtrack/openings.csv").headers["x-credtrack-notice"]


@pytest.mark.parametrize("address", ["/", "/credtrack", "/-/dashboards/demand"])
def test_every_page_forbids_other_origins(get: Get, sample: Path, address: str) -> None:
    policy = get(sample, address).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_nothing_can_be_written(get: Get, sample: Path) -> None:
    answer = get(sample, "/credtrack.json", sql="delete from postings")
    assert answer.status_code == 400


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match=r"port \d+ of 127.0.0.1 is in use: name another with --port"):
            claim_port("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("address", ["/", "/-/region/TX", "/-/claims", "/-/posting/1"])
def test_pages_of_ours_allow_no_inline_script_or_style(get: Get, sample: Path, address: str) -> None:
    answer = get(sample, address)
    assert answer.status_code == 200
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "style=" not in answer.text
    assert "onclick" not in answer.text


def test_a_region_is_found_by_the_pickers_words(get: Get, sample: Path) -> None:
    assert get(sample, "/-/region", region="TX", name="").headers["location"] == "/-/region/TX"
    assert get(sample, "/-/region", region="TX", name="75201").headers["location"] == "/-/region/75201"
    assert "Texas" in get(sample, "/-/region/texas").text
    for picked, name in (("West South Central", "West South Central"), ("cbsa:12420", "Austin")):
        answer = get(sample, get(sample, "/-/region", region=picked, name="").headers["location"])
        assert answer.status_code == 200
        assert name in answer.text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/-/region/Nowhere", 404, "expected a state, metro"),
        ("/-/region/TX?setting=castle", 400, "expected one of"),
        ("/-/region/TX?since=yesterday", 400, "expected a date"),
        ("/-/posting/99", 404, "no posting number 99"),
    ],
)
def test_a_mistake_says_what_was_expected(
    get: Get, sample: Path, address: str, status: int, words: str
) -> None:
    answer = get(sample, address)
    assert answer.status_code == status
    assert words in answer.text


def test_a_postings_page_leads_from_each_fact_to_its_words(get: Get, sample: Path) -> None:
    text = get(sample, "/-/posting/1").text
    assert 'data-says="credential: CCS required"' in text
    assert "the employer’s name" in text


def test_a_claims_page_says_which_scheduled_verdict_stands(
    get_all: Callable[..., list[httpx.Response]], sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "weighed.db"
    shutil.copyfile(sample, path)
    db = connect(path)
    result = weigh(db, shipped(), date(2026, 11, 2))[0]
    for month, verdict in enumerate(("contradicted", "supported"), 1):
        keep(db, [replace(result, verdict=verdict)], datetime(2026, month, 1, tzinfo=UTC), scheduled=True)
    db.conn.close()
    address = f"/-/claims/{result.claim.id}"
    page, data = get_all(path, [address, f"{address}.json"])
    assert "By the scheduled verdicts it stands as <strong>contradicted</strong>" in page.text
    assert data.json()["stands"] == "contradicted"


def test_tables_lead_to_the_postings_pages(get: Get, sample: Path) -> None:
    assert 'href="/-/posting/1"' in get(sample, "/credtrack/openings_found", setting="").text


def test_the_data_page_names_every_query_and_leaves_sql_and_formats_to_datasette(
    get: Get, sample: Path
) -> None:
    text = get(sample, "/credtrack").text
    assert all(f'href="/credtrack/{query}"' in text for query in QUERIES)
    assert get(sample, "/credtrack", sql="select 41 + 1").text.count("42")
    assert get(sample, "/credtrack.json").json()["database"] == "credtrack"
    assert get(sample, "/credtrack.csv", sql="select 41 + 1").text.split() == ["41", "+", "1", "42"]


@pytest.mark.parametrize(
    "address",
    [
        "/credtrack/openings",
        "/credtrack/employers/1",
        "/credtrack/split_by_setting",
        "/credtrack?sql=select+1",
    ],
)
def test_pages_of_the_library_hold_nothing_that_is_still_to_come(
    get: Get, sample: Path, address: str
) -> None:
    text = get(sample, address).text
    assert '<a href="/">home</a> / <a href="/credtrack">credtrack</a>' in text
    assert "coroutine" not in text
    assert "coroutine" not in get(sample, "/credtrack?_show_hidden=1").text


def test_a_metro_areas_page_offers_its_own_name_first(get: Get, sample: Path) -> None:
    text = get(sample, "/-/region/cbsa:12420").text
    assert text.count(" selected>") == 2  # of the places, and of what becomes of remote openings
    assert '<option value="cbsa:12420" selected>Austin' in text


def test_browsers_may_keep_what_is_named_by_its_content(get: Get, sample: Path) -> None:
    assert "immutable" in get(sample, "/static/credtrack.css").headers["cache-control"]
    assert "credtrack.css?" in get(sample, "/").text
