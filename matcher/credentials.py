"""Which credentials are there, and what does a holder of each satisfy?"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

_FILE = Path(__file__).with_name("credentials.toml")
GENERAL = ("ANY", "AAPC", "AHIMA")
"""Codes that name no credential but a choice of them; nobody holds one."""
NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Known:
    """What satisfies what: by credential the codes that its holder satisfies, itself included."""

    satisfied: dict[str, frozenset[str]]
    now: dict[str, str]
    apprentice: dict[str, str]
    licenses: frozenset[str]


@cache
def known() -> Known:
    """Give what matcher/credentials.toml says."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    apprentice: dict[str, str] = table["apprentice"]["of"]
    satisfied = {
        code: frozenset({code, *issuer["satisfies"], *([apprentice[code]] if code in apprentice else [])})
        for issuer in table["issuer"]
        for code in issuer["codes"]
    }
    licenses = frozenset(table["license"]["codes"])
    satisfied |= {code: frozenset({code}) for code in licenses}
    return Known(satisfied, table["former"]["now"], apprentice, licenses)


def present(code: str) -> str:
    """Give a code under its present name: a CPC-H is a COC."""
    return known().now.get(code, code)


def code_of(written: str) -> str | None:
    """Give the credential or license that a person wrote, under its present name; None where there is none."""
    code = present(written.strip().upper())
    return code if code in known().satisfied else None


def near(written: str) -> list[str]:
    """Give up to three codes that a mistyped one may mean."""
    wanted = written.strip().upper()
    bare = {code.replace("-", ""): code for code in known().satisfied}
    alike = bare.get(wanted.replace("-", "").replace(" ", ""))
    if alike:
        return [alike]
    found = process.extract(
        wanted, sorted(known().satisfied), scorer=OSA.normalized_similarity, limit=3, score_cutoff=NEAR
    )
    return [code for code, *_ in found]


def coding() -> list[str]:
    """Give every credential that a coder can add, in the order of the file; licenses are none."""
    return [code for code in known().satisfied if code not in known().licenses]


def as_apprentice(codes: Iterable[str]) -> tuple[str, ...]:
    """Give the codes with each that has an apprentice form as that form."""
    return tuple(known().apprentice.get(code, code) for code in codes)
