"""Which claims are weighed, and by which rule? Read and checked from the folder ledger."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Sense = Literal["above", "at least", "below", "at most"]
Headline = Literal["left out", "not met"]
Verdict = Literal["supported", "contradicted", "undecided", "too little evidence", "not testable here"]

LEDGER = Path(__file__).parent / "ledger"
SENSES = ("above", "at least", "below", "at most")
EVIDENCE = ("postings", "oews", "none")
CLAIM_KEYS = ("section", "statement", "evidence", "kind", "rule")
READINGS = ("supported", "contradicted")
MORE_CLAIM_KEYS = {"population", "frame", "twice", "never", "parts", "who", "unsettled", *READINGS}
MORE_PART_KEYS = {"label", "headline", "optional", "contradicted_below"}


class LedgerError(ValueError):
    """The ledger can't be read; the text names the claim, the key and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One figure that a claim rests on; the SQL of its fields reads the facts, as ledger/defaults.toml says."""

    measure: str
    sense: Sense
    threshold: float
    where: str = "1"
    against: str = ""
    met: str = ""
    less: str = ""
    by: str = ""
    value: str = ""
    claimed: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    band: tuple[float, ...] = ()
    label: str = ""
    headline: Headline = "left out"
    optional: bool = False
    contradicted_below: float | None = None

    @property
    def is_high(self) -> bool:
        """Whether the figure must lie above its threshold."""
        return self.sense in ("above", "at least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of the article in our own words, what decides it, and how each verdict reads."""

    id: str
    section: str
    statement: str
    evidence: Literal["postings", "oews", "none"]
    kind: str
    rule: str
    population: str = ""
    frame: str = ""
    twice: bool = False
    never: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    supported: str = ""
    contradicted: str = ""
    unsettled: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimums:
    """Under these there is too little evidence; effective employers are (sum of n)^2 / sum of n^2."""

    min_openings: int
    min_employers: int
    min_effective_employers: float
    level: float

    def reached_by(self, found: Any) -> Any:
        """Whether `n`, `employers` and `effective_employers` of a figure are enough, or of each of many."""
        return (
            (found.n >= self.min_openings)
            & (found.employers >= self.min_employers)
            & (found.effective_employers >= self.min_effective_employers)
        )


@dataclass(frozen=True, slots=True)
class ErrorSource:
    """Which counts tell how often a column of the facts is wrong: fields of tagger_accuracy, and what its values stand for."""

    column: str
    fields: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    is_free: bool
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims, in the order of the document, the minimums that hold for each, and how open verdicts read.

    `tags` has for each tag the pattern of the facts' columns that rest on it.
    """

    claims: tuple[Claim, ...]
    minimums: Minimums
    readings: Mapping[str, str]
    tags: Mapping[str, str]
    errors: tuple[ErrorSource, ...] = ()

    def find(self, name: str) -> Claim:
        """Return the claim of that id; raises LedgerError where there is none."""
        for claim in self.claims:
            if claim.id == name:
                return claim
        raise LedgerError(f"{name}: no such claim; `credtrack claims` lists them")


def load(folder: Path = LEDGER) -> Ledger:
    """Read the ledger; raises LedgerError for a key that is missing, unknown or of a wrong kind."""
    head = _read(folder / "defaults.toml")
    claims = [
        _claim(f"{name}.toml: {key}", key, table, head["measures"])
        for name in head["files"]
        for key, table in _read(folder / f"{name}.toml").items()
    ]
    return Ledger(
        tuple(claims), Minimums(**head["minimums"]), head["readings"], head.get("tags", {}), _errors(head)
    )


@cache
def shipped() -> Ledger:
    """Return the ledger that ships with the project."""
    return load()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LedgerError(f"{path.name}: expected this file in the ledger, found none") from error
    except tomllib.TOMLDecodeError as error:
        raise LedgerError(f"{path.name}: expected TOML ({error})") from error


def _errors(head: Mapping[str, Any]) -> tuple[ErrorSource, ...]:
    return tuple(
        ErrorSource(
            column,
            tuple(row["fields"]),
            {value: tuple(names) for value, names in row.get("values", {}).items()},
            row.get("free", False),
            tuple(head["errors_behind"].get(column, ())),
        )
        for column, row in head.get("errors", {}).items()
    )


def _claim(where: str, key: str, table: dict[str, Any], measures: Mapping[str, list[str]]) -> Claim:
    _check(where, table, {*CLAIM_KEYS}, MORE_CLAIM_KEYS)
    _one_of(where, "evidence", table["evidence"], EVIDENCE)
    needed = {"who"} if table["evidence"] == "none" else {"parts", "population", *READINGS}
    _check(where, table, needed, {*CLAIM_KEYS} | MORE_CLAIM_KEYS)
    parts = [_part(f"{where}, part {n}", part, measures) for n, part in enumerate(table.pop("parts", []), 1)]
    return Claim(id=key, parts=tuple(parts), never=tuple(table.pop("never", ())), **table)


def _part(where: str, table: dict[str, Any], measures: Mapping[str, list[str]]) -> Part:
    _one_of(where, "measure", table.get("measure"), tuple(measures))
    _check(where, table, {"measure", "sense", "threshold", *measures[table["measure"]]}, MORE_PART_KEYS)
    _one_of(where, "sense", table["sense"], SENSES)
    if table["measure"] == "share" and not 0 < table["threshold"] < 1:
        raise LedgerError(f"{where}: threshold: expected a share between 0 and 1")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return Part(**values)


def _one_of(where: str, key: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise LedgerError(f"{where}: {key}: expected one of {', '.join(allowed)}")


def _check(where: str, table: dict[str, Any], needed: set[str], more: set[str]) -> None:
    for name in sorted(needed - set(table)):
        raise LedgerError(f"{where}: the key {name} is missing")
    for name in sorted(set(table) - needed - more):
        raise LedgerError(f"{where}: unknown key {name}")
