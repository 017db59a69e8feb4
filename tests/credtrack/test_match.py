"""Does a coder get the same answer from the command, the page, JSON and the feed, with nothing kept?"""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Tree

import httpx
import pytest
from click.testing import CliRunner

from credtrack.commands.matching import match_command
from credtrack.pages.feed import ATOM

Get = Callable[..., httpx.Response]

ASKED = {"credentials": "CPC", "home": "TX", "near": "1", "what_if": "1", "costs": "CCS=399/150"}


def run(sample: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(match_command, [*words, "--db", str(sample)])
    return done.exit_code, done.stdout, done.stderr


def test_a_coder_sees_what_fits_and_what_is_near(sample: Path) -> None:
    code, out, err = run(sample, "--holds", "CPC", "--near")
    assert code == 0
    assert "2 of 3 openings fit" in out
    assert "one credential away: CCS" in out
    assert "SAMPLE DATA" in err


def test_a_profile_file_and_flags_are_one_profile(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_text('credentials = ["CPC"]\nhome = "TX"\n', encoding="utf-8")
    assert run(sample, str(file)) == run(sample, "--holds", "CPC", "--home", "TX")
    assert run(sample, str(file), "--holds", "CCS")[1] == run(sample, "--holds", "CCS", "--home", "TX")[1]


def test_json_gives_every_part_of_the_score(sample: Path) -> None:
    answer = json.loads(run(sample, "--holds", "CPC", "--json")[1])
    assert "SAMPLE DATA" in answer["notice"]
    best = answer["answer"]["matches"][0]
    assert sum(best["points"].values()) == pytest.approx(best["score"], abs=0.05)
    assert {reason["verdict"] for reason in best["reasons"]} <= {"yes", "no", "unknown"}


def test_why_is_told_in_the_postings_words(sample: Path) -> None:
    code, out, _ = run(sample, "--holds", "CPC", "--floor", "28/hour", "--explain", "1")
    assert code == 0
    assert "- credentials: Requires CCS: CCS is missing" in out
    assert "$30.00 - $38.00 per hour" in out


def test_an_opening_that_is_not_there_is_told(sample: Path) -> None:
    done = CliRunner().invoke(match_command, ["--explain", "99", "--db", str(sample)])
    assert "there is no coder opening of that number" in str(done.exception)


def test_what_one_more_credential_opens_is_told(sample: Path) -> None:
    code, out, err = run(sample, "--holds", "CPC", "--what-if")
    assert code == 0
    assert "What one more credential would open" in out
    assert "United States" in out
    assert "Rests on" in err


def test_each_mistake_is_a_line_and_the_code_is_2(sample: Path) -> None:
    code, _, err = run(sample, "--holds", "CPCA", "--home", "Atlantis")
    assert code == 2
    assert [line.startswith("credtrack: ") for line in err.splitlines()] == [True, True]
    assert "did you mean CPC-A?" in err


def test_the_page_shows_a_form_and_then_matches_with_their_reasons(get: Get, sample: Path) -> None:
    assert "Find openings" in get(sample, "/-/match").text
    shown = get(sample, "/-/match", ASKED).text
    assert "2 of 3 openings fit" in shown
    assert "<mark>CPC</mark>" in shown
    assert "What one more credential would open" in shown
    assert "$399, 150 hours" in shown


def test_an_address_without_empty_fields_is_what_is_shared(get: Get, sample: Path) -> None:
    answer = get(sample, "/-/match", {"credentials": "CPC", "home": "", "years": ""})
    assert (answer.status_code, answer.headers["location"]) == (302, "/-/match?credentials=CPC")
    assert "openings fit" in get(sample, "/-/match", {"credentials": "", "home": ""}).text


def test_mistakes_come_back_with_the_form_as_it_was_filled(get: Get, sample: Path) -> None:
    answer = get(sample, "/-/match", {"credentials": "CPCA", "home": "<b>Atlantis</b>"})
    assert answer.status_code == 400
    assert "did you mean CPC-A?" in answer.text
    assert "<b>Atlantis</b>" not in answer.text
    assert 'value="CPCA"' in answer.text


def test_json_of_the_page_is_that_of_the_command(get: Get, sample: Path) -> None:
    page = get(sample, "/-/match.json", {"credentials": "CPC"}).json()
    command = json.loads(run(sample, "--holds", "CPC", "--json")[1])["answer"]
    assert page == command


def test_the_feed_tells_the_newest_matches(get: Get, sample: Path) -> None:
    root = Tree.fromstring(get(sample, "/-/match.atom", {"credentials": "CPC"}).text)
    entries = root.findall(f"{{{ATOM}}}entry")
    assert len(entries) == 2
    assert all("Qualifies" in str(each.findtext(f"{{{ATOM}}}summary")).capitalize() for each in entries)
    assert "CPC" in str(root.findtext(f"{{{ATOM}}}title"))


def test_the_page_needs_no_script_and_asks_nobody_else(get: Get, sample: Path) -> None:
    answer = get(sample, "/-/match", ASKED)
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
