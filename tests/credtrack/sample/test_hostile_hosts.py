"""Does a host that drips, swells or never ends cost a crawl more than a recorded failure of its own?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("crawl_hostile_hosts.py")


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[str, int, int, int, str]]:
    ended = subprocess.run(
        [sys.executable, str(PROGRAM)], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert not any(closed for _, _, closed in lines)
    return {board: tuple(line) for board, line, _ in lines}


def test_a_list_that_never_ends_is_left_after_so_many_pages_and_called_partial(told):
    outcome, listed, *_, note = told["workday-list-EndlessRows"]
    assert (outcome, listed, note) == ("partial", 600, "the list goes on after 30 pages")


def test_a_list_that_goes_round_is_read_once(told):
    assert told["workday-list-PastTheEndRepeats"][:3] == ("complete", 3, 3)


@pytest.mark.parametrize("board", ["workday-list", "jsonld-sitemap"])
@pytest.mark.parametrize("change", ["drip", "gzip_bomb", "picture"])
def test_a_list_that_drips_swells_or_is_of_another_kind_fails_alone(told, board, change):
    outcome, listed, fetched, _, note = told[f"{board}-{change}"]
    assert (outcome, listed, fetched) == ("failed", 0, 0)
    assert note


@pytest.mark.parametrize(
    "board",
    ["workday-detail-drip", "jsonld-detail-drip", "jsonld-detail-picture", "jsonld-detail-wrong_encoding"],
)
def test_a_posting_that_drips_or_is_of_another_kind_fails_and_the_others_are_stored(told, board):
    outcome, listed, fetched, failed, _ = told[board]
    assert (outcome, listed, fetched + failed) == ("complete", 3, 3)
    assert 1 <= failed <= 2


def test_rules_that_drip_or_lead_into_a_private_network_keep_the_board_unread(told):
    for change in ("drip", "redirect_to_private"):
        outcome, listed, *_ = told[f"jsonld-robots-{change}"]
        assert (outcome, listed) == ("failed", 0)
