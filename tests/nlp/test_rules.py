"""Does every rule hold its own examples, and is a wrong rule file refused with a reason?"""

import re
from pathlib import Path

import pytest

import nlp
from nlp.anchors import AnchorIndex
from nlp.rules import RulesError, load

GOOD = """
[fully]
value = "remote"
pattern = '''\\bfully remote\\b'''
anchors = ["remote"]
yes = ["This is fully remote."]
no = ["Remote sites."]
"""
FILES = sorted(
    file
    for file in Path(nlp.__file__).parent.rglob("*.toml")
    if re.search("^pattern = ", file.read_text(), re.MULTILINE)
)


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
