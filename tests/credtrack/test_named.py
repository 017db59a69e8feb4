"""Are the rows of a named query what the library gives, however they are asked for?"""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

Get = Callable[..., httpx.Response]

WORDS = {
    "credential_by_setting": {"state": "TX"},
    "demand_by_region": {"region": "TX", "remote": "include"},
    "evidence_of_posting": {"posting": "1"},
    "openings_by_region": {"region": "TX"},
    "openings_found": {"state": "TX", "split": ""},
    "recent_crawls": {},
    "search_postings": {"words": "coder"},
    "split_by_setting": {"region": ""},
    "split_of_all": {},
}


@pytest.mark.parametrize("name", WORDS)
def test_rows_are_those_of_the_library(get: Get, sample: Path, name: str) -> None:
    ours = get(sample, f"/credtrack/{name}.json", _shape="array", **WORDS[name])
    theirs = get(sample, f"/credtrack/{name}.json", _shape="objects", **WORDS[name])
    assert ours.status_code == theirs.status_code == 200
    assert ours.json() == theirs.json()["rows"]
    assert ours.headers["content-type"] == "application/json; charset=utf-8"


def test_a_word_that_is_not_said_is_no_filter(get: Get, sample: Path) -> None:
    address = "/credtrack/openings_found.json"
    bare = get(sample, address, _shape="array").json()
    assert bare
    assert bare == get(sample, address, _shape="array", state="", unheard="of").json()


@pytest.mark.parametrize(
    ("address", "words", "status"),
    [
        ("/credtrack/openings.json", {"_shape": "array"}, 200),
        ("/credtrack/not_there.json", {"_shape": "array"}, 404),
        ("/credtrack/split_of_all.json", {"_shape": "array", "_nl": "on"}, 200),
        ("/credtrack/split_of_all.json", {"_shape": "objects"}, 200),
    ],
)
def test_what_else_is_asked_the_library_answers(
    get: Get, sample: Path, address: str, words: dict[str, str], status: int
) -> None:
    assert get(sample, address, **words).status_code == status


def test_a_query_that_fails_says_why(get: Get, sample: Path) -> None:
    broken = get(sample, "/credtrack/search_postings.json", words="a\0", _shape="array")
    assert broken.status_code == 400
    assert "unterminated" in broken.json()["error"]
