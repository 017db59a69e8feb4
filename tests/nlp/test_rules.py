"""Does every rule hold its own examples, and is a wrong rule file refused with a reason?"""

import re
import tomllib
from pathlib import Path

import pytest

import nlp
from nlp.anchors import AnchorIndex
from nlp.expressions import Expressions
from nlp.rules import RulesError, load

GOOD = """
[fully]
value = "remote"
pattern = '''\\bfully remote\\b'''
anchors = ["remote"]
yes = ["This is fully remote."]
no = ["Remote sites."]
"""
EXPRESSIONS = sorted(Path(nlp.__file__).parent.rglob("expressions.toml"))
FILES = sorted(
    file
    for file in Path(nlp.__file__).parent.rglob("*.toml")
    if re.search("^pattern = ", file.read_text(), re.MULTILINE) and file not in EXPRESSIONS
)
LAID_OUT = """
[find]
places = ["lake", "mill"]

[find.stands_by]
pattern = '''
\\b(?:
  at|by
  |beside
) the @places\\b'''
yes = ["a house by the mill"]
no = ["by the house"]
"""


def rules_of(folder: Path, text: str):
    (folder / "rules.toml").write_text(text)
    return load(folder)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_rule_matches_its_yes_and_no_no(file):
    for rule in load(file.parent, file.name):
        # An answer stands right after its label.
        holds = rule.pattern.match if rule.value.startswith("answer:") else rule.search
        assert [text for text in rule.yes if not holds(text.lower())] == [], rule.id
        assert [text for text in rule.no if holds(text.lower())] == [], rule.id


@pytest.mark.parametrize(
    ("name", "go_on"), [("setting", True), ("work_type", True), ("mentions", False)], ids=lambda one: str(one)
)
def test_the_anchors_of_a_rule_lead_to_its_examples(name, go_on):
    for rule in load(Path(nlp.__file__).parent / name):
        index = AnchorIndex([rule], go_on=go_on)
        passed_over = [text for text in rule.yes if not index.held_in(text.lower(), [(0, len(text))])]
        assert not rule.anchors or passed_over == [], rule.id


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda text: text + "color = 1\n", "unknown key color"),
        (lambda text: text.replace('value = "remote"\n', ""), "value is missing"),
        (lambda text: text.replace('["This is fully remote."]', "[]"), "yes is empty"),
        (lambda text: text.replace("fully remote\\b", "(fully"), "pattern: "),
        (lambda text: text.replace('["remote"]', '["Remote"]'), "anchor 'Remote'"),
        (lambda text: text + 'not_sections = ["perks"]\n', "no section perks"),
    ],
)
def test_a_wrong_rule_names_file_rule_and_reason(tmp_path, change, complaint):
    with pytest.raises(RulesError) as caught:
        rules_of(tmp_path, change(GOOD))

    assert f"{tmp_path.name}/rules.toml: [fully]: {complaint}" in str(caught.value)


def test_broken_toml_names_the_file(tmp_path):
    with pytest.raises(RulesError, match=r"rules.toml: "):
        rules_of(tmp_path, "[")


@pytest.mark.parametrize("file", EXPRESSIONS, ids=lambda file: file.parent.name)
def test_every_expression_finds_its_yes_and_no_no_and_is_used(file):
    for module, entries in tomllib.loads(file.read_text()).items():
        code = file.with_name(f"{module}.py")
        expressions, wording = Expressions(str(code)), file.read_text()
        for name, entry in entries.items():
            assert f'"{name}"' in code.read_text() or f"@{name}" in wording, f"{module}: {name}"
            if isinstance(entry, dict):
                pattern = expressions.pattern(name)
                assert [text for text in entry["yes"] if not pattern.search(text)] == [], name
                assert [text for text in entry.get("no", ()) if pattern.search(text)] == [], name


def expressions_of(folder: Path, text: str) -> Expressions:
    (folder / "expressions.toml").write_text(text)
    return Expressions(str(folder / "find.py"))


def test_an_expression_may_be_broken_into_lines_and_name_a_list(tmp_path):
    expressions = expressions_of(tmp_path, LAID_OUT)

    assert expressions.words("places") == ("lake", "mill")
    assert expressions.pattern("stands_by").pattern == r"\b(?:at|by|beside) the (?:lake|mill)\b"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda text: text.replace("stands_by", "stands"), "[find.stands_by]: expected a table of no, pattern, yes"),
        (lambda text: text + "color = 1\n", "[find.stands_by]: unknown key color"),
        (lambda text: text.replace('yes = ["a house by the mill"]\n', ""), "[find.stands_by]: yes is missing"),
        (lambda text: text.replace("at|by", "at|by "), "[find.stands_by]: pattern: expected no line that ends"),
        (lambda text: re.sub("(?s)'''.*'''", "[]", text), "[find.stands_by]: pattern: expected a regular expression in"),
        (lambda text: text.replace("at|by", "(at|by"), "[find.stands_by]: pattern: expected a regular expression"),
        (lambda text: text.replace("[\"lake\", \"mill\"]", "[1]"), "[find]: places: expected a list of words"),
        (lambda text: text.replace("@places", "@place"), "[find]: place: expected a list of words"),
        (lambda text: text + "[", "expected TOML"),
    ],
)  # fmt: skip
def test_a_wrong_expression_names_file_entry_and_reason(tmp_path, change, complaint):
    with pytest.raises(RulesError) as caught:
        expressions_of(tmp_path, change(LAID_OUT)).pattern("stands_by")

    assert f"{tmp_path.name}/expressions.toml: {complaint}" in str(caught.value)
