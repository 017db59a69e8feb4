"""Does the bench keep what was taken, leave out what wasn't, and explain every figure?"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from credtrack.bench import runner
from credtrack.bench.workshop import Workshop, alternate, code_hash


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    (tmp_path / "build").mkdir()
    return Workshop(tmp_path)


def test_an_unknown_area_is_a_mistake_told_in_one_line(tmp_path, capsys):
    assert runner.main(["nonsense"], tmp_path) == 2
    assert "AREA=nonsense: expected one of tag" in capsys.readouterr().err


def test_figures_before_a_break_are_kept_and_the_rest_is_absent(shop, monkeypatch):
    lines = ['{"tag.vs_tokenizer": 0.5}']
    monkeypatch.setattr(runner, "_run", lambda command, root: (False, lines))
    assert runner.main(["tag"], shop.root) == 1
    assert json.loads((shop.root / "build" / "bench.json").read_text()) == {"tag.vs_tokenizer": 0.5}


def test_figures_taken_with_other_code_are_left_out(shop, monkeypatch):
    monkeypatch.setattr(runner, "_run", lambda command, root: (True, ['{"tag.vs_tokenizer": 0.5}']))
    runner.main(["tag"], shop.root)
    (shop.root / "nlp").mkdir()
    (shop.root / "nlp" / "changed.py").write_text("")
    monkeypatch.setattr(runner, "_run", lambda command, root: (True, ['{"db.bytes_per_posting": 9000}']))
    runner.main(["db"], shop.root)
    assert json.loads((shop.root / "build" / "bench.json").read_text()) == {"db.bytes_per_posting": 9000}


def test_an_area_that_takes_too_long_is_ended(shop, monkeypatch):
    monkeypatch.setattr(runner, "SECONDS_PER_AREA", 0.5)
    command = ["sh", "-c", "echo '{}'; exec sleep 60"]
    assert runner._run(command, shop.root) == (False, ["{}"])


def test_every_figure_is_explained_in_the_docs(root):
    page = (root / "docs" / "benchmarks.md").read_text()
    for name, meaning in runner.meanings().items():
        cells = (f"`{name}`", meaning.of, meaning.bound, f"`{meaning.command}`", meaning.input)
        assert "| " + " | ".join(cells) + " |\n" in page


def test_every_area_has_figures_that_are_named_after_it():
    named = {name.partition(".")[0] for name in runner.meanings()}
    assert named == set(runner.AREAS)


def test_a_costly_input_is_made_once_for_each_state_of_the_code(shop):
    made: list[Path] = []

    def make(path: Path) -> None:
        made.append(path)
        path.write_text("input")

    code = shop.root / "code.py"
    for text in ("one", "one", "two"):
        code.write_text(text)
        kept = shop.keep("input", ["code.py"], make)
        assert kept.read_text() == "input"
    assert len(made) == 2
    assert list(shop.folder.glob("input-*")) == [kept]


def test_an_input_that_could_not_be_finished_is_not_taken_for_one(shop):
    def fail(path: Path) -> None:
        path.write_text("half")
        raise OSError("the disk is full")

    (shop.root / "code.py").write_text("")
    with pytest.raises(OSError, match="full"):
        shop.keep("input", ["code.py"], fail)
    assert list(shop.folder.glob("input-*")) == []


def test_the_hash_sees_data_files_and_not_compiled_ones(tmp_path):
    (tmp_path / "room" / "__pycache__").mkdir(parents=True)
    before = code_hash(tmp_path, ["room"])
    (tmp_path / "room" / "__pycache__" / "a.pyc").write_text("")
    assert code_hash(tmp_path, ["room"]) == before
    (tmp_path / "room" / "rules.toml").write_text("")
    assert code_hash(tmp_path, ["room"]) != before


def test_runs_alternate_and_their_medians_are_taken():
    order: list[str] = []

    def action(name: str, values: Iterator[float]):
        def run() -> float:
            order.append(name)
            return next(values)

        return run

    medians = alternate(3, [action("a", iter([1, 9, 2])), action("b", iter([5, 4, 6]))])
    assert medians == [2, 5]
    assert order == ["a", "b"] * 3
