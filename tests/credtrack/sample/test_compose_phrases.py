import ast
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from credtrack.sample import compose_bank, compose_layouts
from credtrack.sample.compose import write
from credtrack.sample.compose_bank import SENTENCE_FILES, PhraseError, leaves, spread, texts, third_person
from credtrack.sample.compose_layouts import LayoutError, layouts
from credtrack.sample.compose_sections import WRITERS
from credtrack.sample.world import build_market

RUN = 12
TELLING_WORDS = 4
NAMES = re.compile("|".join(sorted(texts("names", "names").values(), key=len, reverse=True)))
SLOT = re.compile(r"\{\w+\}")
MENTION = re.compile(
    r"\bDRGs?\b|\bPCS\b|\bCAC\b|computer-assisted|\bAI\b|\bNLP\b|abstract|\bEpic\b|encoder|\b3M\b|E/M|evaluation and management|\bHCCs?\b",
    re.IGNORECASE,
)
SPECIALTY = re.compile(
    r"cardiol|oncol|orthop|radiol|primary care|anesth|obstet|gastro|pediatr|urolog|dermat|neuro|ophthal|podiat"
)


def patterns() -> Iterator[tuple[str, str]]:
    for name in SENTENCE_FILES:
        for key, lines in leaves(name):
            yield from ((key, line) for line in lines)


def sentences() -> Iterator[tuple[str, str]]:
    for key, pattern in patterns():
        yield from ((key, text.replace("^", "")) for text in spread(pattern))


def normal(text: str) -> str:
    """The text's words alone, credentials' own full names taken out."""
    return " ".join(re.findall(r"[a-z0-9{}]+", NAMES.sub(" ", text).lower()))


def runs(text: str) -> Iterator[str]:
    found = normal(text).split()
    return (" ".join(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def test_there_are_at_least_six_hundred_patterns_and_forty_layouts() -> None:
    assert len(set(patterns())) >= 600
    assert len(layouts()) >= 40


def test_patterns_are_written_once() -> None:
    found = [(key, normal(text)) for key, text in sentences() if not key.startswith(("unit.", "join."))]
    assert len(found) == len(set(found))


def test_only_lines_for_mentions_make_them() -> None:
    free = [(key, text) for key, text in sentences() if not key.startswith(("mention.", "skills."))]
    assert [text for _, text in free if MENTION.search(text)] == []


def test_no_line_names_a_specialty_of_its_own() -> None:
    named = {
        text for key, text in sentences() if SPECIALTY.search(text.lower()) and not key.startswith("about.")
    }
    assert named == set()


def test_only_money_lines_name_dollars() -> None:
    assert {key for key, text in patterns() if "$" in text} == {"extra.lines"}


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_a_layout_says_all_that_a_posting_must_say(layout: compose_layouts.Layout) -> None:
    sections = set(layout.order)
    assert sections <= {*WRITERS, "place"}
    assert {"summary", "duties", "pay", "place", "schedule"} <= sections | {"schedule"}
    assert ("quals" in sections) != ({"required", "preferred"} <= sections)


def test_layouts_suit_every_board_owner_and_platform() -> None:
    for group in ("hospital", "practice", "vendor", "agency", "public", "federal"):
        for platform in ("workday", "greenhouse", "jsonld"):
            assert compose_layouts.layouts_for(group, platform)


def test_choices_are_spread_and_verbs_put_in_the_third_person() -> None:
    assert spread("[Read|Skim] it [now|later]") == (
        "Read it now",
        "Read it later",
        "Skim it now",
        "Skim it later",
    )
    assert (
        third_person("Teach and ^carry, then ^play and ^fix") == "Teaches and carries, then plays and fixes"
    )


def test_a_broken_file_is_named_with_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.toml").write_text("[a]\nb = [1]\n")
    (tmp_path / "worse.toml").write_text("[a\n")
    monkeypatch.setattr(compose_bank, "FOLDER", tmp_path)
    with pytest.raises(PhraseError, match=r"bad\.toml: a\.b: expected a list of sentences"):
        list(leaves("bad"))
    with pytest.raises(PhraseError, match=r"worse\.toml: expected TOML"):
        list(leaves("worse"))


def test_a_broken_layout_is_named_with_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "layouts.toml"
    file.write_text('[odd]\nfits = "any"\nlength = "endless"\n')
    monkeypatch.setattr(compose_layouts, "FILE", file)
    with pytest.raises(
        LayoutError, match=r"layouts\.toml: \[odd\] length: expected one of long, medium, short"
    ):
        compose_layouts.layouts.__wrapped__()


def test_no_wording_shares_twelve_words_with_a_real_or_labelled_posting(shared: Path) -> None:
    market = build_market("demo", "true", 3, date(2026, 11, 1))
    ours = {run for one in market.postings[::4] for run in runs(re.sub(r"<[^>]+>", " ", write(one).body))}
    ours |= {run for _, text in sentences() for run in runs(text)}
    theirs = (shared / "gold/dev/postings.jsonl", shared / "real/postings.jsonl")
    lines = (json.loads(line) for path in theirs for line in path.read_text(encoding="utf-8").splitlines())
    found = {run for line in lines for run in runs(line.get("text") or line.get("html") or "") if run in ours}
    assert found == set()


def strings(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for below in tree.values():
            yield from strings(below)
    elif isinstance(tree, list):
        for below in tree:
            yield from strings(below)
    elif isinstance(tree, str):
        yield tree


def examples(root: Path) -> Iterator[str]:
    """Yes and no examples of the tagger's rules, and every string of the tagger's tests."""
    for path in sorted((root / "nlp").rglob("*.toml")):
        yield from strings(tomllib.loads(path.read_text(encoding="utf-8")))
    for path in sorted((root / "tests" / "nlp").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from node.value.splitlines()


def test_no_pattern_is_an_example_of_the_tagger_or_a_sentence_of_its_tests(root: Path) -> None:
    theirs = "\n".join({normal(text) for text in examples(root) if len(text.split()) >= TELLING_WORDS})
    assert [text for _, text in sentences() if _stands_in(text, theirs)] == []


def _stands_in(text: str, theirs: str) -> bool:
    """Whether one line of theirs is this sentence, whatever fills its slots; too few words tell nothing."""
    if len(SLOT.sub("", normal(text)).split()) < TELLING_WORDS:
        return False
    fitting = SLOT.sub(r"[^\\n]+", re.sub(r"[^\w{} ]", " ", normal(text)))
    return re.search(rf"^{fitting}$", theirs, re.MULTILINE) is not None
