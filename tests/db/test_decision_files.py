"""Is a file of decisions read as it is meant, and refused in one line where it can't be?"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from db.decisions import read_decisions
from db.errors import DecisionError

HEADING = "posting,other,decision\n"


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "joins.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_spreadsheets_file_is_read(file: Callable[[str], Path]) -> None:
    path = file(
        "\ufeffPosting,Other,Decision,title,\r\n b:e:2,b:e:1 , Apart,A,\r\n'=b:e:1,b:e:3,,,\r\n,,,,\r\n"
    )
    assert read_decisions(path) == {("b:e:1", "b:e:2"): "apart"}


def test_a_key_that_looks_like_a_formula_comes_back_as_it_was(file: Callable[[str], Path]) -> None:
    assert read_decisions(file(f"{HEADING}'=b:e:1,'b:e:3,apart\n")) == {("'b:e:3", "=b:e:1"): "apart"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: the file is empty; expected posting, other, decision"),
        ("posting;other;decision\n", "line 1: no column posting; expected"),
        ("posting,other\n", "line 1: no column decision; expected"),
        ("posting,other,decision,verdict\n", "line 1: column verdict is not known; expected"),
        ("posting,other,decision,other\n", "line 1: column other occurs twice; expected"),
        (f"{HEADING}a,b,perhaps\n", "line 2: expected posting, other, and apart or together"),
        (f"{HEADING}a,,apart\n", "line 2: expected posting, other, and apart or together"),
        (f"{HEADING}a,b,apart\nc,c,apart\n", "line 3: c is paired with itself; expected two postings"),
        (f"{HEADING}a,b,apart\n\nb,a,together\n", "line 4: b and a are together here and apart on line 2"),
        (f"{HEADING}a,b,together\na,c,apart\nc,b,together\n", "line 3: a and c are apart here, and other"),
        (f'{HEADING}a,b,apart\n"a,c,apart\n', "line 3: expected cells parted by commas"),
    ],
)
def test_a_file_that_is_not_understood_names_its_line(
    file: Callable[[str], Path], text: str, said: str
) -> None:
    with pytest.raises(DecisionError, match=re.escape(said)):
        read_decisions(file(text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match=r"joins\.csv: cannot be read"):
        read_decisions(tmp_path / "joins.csv")
