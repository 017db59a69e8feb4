"""Do the tags stay as good as they were on labelled postings that no rule was written from?"""

import json
import tomllib
from pathlib import Path

import pytest

from nlp.evaluate import pairs_of
from nlp.gold import Labelled, read_gold
from nlp.jsonl import subject_from_row
from nlp.scoring import READERS, scores

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
SHORT = tomllib.loads((HERE / "floors_short.toml").read_text(encoding="utf-8"))


def fallen(gold: tuple[Labelled, ...], floors: dict[str, float]) -> list[str]:
    """The scores that lie below their floors."""
    found = {f"{one.field}_{one.measure}".lower(): one.value for one in scores(list(pairs_of(gold)))}
    assert floors.keys() <= found.keys()
    return [f"{name} {found[name]:.3f} < {floor}" for name, floor in floors.items() if found[name] < floor]


@pytest.mark.parametrize("name", [name for name in FLOORS if name != "real"])
def test_scores_on_written_postings_do_not_fall(name: str) -> None:
    assert fallen(read_gold(HERE / "written" / f"{name}.jsonl"), FLOORS[name]) == []


@pytest.mark.parametrize("name", SHORT)
def test_scores_on_short_texts_do_not_fall(name: str) -> None:
    assert fallen(read_gold(HERE / "written" / "short" / f"{name}.jsonl"), SHORT[name]) == []


def test_every_written_set_has_floors() -> None:
    assert {path.stem for path in (HERE / "written").glob("*.jsonl")} == FLOORS.keys() - {"real"}
    assert {path.stem for path in (HERE / "written" / "short").glob("*.jsonl")} == SHORT.keys()


def test_scores_on_real_texts_do_not_fall(shared: Path) -> None:
    gold = read_gold(HERE / "real_labels.jsonl", shared / "real" / "postings.jsonl")
    assert fallen(gold, FLOORS["real"]) == []


def test_a_fallen_score_would_be_seen() -> None:
    gold = read_gold(HERE / "written" / "hand2.jsonl")[:1]
    (one,) = fallen(gold, {"role_accuracy": 1.1})
    assert one.startswith("role_accuracy")


def test_every_field_has_a_floor() -> None:
    for floors in FLOORS.values():
        assert {name.rpartition("_")[0] for name in floors} == READERS.keys()


def test_labels_of_real_texts_hold_no_sentence() -> None:
    for name in ("real_labels", "real_differences"):
        for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            assert "note" not in json.loads(line)
            assert max(len(word.split()) for word in line.split('"')[3::2]) <= 1


def test_no_written_posting_shares_twelve_words_with_the_shared_texts(shared: Path) -> None:
    ours = {run for path in (HERE / "written").rglob("*.jsonl") for run in runs(path)}
    for theirs in ("gold/dev", "real"):
        assert len(ours & runs(shared / theirs / "postings.jsonl")) == 0


def runs(path: Path) -> set[str]:
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        text = subject_from_row(json.loads(line))[0].text.lower()
        words = "".join(char if char.isalnum() else " " for char in text).split()
        found |= {" ".join(words[n : n + 12]) for n in range(len(words) - 11)}
    return found
