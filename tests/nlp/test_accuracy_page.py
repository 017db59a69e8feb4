"""Does the page on accuracy put real texts first, and count each error once?"""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from nlp.scoring import Pair
from nlp.shapes import RequirementGroup, Tags

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_accuracy", root / "scripts" / "write_accuracy.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tags(*groups: str, remote: str = "unstated") -> Tags:
    return Tags(
        job_class="coder",
        role="coder",
        employer_setting="unknown",
        remote=remote,  # type: ignore[arg-type]  # one of the four
        requirements=tuple(RequirementGroup("required", tuple(group.split())) for group in groups),
    )


@pytest.mark.parametrize(
    ("truth", "found", "field", "kind"),
    [
        (tags("CPC", "CRC"), tags("CPC"), "credential_levels", "missed"),
        (tags("CPC"), tags("CPC", "CRC"), "requirement_groups", "added"),
        (tags("CPC"), tags("CCS"), "requirement_conditions", "another"),
        (tags(), tags(remote="hybrid"), "remote", "added"),
        (tags(remote="hybrid"), tags(), "remote", "missed"),
        (tags(remote="hybrid"), tags(remote="onsite"), "remote", "another"),
    ],
)
def test_an_error_is_missed_added_or_another(
    script: ModuleType, truth: Tags, found: Tags, field: str, kind: str
) -> None:
    assert script.kind_of_error(Pair(truth, found, frozenset()), field) == kind


def test_a_field_without_cases_has_no_score(script: ModuleType) -> None:
    table = script.table({"none": [Pair(tags(), tags(), frozenset({"pay"}))]})
    assert "| pay, F1 | no cases |" in table


def test_the_page_puts_real_texts_first_and_written_ones_apart(root: Path) -> None:
    page = (root / "docs" / "accuracy.md").read_text(encoding="utf-8")
    heads = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert heads[0] == "Real texts, n = 109"
    assert [head.startswith("Written") for head in heads[1:3]] == [True, True]


def test_twenty_real_texts_are_read_by_eye(script: ModuleType, root: Path) -> None:
    labels = {row["id"] for row in script.read_rows(HERE / "real_labels.jsonl")}
    remarks = tomllib.loads((root / "scripts" / "accuracy_read.toml").read_text(encoding="utf-8"))
    page = (root / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert len(remarks) == 20
    assert remarks.keys() <= labels
    assert all(f"| {posting} |" in page for posting in remarks)


def test_figures_go_between_their_marks_alone(script: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("before\n<!-- accuracy -->\nold\n<!-- /accuracy -->\nafter\n", encoding="utf-8")
    script.fill(file, "new")
    assert file.read_text(encoding="utf-8") == "before\n<!-- accuracy -->\nnew\n<!-- /accuracy -->\nafter\n"
    file.write_text("no marks\n", encoding="utf-8")
    script.fill(file, "new")
    assert file.read_text(encoding="utf-8") == "no marks\n"
