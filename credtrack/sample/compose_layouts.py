"""How can a posting be set: in which order, under what headings and in what marks?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Literal, cast

from credtrack.sample.compose_bank import load

FILE = Path(__file__).parent / "layouts.toml"
ASKS = frozenset({"lines", "nested", "table", "prose"})
LENGTHS = frozenset({"short", "medium", "long"})


class LayoutError(ValueError):
    """layouts.toml is broken; the text says which layout, which key, and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way to set a posting; the words are explained at the head of layouts.toml."""

    name: str
    fits: frozenset[str]
    kind: Literal["html", "text"]
    order: tuple[str, ...]
    heading: str
    words: str
    list: str
    length: str
    wrap: str = ""
    asks: str = "lines"
    duties: str = "list"


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout of layouts.toml. Raises LayoutError naming the layout and the key that is wrong."""
    table = cast("Mapping[str, Mapping[str, str]]", tomllib.loads(FILE.read_text(encoding="utf-8")))
    return tuple(_layout(name, row) for name, row in table.items())


@cache
def layouts_for(group: str, platform: str) -> tuple[Layout, ...]:
    """Return the layouts that fit a kind of board owner; Workday and Greenhouse serve HTML alone."""
    fitting = tuple(one for one in layouts() if group in one.fits or "any" in one.fits)
    return tuple(one for one in fitting if platform == "jsonld" or one.kind == "html")


def _layout(name: str, row: Mapping[str, str]) -> Layout:
    known = {field.name for field in fields(Layout)}
    for key in row:
        if key not in known:
            raise LayoutError(f"layouts.toml: [{name}] {key}: expected one of {', '.join(sorted(known))}")
    _check(name, row, "asks", ASKS)
    _check(name, row, "length", LENGTHS)
    _check(name, row, "words", frozenset(load("headings")))
    plain = {key: text for key, text in row.items() if key not in ("fits", "order")}
    made = {**plain, "fits": frozenset(row["fits"].split()), "order": tuple(row["order"].split())}
    return Layout(name=name, **made)  # type: ignore[arg-type]  # checked above, and by a test for each layout


def _check(name: str, row: Mapping[str, str], key: str, allowed: frozenset[str]) -> None:
    if key in row and row[key] not in allowed:
        raise LayoutError(f"layouts.toml: [{name}] {key}: expected one of {', '.join(sorted(allowed))}")
