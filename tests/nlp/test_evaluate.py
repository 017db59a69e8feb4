"""Does `credtrack evaluate` score as the labelling guideline asks, and name what it can't use in one line?"""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from credtrack.cli import credtrack
from credtrack.commands import texts
from credtrack.mistakes import told
from nlp.confusion import confusion, write_accuracy
from nlp.evaluate import mistakes, pairs_of, part_of
from nlp.gold import GoldError, is_split_set, read_gold
from nlp.jsonl import to_row
from nlp.scoring import Pair, macro_f1, scores, wilson
from nlp.shapes import Pay, RequirementGroup, Tags

POSTING = {
    "id": "1",
    "title": "Medical Coder",
    "text": "Requirements\n- CPC required\n",
    "employer": "Elm Clinic",
}
GROUP = {"level": "required", "any_of": ["CPC"], "months_to_obtain": None, "or_experience": False}
LABEL = {"id": "1", "job_class": "coder", "requirements": [GROUP], "pay": None}
ALL = frozenset(Tags.__slots__)


def gold(folder: Path, labels: object = LABEL, postings: object = POSTING) -> Path:
    for name, row in (("labels", labels), ("postings", postings)):
        text = row if isinstance(row, str) else json.dumps(row) + "\n"
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def run(*words: str | Path) -> int:
    return told(lambda: credtrack.main(["evaluate", *map(str, words)], standalone_mode=False))


def tags(**values: object) -> Tags:
    return Tags(**{"job_class": "coder", "role": "coder", "employer_setting": "unknown", **values})  # type: ignore[arg-type]  # any field


def pair(truth: Tags, found: Tags) -> Pair:
    return Pair(truth, found, ALL)


def scored(*pairs: Pair) -> dict[tuple[str, str], tuple[int, float]]:
    return {(one.field, one.measure): (one.n, one.value) for one in scores(pairs)}


@pytest.fixture(scope="module")
def yardstick(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("yardstick", shared / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_scores_agree_with_the_yardstick(shared: Path, yardstick: ModuleType) -> None:
    labelled = part_of(read_gold(shared / "gold" / "dev"), "tune")
    pairs = [
        Pair(one.truth, other.truth, one.fields)
        for one, other in zip(labelled, [*labelled[:80], *labelled[90:], *labelled[80:90]], strict=True)
    ]
    truth, found = (
        {one.posting: to_row(tags, one.posting) for one, tags in zip(labelled, side, strict=True)}
        for side in ([one.truth for one in pairs], [one.found for one in pairs])
    )
    theirs = yardstick.score(truth, found)
    for ours in scores(pairs):
        figures = theirs[ours.field]
        assert ours.value == pytest.approx(figures[{"accuracy": "accuracy", "F1": "f1"}[ours.measure]])
        assert ours.n == (figures["stated"] if (ours.field, ours.measure) == ("pay", "F1") else figures["n"])
        assert ours.macro_f1 == pytest.approx(figures.get("macro_f1"))
        if ours.measure == "accuracy":
            assert (ours.low, ours.high) == pytest.approx((figures["low"], figures["high"]))


def test_a_group_with_another_condition_is_right_as_a_group_and_wrong_in_its_condition() -> None:
    truth = tags(requirements=(RequirementGroup("required", ("CPC", "CCS"), 12),))
    found = tags(requirements=(RequirementGroup("required", ("CCS", "CPC"), 6),))
    result = scored(pair(truth, found))
    assert result["requirement_groups", "accuracy"] == (1, 1.0)
    assert result["credential_levels", "F1"] == (2, 1.0)
    assert result["requirement_conditions", "F1"] == (1, 0.0)


def test_pay_counts_only_with_both_bounds_and_the_unit() -> None:
    stated, other = tags(pay=Pay(20, 25.001, "hour")), tags(pay=Pay(20, 25, "year"))
    same = tags(pay=Pay(20.0, 25.0, "hour"))
    result = scored(pair(stated, same), pair(stated, other), pair(tags(), tags()))
    assert result["pay", "F1"] == (2, 0.5)
    assert result["pay", "accuracy"] == (3, pytest.approx(2 / 3))


def test_work_types_of_other_postings_than_coders_are_not_scored() -> None:
    truth = tags(job_class="adjacent", work_types=("inpatient",))
    assert scored(pair(truth, tags()))["work_types", "F1"] == (0, 1.0)


def test_fields_that_nobody_labelled_are_not_scored() -> None:
    one = Pair(tags(), tags(remote="onsite"), frozenset({"role"}))
    assert scored(one)["remote", "accuracy"] == (0, 0.0)


def test_macro_f1_is_over_values_with_five_cases() -> None:
    values = [("a", "a")] * 5 + [("b", "a")] * 4
    assert macro_f1(values) == pytest.approx(10 / 14)


def test_every_share_lies_in_its_interval() -> None:
    for total in (1, 7, 152):
        for hits in range(total + 1):
            low, high = wilson(hits, total)
            assert -1e-12 <= low <= hits / total <= high <= 1 + 1e-12


def test_counts_of_confusion_hold_no_text_and_no_ids(tmp_path: Path) -> None:
    labelled = read_gold(gold(tmp_path))
    pairs = list(pairs_of(labelled))
    write_accuracy(pairs, tmp_path / "accuracy.json")
    rows = json.loads((tmp_path / "accuracy.json").read_text())["rows"]
    assert {
        "field": "credential_levels:CPC:required",
        "truth": "present",
        "observed": "present",
        "n": 1,
    } in rows
    assert {"field": "pay", "truth": "unstated", "observed": "unstated", "n": 1} in rows
    assert all(row.keys() == {"field", "truth", "observed", "n"} for row in rows)


def test_members_of_sets_are_counted_in_every_posting() -> None:
    pairs = [pair(tags(work_types=("inpatient",)), tags()), pair(tags(), tags())]
    counts = {
        (one.truth, one.observed): one.n for one in confusion(pairs) if one.field == "work_types:inpatient"
    }
    assert counts == {("present", "absent"): 1, ("absent", "absent"): 1}


def test_shipped_counts_are_those_of_the_unread_hands(root: Path) -> None:
    kept = json.loads((root / "nlp" / "accuracy.json").read_text(encoding="utf-8"))
    written = root / "tests" / "nlp" / "written"
    unread = [(written / f"hand{n}.jsonl").read_text(encoding="utf-8") for n in (20, 27, 28, 31, 35)]
    classes = sum(row["n"] for row in kept["rows"] if row["field"] == "job_class")
    assert kept["postings"] == classes == sum(len(text.splitlines()) for text in unread)


def test_evaluate_prints_a_table_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(gold(tmp_path)) == 0
    assert "credential_levels" in capsys.readouterr().out
    assert run(tmp_path, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["postings"] == 1
    assert {one["field"]: one["n"] for one in answer["scores"]}["credential_levels"] == 1


def test_postings_may_stand_with_their_labels_or_elsewhere(tmp_path: Path) -> None:
    both = tmp_path / "both.jsonl"
    both.write_text(json.dumps(POSTING | LABEL), encoding="utf-8")
    (there,) = read_gold(both)
    gold(tmp_path)
    other = (tmp_path / "postings.jsonl").rename(tmp_path / "other.jsonl")
    (elsewhere,) = read_gold(tmp_path / "labels.jsonl", other)
    assert there == elsewhere


def test_errors_of_a_field_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = LABEL | {"requirements": [GROUP | {"any_of": ["CCS"]}]}
    assert run(gold(tmp_path, wrong), "--errors", "credential_levels") == 0
    assert "{CCS required}" in capsys.readouterr().out
    labelled = read_gold(tmp_path)
    assert mistakes(labelled, list(pairs_of(labelled)), "job_class") == ()


@pytest.mark.parametrize("half", ["audit", "all"])
def test_errors_of_the_audit_half_are_refused(
    shared: Path, half: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(shared / "gold" / "dev", "--half", half, "--errors", "role") == 2
    assert "the audit half only measures" in capsys.readouterr().err


def test_counts_of_postings_that_were_read_are_refused(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(shared / "gold" / "dev", "--half", "audit", "--write") == 2
    assert "rules were written from these postings" in capsys.readouterr().err


def test_counts_of_other_postings_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written: list[int] = []
    monkeypatch.setattr(texts, "write_accuracy", lambda pairs: written.append(len(pairs)))
    assert run(gold(tmp_path), "--write") == 0
    assert written == [1]
    assert "counts of 1 postings written" in capsys.readouterr().err


def test_the_split_set_is_known_by_its_ids(shared: Path) -> None:
    labelled = read_gold(shared / "gold" / "dev")
    assert is_split_set(one.posting for one in labelled)
    assert not is_split_set(one.posting for one in labelled[1:])
    assert [len(part_of(labelled, part)) for part in ("tune", "audit", "all")] == [100, 52, 152]


@pytest.mark.parametrize(
    ("labels", "postings", "told_as"),
    [
        ("", POSTING, "labels.jsonl: expected one label a line, found none"),
        ('{"id": ', POSTING, "labels.jsonl, line 1: expected one JSON object"),
        ("[1]", POSTING, "line 1: expected one JSON object, found list"),
        ({"role": "coder"}, POSTING, "labels.jsonl, line 1: id: expected a string"),
        (json.dumps(LABEL) + "\n" + json.dumps(LABEL), POSTING, "line 2: 1 stands on line 1 already"),
        ({"id": "1", "color": "red"}, POSTING, "expected labels such as job_class, role, employer_setting"),
        (
            LABEL | {"requirements": [{"level": "required"}]},
            POSTING,
            "in the guideline's form (KeyError('any_of'))",
        ),
        (LABEL | {"id": "2"}, POSTING, "2 have no posting in"),
        (LABEL, {"id": "1", "title": 3}, "postings.jsonl, line 1: title: expected a string, found int"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(
    labels: object, postings: object, told_as: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(gold(tmp_path, labels, postings)) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert told_as in line


def test_a_missing_file_and_a_missing_half_are_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"absent\.jsonl: can't be read \(No such file or directory\)"):
        read_gold(tmp_path / "absent.jsonl")
    with pytest.raises(GoldError, match="expected more than 100 labeled postings to have an audit half"):
        part_of(read_gold(gold(tmp_path)), "audit")
