"""Is every message that a user can see one line that names what it is about, and says what was expected or what to do?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("crawler", "nlp", "db", "claims", "matcher", "credtrack")
# What raises a line that the face prints, and what prints one itself.
PRINTED = {"ValueError", "ClickException", "UsageError", "BadParameter"}
PRINTS = {"fail", "echo"}
BLAMES = re.compile(
    r"\b(?:invalid|illegal|incorrect|wrongly|bad|you (?:must|should|forgot|failed)|your (?:fault|mistake)|oops|sorry|please"
    r"|traceback|exception|errno|unexpected|fatal|abort\w*|crash\w*)\b",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"expected|; |--[a-z]|`credtrack |such as|for example|is missing|unknown key|occurs twice|already|is empty|needs|more lines"
    r"|\{error|next_step|hint|near\(|choices"  # what is put in there says it
)


class Message(NamedTuple):
    """What is said, with what is put in shown in braces, and where; `reported` ones stand in a board's report only."""

    where: str
    text: str
    reported: bool


def bases(trees: dict[Path, ast.Module]) -> dict[str, list[str]]:
    """The classes that each of our classes is made from, by their last names."""
    found = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return {node.name: [ast.unparse(base).rpartition(".")[2] for base in node.bases] for node in found}


def is_a(name: str, wanted: set[str], above: dict[str, list[str]]) -> bool:
    return name in wanted or any(is_a(base, wanted, above) for base in above.get(name, ()))


def said(node: ast.expr) -> str:
    """The text of an argument; empty where it is made elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(said(one) or f"{{{ast.unparse(one).strip('{}')}}}" for one in values)
        case ast.BinOp(left=left, right=right):
            return said(left) + (said(right) or "{}")
        case ast.List(elts=[one]):
            return "{where}" + said(one)
    return ""


def collected() -> Iterator[Message]:
    """Yield every message that the rooms hold, those of the invented boards and of the measuring left out."""
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if not {"bench", "sample"} & set(path.parts)
    }
    above = bases(trees)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args and (text := said(node.args[0]))):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            to_face = is_a(name, PRINTED, above) and name != "ValueError"
            reported = is_a(name, {"ReadingError"}, above) or name == "ValueError"
            to_error = name == "fail" or (name == "echo" and any(one.arg == "err" for one in node.keywords))
            passed_on = (
                not re.search(r"[a-z]{3}", re.sub(r"\{[^}]*\}|credtrack", "", text))
                and "next_step" not in text
            )
            if (to_face or reported or to_error) and not passed_on:
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield Message(where, text, reported and path.parts[-2] != "matcher")


MESSAGES = list(collected())


def test_they_are_all_found() -> None:
    assert len(MESSAGES) > 200
    assert {where.split("/")[0] for where, _, _ in MESSAGES} == set(ROOMS)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda one: one.where)
def test_a_message_is_one_line_without_blame(message: Message) -> None:
    assert "\n" not in message.text
    assert not BLAMES.search(re.sub(r"\{[^}]*\}", "", message.text)), message.text
    assert not message.text.endswith((".", "!"))


@pytest.mark.parametrize("message", [one for one in MESSAGES if not one.reported], ids=lambda one: one.where)
def test_a_message_names_what_it_is_about_and_what_to_do(message: Message) -> None:
    assert re.search(r"\{|--[a-z]|`credtrack |credtrack: |text or html", message.text), message.text
    assert NEXT.search(message.text), message.text
