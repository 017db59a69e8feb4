"""Does data flow one way, and is every name ours where it should be?"""

import ast
import importlib
import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = ("crawler", "nlp", "db", "claims", "matcher", "credtrack")
MAY_IMPORT = {
    "crawler": {"crawler"},
    "nlp": {"nlp"},
    "db": {"db", "crawler.posting", "nlp.shapes"},
    "claims": {"claims", "db"},
    "matcher": {"matcher", "db"},
    "credtrack": set(ROOMS),
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def allowed(module: str, room: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in MAY_IMPORT[room])


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_one_way(root: Path, room: str) -> None:
    ours = [
        (path.name, module)
        for path in (root / room).rglob("*.py")
        for module in imported(path)
        if module.split(".")[0] in ROOMS
    ]
    assert [(name, module) for name, module in ours if not allowed(module, room)] == []


def test_the_drawing_shows_the_imports(root: Path) -> None:
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    (drawn,) = re.findall(r"```mermaid\n(.*?)```", page, re.DOTALL)
    arrows = re.findall(r"^  (\w+)(?:\[.*?\])? -.*?-> (\w+)", drawn, re.MULTILINE)
    assert sorted(arrows) == sorted(
        {
            (module.split(".")[0], room)
            for room in ROOMS
            for path in (root / room).rglob("*.py")
            for module in imported(path)
            if module.split(".")[0] in {*ROOMS} - {room}
        }
    )


def test_a_forbidden_import_would_be_seen() -> None:
    assert not allowed("db.connect", "crawler")
    assert not allowed("crawler.registry", "db")
    assert allowed("crawler.posting", "db")


@pytest.mark.parametrize("room", ROOMS)
def test_our_packages_resolve_to_this_checkout(root: Path, room: str) -> None:
    assert Path(str(importlib.import_module(room).__file__)).is_relative_to(root)


def test_no_other_distribution_provides_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {room: set(owners.get(room, ["credtrack"])) for room in ROOMS} == {
        room: {"credtrack"} for room in ROOMS
    }


def test_datasette_is_the_library() -> None:
    assert importlib.import_module("datasette").__version__


def test_no_code_lies_in_the_datasette_folder(root: Path) -> None:
    assert list((root / "datasette").rglob("*.py")) == []


def test_test_folders_are_no_packages(root: Path) -> None:
    assert list((root / "tests").rglob("__init__.py")) == []
