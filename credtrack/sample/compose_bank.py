"""Which wordings are there for each thing that a sample posting may say?"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeAlias

FOLDER = Path(__file__).parent / "phrases"
SENTENCE_FILES = ("about", "asking", "closing", "credentials", "dry", "duties", "money", "place", "summary")
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
NEEDS_PLACE = re.compile(r"\{(?:city|place)\}")
VERB = re.compile(r"^(\w+)|\^(\w+)")

Tree: TypeAlias = "Mapping[str, Tree] | list[str] | str"
Line = tuple[str, ...]
"""One sentence pattern: the ways in which its choices can be filled."""


class PhraseError(ValueError):
    """A file of phrases is broken; the text says which file, which key, and what was expected."""


@dataclass(frozen=True, slots=True)
class Bank:
    """Patterns by what they say; `placeless` holds those that name no place, for postings that state none."""

    lines: Mapping[str, tuple[Line, ...]]
    placeless: Mapping[str, tuple[Line, ...]]


@cache
def bank() -> Bank:
    """All patterns of the files of phrases; duties also as "duties.x:third", in the third person.

    Raises PhraseError naming the file and key that is no list of sentences.
    """
    lines: dict[str, tuple[Line, ...]] = {}
    for name in SENTENCE_FILES:
        for key, patterns in leaves(name):
            for form, found in _forms(key, patterns):
                lines[form] = lines.get(form, ()) + found
    placeless = {
        key: tuple(line for line in found if not NEEDS_PLACE.search(line[0])) for key, found in lines.items()
    }
    return Bank(lines, placeless)


def leaves(name: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of strings in one file of phrases, with its dotted key."""
    yield from _walk(name, "", load(name))


@cache
def load(name: str) -> Mapping[str, Tree]:
    """One file of phrases as it stands. Raises PhraseError where it is no TOML."""
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PhraseError(f"{path.name}: expected TOML ({error})") from error


@cache
def words(name: str, key: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lists under one dotted table of a file, choices not spread. Raises PhraseError where it has none."""
    prefix = f"{key}."
    found = {k.removeprefix(prefix): tuple(v) for k, v in leaves(name) if k.startswith(prefix)}
    if not found:
        raise PhraseError(f"{name}.toml: expected a table [{key}] with lists of words")
    return found


@cache
def texts(name: str, key: str) -> Mapping[str, str]:
    """One table of plain strings of a file. Raises PhraseError where it is anything else."""
    table: Tree = load(name)
    for part in key.split("."):
        table = table[part] if isinstance(table, Mapping) and part in table else ""
    if not isinstance(table, Mapping):
        raise PhraseError(f"{name}.toml: expected a table [{key}] of words")
    return {k: v for k, v in table.items() if isinstance(v, str)}


def spread(pattern: str) -> Line:
    """Every way to fill the pattern's choices: "[a|b] c" gives "a c" and "b c"."""
    parts = CHOICE.split(pattern)
    options = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    return tuple("".join(chosen) for chosen in product(*options))


def third_person(text: str) -> str:
    """Return the sentence with its first verb, and those marked with ^, in the third person singular."""
    return VERB.sub(lambda found: _inflect(found.group(1) or found.group(2)), text)


def _walk(name: str, prefix: str, tree: Tree) -> Iterator[tuple[str, list[str]]]:
    if isinstance(tree, Mapping):
        for key, below in tree.items():
            yield from _walk(name, f"{prefix}.{key}" if prefix else key, below)
    elif isinstance(tree, list):
        if not tree or not all(isinstance(text, str) for text in tree):
            raise PhraseError(f"{name}.toml: {prefix}: expected a list of sentences")
        yield prefix, tree


def _forms(key: str, patterns: list[str]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    filled = [spread(pattern) for pattern in patterns]
    if not key.startswith(("duties.", "mention.")):
        yield key, tuple(filled)
        return
    yield key, tuple(tuple(text.replace("^", "") for text in line) for line in filled)
    impersonal = [line for line in filled if not re.search(r"\byours?\b|\byou\b", line[0])] or filled
    yield f"{key}:third", tuple(tuple(map(third_person, line)) for line in impersonal)


def _inflect(verb: str) -> str:
    if verb.endswith(("s", "x", "ch", "sh", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"
