"""Does every rule hold its own examples, and is a wrong rule file refused with a reason?"""

from pathlib import Path

import pytest

import nlp
from nlp.reading import read
from nlp.rules import RulesError, load, matches
from nlp.shapes import Subject

GOOD = """
[fully]
value = "remote"
pattern = '''\\bfully remote\\b'''
anchors = ["remote"]
yes = ["This is fully remote."]
no = ["Remote sites."]
"""
FOLDERS = sorted({file.parent for file in Path(nlp.__file__).parent.rglob("rules.toml")})


def rules_of(folder: Path, text: str):
    (folder / "rules.toml").write_text(text)
    return load(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_rule_matches_its_yes_and_no_no(folder):
    for rule in load(folder):
        assert [text for text in rule.yes if not rule.search(text.lower())] == [], rule.id
        assert [text for text in rule.no if rule.search(text.lower())] == [], rule.id


def test_a_match_is_where_the_words_are(tmp_path):
    text = "Coder\n- Fully remote in Ohio\n- Remote sites"
    (match,) = matches(read(Subject(text=text)), rules_of(tmp_path, GOOD))

    assert text[match.start : match.end] == "Fully remote"
    assert match.rule.id == "fully"


def test_sections_bound_where_a_rule_looks(tmp_path):
    rules = rules_of(tmp_path, GOOD + 'sections = ["benefits"]\n')

    assert not list(matches(read(Subject(text="Duties:\nfully remote")), rules))
    assert list(matches(read(Subject(text="Benefits:\nfully remote")), rules))


def test_the_higher_priority_goes_first(tmp_path):
    second = GOOD.replace("[fully]", "[first]") + "priority = 2\n"

    assert [rule.id for rule in rules_of(tmp_path, GOOD + second)] == ["first", "fully"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda text: text + "color = 1\n", "unknown key color"),
        (lambda text: text.replace('value = "remote"\n', ""), "value is missing"),
        (lambda text: text.replace('["This is fully remote."]', "[]"), "yes is empty"),
        (lambda text: text.replace("fully remote\\b", "(fully"), "pattern: "),
        (lambda text: text.replace('["remote"]', '["Remote"]'), "anchor 'Remote'"),
        (lambda text: text + 'sections = ["perks"]\n', "no section perks"),
    ],
)
def test_a_wrong_rule_names_file_rule_and_reason(tmp_path, change, complaint):
    with pytest.raises(RulesError) as caught:
        rules_of(tmp_path, change(GOOD))

    assert f"{tmp_path.name}/rules.toml: [fully]: {complaint}" in str(caught.value)


def test_broken_toml_names_the_file(tmp_path):
    with pytest.raises(RulesError, match=r"rules.toml: "):
        rules_of(tmp_path, "[")
