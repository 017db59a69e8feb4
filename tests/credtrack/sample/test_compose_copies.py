import re
from datetime import date
from difflib import SequenceMatcher
from statistics import mean

import pytest

from credtrack.sample.compose import write
from credtrack.sample.facts import SamplePosting
from credtrack.sample.world import build_market

Shares = dict[str, list[float]]


def said(posting: SamplePosting) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<[^>]+>", " ", write(posting).body).lower())


def changed(one: list[str], other: list[str]) -> float:
    """The share of words that are not in both, in order."""
    return 1 - SequenceMatcher(None, one, other, autojunk=False).ratio()


@pytest.fixture(scope="module")
def shares() -> Shares:
    market = build_market("demo", "true", 11, date(2026, 11, 1))
    originals = {one.opening.key: said(one) for one in market.postings if one.kind == "original"}
    found: Shares = {}
    for one in market.postings:
        if one.kind != "original":
            found.setdefault(one.kind, []).append(changed(originals[one.opening.key], said(one)))
    return found


def test_a_copy_changes_between_a_fifth_and_three_fifths_of_the_words(shares: Shares) -> None:
    copies = shares["copy"]
    assert 0.3 < mean(copies) < 0.5
    assert sum(0.2 <= share <= 0.6 for share in copies) >= 0.9 * len(copies)
    assert min(copies) > 0.02
    assert max(copies) < 0.75


def test_a_repost_changes_few_words_and_a_shared_requisition_none(shares: Shares) -> None:
    assert mean(shares["repost"]) < 0.08
    assert max(shares["repost"]) < 0.3
    assert max(shares["same_requisition"]) == 0
