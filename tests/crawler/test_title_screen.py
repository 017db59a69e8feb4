"""How much the title screen lets pass: of coders' titles nearly all, of other titles nearly none."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from crawler.titles import keeps

OTHERS = Path(__file__).with_name("other_titles.txt")
CODED = frozenset({"coder", "adjacent"})
TUNED = 100  # the labelled postings that may be looked at; the rest are for judging


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def share_kept(postings: Path, labels: Path, ids: frozenset[str] | None = None) -> float:
    wanted = {
        label["id"]
        for label in lines(labels)
        if label["job_class"] in CODED and (ids is None or label["id"] in ids)
    }
    titles = [posting["title"] for posting in lines(postings) if posting["id"] in wanted]
    return sum(map(keeps, titles)) / len(titles)


def test_at_most_three_in_a_hundred_other_titles_pass() -> None:
    titles = [title for title in OTHERS.read_text(encoding="utf-8").splitlines() if title[:1] != "#"]
    assert len(set(titles)) == 1000
    passed = [title for title in titles if keeps(title)]
    assert len(passed) <= 30, passed


def test_of_labelled_coder_and_adjacent_titles_99_in_a_hundred_are_kept(shared: Path) -> None:
    labels = shared / "gold" / "dev" / "labels.jsonl"
    ids = sorted((label["id"] for label in lines(labels)), key=lambda own: sha256(own.encode()).hexdigest())
    assert share_kept(labels.with_name("postings.jsonl"), labels, frozenset(ids[:TUNED])) >= 0.99


def test_of_real_coder_and_adjacent_titles_99_in_a_hundred_are_kept(shared: Path, root: Path) -> None:
    labels = root / "tests" / "nlp" / "real_labels.jsonl"
    if not labels.exists():
        pytest.skip("tests/nlp/real_labels.jsonl is absent: labels of published postings")
    assert share_kept(shared / "real" / "postings.jsonl", labels) >= 0.99
