"""Small files of every kind that a bulk run reads."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = "We look for a coder. Required: CPC. Two years of outpatient coding. Fully remote. $25 to $31 an hour."

Row = dict[str, object]


def row(number: int, **more: object) -> Row:
    return {
        "id": f"n{number}",
        "title": f"Medical Coder {number}",
        "employer": "Alder Clinic",
        "location": "Waco, TX",
        "text": f"{TEXT} Opening {number}.",
        "posted": "2026-03-02",
    } | more


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[..., Path]:
    """Write postings as JSON Lines."""

    def write(count: int = 4, name: str = "feed.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row(n)) + "\n" for n in range(count)), encoding="utf-8")
        return path

    return write
