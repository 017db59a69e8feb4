"""Does every command that the docs name work as it is written there?

Those that end by themselves and need no network are run; the others must take their options, and their files be there.
"""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from credtrack.cli import credtrack
from credtrack.mistakes import told

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"^```(?!mermaid)\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
STARTS = re.compile(
    r"(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(credtrack|make|pytest|python|docker|datasette|crontab|systemctl) "
)
# Words that stand for something of the reader's own; and rows whose number is another in each database.
STAND_INS = {
    "ADDRESS": "https://boards.greenhouse.io/acme", "TARGET": "out", "csv|jsonl|parquet|db": "csv", "FILE": "copy.db",
    "DIR": "tagged", "FOLDER": "archive", "IN.jsonl": "postings.jsonl", "OUT.jsonl": "tags.jsonl", "NAME": "backup",
    "ID": "cpc-is-outpatient", "IDS": "cpc-is-outpatient", "PLATFORM": "lever", "<platform>": "lever",
    "2190": "1", "4478": "1", "DATABASE": "sample.db", "SHARED": "shared",
}  # fmt: skip
# What serves, crawls, goes on for ever or for long, asks an address, or is only called by its name.
NOT_RUN = re.compile(
    r"serve|crawl|demo|bulk|schedule(?! --print)|claims prove|sources add|evaluate|import \S+\.warc|import tagged|(?:export|backup|import)$"
)
ROW = {"id": "1", "title": "Medical Coder", "text": "Requirements\n- CPC required", "employer": "Acme Clinic"}


def commands(page: Path) -> Iterator[str]:
    """Yield the commands of a page, those in the middle of a sentence too."""
    text = page.read_text(encoding="utf-8")
    lines = [line.strip() for block in FENCED.findall(text) for line in block.splitlines()]
    for said in lines + re.findall(r"`([^`\n]+)`", FENCED.sub("", text)):
        if STARTS.match(said + " ") and not re.search(r"  the face|, asked", said):
            yield said


SAID = [(page.name, said) for page in PAGES for said in dict.fromkeys(commands(page))]


def words_of(said: str) -> list[str]:
    """The words of a command as they would be typed, without settings before it."""
    words = [STAND_INS.get(word, word) for word in shlex.split(said, comments=True)]
    return words[next(at for at, word in enumerate(words) if "=" not in word) :]


def asked(words: list[str]) -> click.Command:
    """The command of ours that words call."""
    command: click.Command = credtrack
    for word in words:
        found = (
            command.get_command(click.Context(command), word) if isinstance(command, click.Group) else None
        )
        if not found:
            break
        command = found
    return command


@pytest.fixture
def folder(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the docs' commands read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CREDTRACK_DATABASE", "credtrack.db")
    (tmp_path / "postings.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    (tmp_path / "joins.csv").write_text("posting,other,decision\na:b:1,a:b:2,apart\n", encoding="utf-8")
    (tmp_path / "postings.csv").write_text("id,Job Title,text\n1,Coder,CPC required\n", encoding="utf-8")
    profile = "credtrack/sample/coder.toml"
    (tmp_path / profile).parent.mkdir(parents=True)
    for name in (profile, "coder.toml"):
        shutil.copyfile(ROOT / profile, tmp_path / name)
    for name in ("sample.db", "credtrack.db"):
        shutil.copyfile(sample, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(("page", "said"), [pair for pair in SAID if "credtrack " in pair[1]])
def test_a_command_of_ours_does_what_is_said(
    page: str,
    said: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = words_of(said)
    rest = words[words.index(next(word for word in words if word.endswith("credtrack"))) + 1 :]
    if "--out" in rest:
        (folder / "joins.csv").unlink()
    if rest[0] in ("import", "doctor"):
        (folder / "credtrack.db").unlink()  # the sample's; real postings come into a database of their own
    if NOT_RUN.match(" ".join(rest)):
        if len(rest) == 1:  # called by its name, without what it needs
            rest = [*rest, "--help"]
        monkeypatch.setattr(asked(rest), "callback", lambda **_: 0)
    code = told(lambda: credtrack.main(rest, standalone_mode=False))
    assert code in ((0, 1) if rest[0] in ("doctor", "status") else (0,)), capsys.readouterr().err


@pytest.mark.parametrize(("page", "said"), [pair for pair in SAID if "make " in pair[1]])
def test_a_target_of_make_is_there(page: str, said: str) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert words_of(said)[1] in targets
    areas = re.findall(r"\bAREA=(\w+)", said)
    assert all(area in (ROOT / "Makefile").read_text(encoding="utf-8") for area in areas)


@pytest.mark.parametrize(("page", "said"), [pair for pair in SAID if re.search("pytest|python ", pair[1])])
def test_a_file_to_run_is_there(page: str, said: str) -> None:
    named = [word for word in words_of(said) if re.match(r"(?:tests|scripts)/", word)]
    assert named
    assert all((ROOT / name).exists() for name in named)


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert link.startswith("http") or (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 200
