"""Which claims are weighed, and by which rule? Read and checked from ledger.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Sense = Literal["above", "at least", "at most"]
Headline = Literal["left out", "not met"]

LEDGER = Path(__file__).parent / "ledger.toml"
KEYS = {"section", "statement", "population", "rule", "parts", "supported", "contradicted"}
PART_KEYS = {"where", "met", "sense", "threshold"}
SENSES = ("above", "at least", "at most")


class LedgerError(ValueError):
    """The ledger can't be read; the text names the claim, the key and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One share that a claim rests on; `where` and `met` are SQL over the facts, a null `met` is unknown."""

    where: str
    met: str
    sense: Sense
    threshold: float
    label: str = ""
    headline: Headline = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of the article in our own words, what decides it, and how each verdict reads."""

    id: str
    section: str
    statement: str
    population: str
    rule: str
    parts: tuple[Part, ...]
    supported: str
    contradicted: str
    twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimums:
    """Under these there is too little evidence; effective employers are (sum of n)^2 / sum of n^2."""

    min_openings: int
    min_employers: int
    min_effective_employers: float
    level: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims, in the order of the document, and the minimums that hold for each."""

    claims: tuple[Claim, ...]
    minimums: Minimums


def load(path: Path = LEDGER) -> Ledger:
    """Read the ledger; raises LedgerError for a key that is missing, unknown or of a wrong kind."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    minimums = Minimums(**tables.pop("defaults"))
    return Ledger(tuple(_claim(key, table) for key, table in tables.items()), minimums)


def _claim(key: str, table: dict[str, Any]) -> Claim:
    _check(key, table, KEYS, {"twice"})
    parts = tuple(_part(f"{key}, part {n}", part) for n, part in enumerate(table.pop("parts"), 1))
    return Claim(id=key, parts=parts, **table)


def _part(where: str, table: dict[str, Any]) -> Part:
    _check(where, table, PART_KEYS, {"label", "headline"})
    if table["sense"] not in SENSES:
        raise LedgerError(f"ledger.toml: {where}: sense: expected one of {', '.join(SENSES)}")
    if not 0 < table["threshold"] < 1:
        raise LedgerError(f"ledger.toml: {where}: threshold: expected a share between 0 and 1")
    return Part(**table)


def _check(where: str, table: dict[str, Any], needed: set[str], more: set[str]) -> None:
    for name in sorted(needed - set(table)):
        raise LedgerError(f"ledger.toml: {where}: the key {name} is missing")
    for name in sorted(set(table) - needed - more):
        raise LedgerError(f"ledger.toml: {where}: unknown key {name}")
