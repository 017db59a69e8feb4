"""Are credentials read with their level, their choices and their conditions?"""

import tomllib
from pathlib import Path

import pytest

from nlp.credentials.find import find
from nlp.reading import read
from nlp.shapes import RequirementGroup, Subject

CASES = tomllib.loads(Path(__file__).with_name("credentials_cases.toml").read_text(encoding="utf-8"))["case"]
PHRASES = tomllib.loads(Path(__file__).with_name("credentials_phrases.toml").read_text(encoding="utf-8"))


def written(group: RequirementGroup) -> str:
    words = [group.level[0].upper(), *sorted(group.any_of)]
    if group.months_to_obtain is not None:
        words.append(f"{group.months_to_obtain:g}m")
    return " ".join([*words, "+exp"] if group.or_experience else words)


def ordered(group: str) -> str:
    level, *rest = group.split()
    codes = [word for word in rest if word != "+exp" and not (word[0].isdigit() and word.endswith("m"))]
    return " ".join([level, *sorted(codes), *(word for word in rest if word not in codes)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:60])
def test_groups_are_those_that_the_text_asks_for(case):
    found = find(read(Subject(text=case["text"])))

    assert sorted(map(written, found.requirements)) == sorted(map(ordered, case["groups"]))


@pytest.mark.parametrize("text", PHRASES)
def test_a_word_of_level_or_of_talk_counts(text):
    assert sorted(map(written, find(read(Subject(text=text))).requirements)) == PHRASES[text]


def titled(title: str, text: str) -> list[str]:
    return [written(group) for group in find(read(Subject(text=text, title=title))).requirements]


def test_a_title_asks_where_the_text_is_silent():
    assert titled("Profee Coder (CPC or CCS-P)", "Codes clinic visits.") == ["R CCS-P CPC"]
    assert titled("Coder, CPC", "Qualifications: RHIT or CCS") == ["R CCS RHIT"]
    assert titled("Coder, CPC", "No certification required.") == []
    assert titled("CCS Intake Worker", "Catholic Charities serves the valley.") == []
    assert titled("Certified Coder", "Codes clinic visits.") == []


def test_words_of_the_title_are_told_from_those_of_the_text():
    (proof,) = find(read(Subject(text="Codes visits.", title="Coder, CPC"))).evidence

    assert (proof.where, "Coder, CPC"[proof.start : proof.end]) == ("title", "CPC")
