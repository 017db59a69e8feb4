"""Would the tests notice a broken rule? Breaks one at a time in a copy of the tree, and prints those that no test missed."""

import argparse
import ast
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SECONDS = 120
FLIPPED = {one: other for pair in ROOMS.pop("flipped") for one, other in (pair, pair[::-1])}
SWAPPED = {one: other for pair in ROOMS.pop("swapped") for one, other in (pair, pair[::-1])}
SQL, LEFT = ROOMS.pop("sql"), ROOMS.pop("left")
SQL_WORD = re.compile(
    "|".join(rf"(?<![<>\w]){re.escape(word)}(?![>\w])" for word in sorted(SQL, key=len, reverse=True))
)
EXAMPLE = re.compile("(?:yes|no) = ")
QUOTED = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'),?"""
TOML_ITEM = re.compile(rf"(?<=[\[,]) *{QUOTED}|^ +{QUOTED}|^ *\|[^\n]+", re.MULTILINE)
TOML_RULE = re.compile(r"^\[+[^\n]+\]+\n(?:[^\[\n][^\n]*\n|\n)*", re.MULTILINE)


class Mutant(NamedTuple):
    """One file with one place broken."""

    path: str
    line: int
    what: str
    text: str


def edits(node: ast.AST) -> Iterator[tuple[str, object]]:
    """Yield the ways to break a node: an attribute, and what to put there."""
    match node:
        case ast.Compare(ops=[one]):
            yield "ops", [getattr(ast, FLIPPED[type(one).__name__])()]
        case ast.BoolOp(op=op, values=values):
            yield "op", getattr(ast, FLIPPED[type(op).__name__])()
            yield from (("values", values[:at] + values[at + 1 :]) for at in range(len(values)))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "operand", ast.UnaryOp(ast.Not(), operand)
        case ast.If() | ast.IfExp():
            yield from (("test", ast.Constant(truth)) for truth in (True, False))
        case ast.comprehension(ifs=ifs) if ifs:
            yield "ifs", ifs[1:]
        case ast.Constant(value=bool(value)):
            yield "value", not value
        case ast.Constant(value=int(value)) | ast.Constant(value=float(value)):
            yield "value", value + 1
        case ast.Constant(value=str(value)) if value in SWAPPED:
            yield "value", SWAPPED[value]


def behaving(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that do something: no annotations, no decorators."""
    yield node
    for name, below in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list") or (
            name == "slice" and "Literal" in ast.dump(node)
        ):
            continue
        for child in below if isinstance(below, list) else [below]:
            if isinstance(child, ast.AST):
                yield from behaving(child)


def python_mutants(path: str, text: str) -> Iterator[Mutant]:
    """Yield a module with one node broken, for each node and way."""
    tree = ast.parse(text)
    for node in list(behaving(tree)):
        for name, value in edits(node):
            before, kept = ast.unparse(node), getattr(node, name)
            setattr(node, name, value)
            what = f"{before}  ->  {ast.unparse(node)}".replace("\n", " ")[:300]
            yield Mutant(path, getattr(node, "lineno", 0), what, ast.unparse(tree))
            setattr(node, name, kept)


def text_mutants(path: str, text: str, pattern: re.Pattern[str], new: dict[str, str]) -> Iterator[Mutant]:
    """Yield a text with one match replaced, or left out."""
    for match in pattern.finditer(text):
        if EXAMPLE.match(text, text.rfind("\n", 0, match.start()) + 1):
            continue  # a sentence that a rule must match is a test
        other = new.get(match[0], "")
        what = f"{match[0].strip()[:200]}  ->  {other}".replace("\n", " ")
        broken = text[: match.start()] + other + text[match.end() :]
        yield Mutant(path, text.count("\n", 0, match.start()) + 1, what, broken)


def mutants(path: str) -> Iterator[Mutant]:
    """Yield all that can be broken in a file and still be read."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".py"):
        yield from python_mutants(path, text)
    elif path.endswith(".sql"):
        yield from text_mutants(path, text, SQL_WORD, SQL)
    else:
        for pattern in (TOML_ITEM, TOML_RULE):
            yield from (one for one in text_mutants(path, text, pattern, {}) if is_toml(one.text))


def is_toml(text: str) -> bool:
    """Say whether a text can be read at all."""
    try:
        return bool(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return False


def passes(tests: list[str]) -> bool:
    """Run tests in a process of their own; those that are not done in time have noticed."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os._exit(int(pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", *tests])))
    return os.waitpid(child, 0)[1] == 0


def survivors(room: str, each: int, seed: int) -> Iterator[Mutant]:
    """Yield the mutants of a room that its tests pass with; the working directory is the copy."""
    tests = ROOMS[room]["tests"]
    if not passes(tests):
        sys.exit(f"mutate: the tests of {room} fail without a mutant: mend them first")
    found = [one for path in ROOMS[room]["files"] for one in mutants(path)]
    for mutant in random.Random(seed).sample(found, min(each, len(found))):
        target = Path(mutant.path)
        kept = target.read_text(encoding="utf-8")
        target.write_text(mutant.text, encoding="utf-8")
        if passes(tests):
            yield mutant
        target.write_text(kept, encoding="utf-8")


def copy_tree(folder: str) -> None:
    """Copy the project, and go there; what is imported from now on is the copy's."""
    shutil.copytree(ROOT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT))
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True  # two mutants of a second and a size would share one
    for library in ("scipy.stats", "scrapy", "spacy", "sqlite_utils"):
        import_module(library)


def main() -> int:
    """Break what is asked for and print the survivors and their number; 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), choices=list(ROOMS))
    parser.add_argument("--each", type=int, default=60, help="how many mutants of each room")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        copy_tree(folder)
        for room in asked.rooms:
            alive = 0
            for one in survivors(room, asked.each, asked.seed):
                alive += 1
                sys.stdout.write(f"{one.path}:{one.line}: {one.what}\n")
                sys.stdout.flush()
            sys.stdout.write(f"{room}: {alive} of at most {asked.each} mutants were not noticed\n")
            total += alive
        os.chdir(ROOT)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
