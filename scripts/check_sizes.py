"""Is every function and file of a size that a reader can hold in mind?"""

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("crawler", "nlp", "db", "claims", "matcher", "credtrack", "scripts", "tests")
LONGEST_FUNCTION = 40
LONGEST_FILE = 300
MEDIAN_FUNCTION = 12
REASON = "# Longer than"


def functions(tree: ast.AST) -> Iterator[tuple[str, int, int]]:
    """Yield name, first line and length in lines of every function below `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def complaints(path: Path, lengths: list[int]) -> Iterator[str]:
    """Yield what is too long in one file, and add its functions' lengths to `lengths`."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    excused = bool(lines) and lines[0].startswith(REASON)
    if len(lines) > LONGEST_FILE and not excused:
        yield f"{path}: {len(lines)} lines, at most {LONGEST_FILE} without a reason on the first"
    for name, line, length in functions(ast.parse(source)):
        lengths.append(length)
        if length > LONGEST_FUNCTION and not excused:
            yield f"{path}:{line}: {name} has {length} lines, at most {LONGEST_FUNCTION}"


def main() -> int:
    """Print what is too long and return 1, or 0 where nothing is."""
    root = Path(__file__).parent.parent
    lengths: list[int] = []
    found = [
        line
        for room in ROOMS
        for path in sorted((root / room).rglob("*.py"))
        for line in complaints(path, lengths)
    ]
    median = statistics.median(lengths) if lengths else 0
    if median > MEDIAN_FUNCTION:
        found.append(f"the median function has {median} lines, at most {MEDIAN_FUNCTION}")
    sys.stdout.write("\n".join([*found, f"{len(lengths)} functions, median {median:g} lines"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
