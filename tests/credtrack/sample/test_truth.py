"""Does a truth file hold every posting of the market, in the guideline's words, and come back as it was?"""

import json
from datetime import date
from pathlib import Path

import pytest

from credtrack.sample import truth
from credtrack.sample.world import Market, build_market


@pytest.fixture(scope="module")
def market() -> Market:
    return build_market("demo", "true", 3, date(2026, 11, 22))


def test_every_posting_comes_back_with_its_cluster_and_places(market: Market, tmp_path: Path) -> None:
    path = tmp_path / "truth.jsonl"
    assert truth.write(market, path) == len(market.postings)
    for posting, line in zip(market.postings, truth.read(path), strict=True):
        assert (line.id, line.opening, line.kind) == (posting.id, posting.opening.key, posting.kind)
        assert line.labels == truth.labels(posting)
        assert line.closed_on == posting.closed_on
        assert [place[2] for place in line.places] == [place.county_fips for place in posting.opening.places]


def test_fields_are_the_guidelines(market: Market, tmp_path: Path) -> None:
    truth.write(market, tmp_path / "truth.jsonl")
    line = json.loads((tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()[0])
    guideline = {
        "id",
        "job_class",
        "role",
        "employer_setting",
        "work_types",
        "requirements",
        "remote",
        "states",
        "pay",
    }
    assert guideline | {"experience_years"} <= set(line)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        truth.read(path)


def test_federal_facilities_count_apart_from_their_department(market: Market) -> None:
    va = [opening for opening in market.openings if opening.employer.is_va]
    assert len({opening.employer.parent for opening in va}) == 1
    assert len({truth.cluster(opening) for opening in va}) == len({opening.employer.slug for opening in va})
