"""Which region does a person mean by a name?"""

from dataclasses import dataclass
from typing import Literal

from sqlite_utils.db import Database

from db.errors import RegionError
from db.gazetteer import metros, zip_counties
from db.statements import statement

RegionKind = Literal["nation", "region", "division", "state", "metro", "county"]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the country: `code` is a postal code, a CBSA or FIPS number, or a Census name."""

    kind: RegionKind
    code: str
    name: str


NATION = Region("nation", "US", "United States")

MOST_KNOWN = 10_000
# Names that were understood; the regions are shipped, and alike in every database.
_known: dict[str, Region] = {}


def region(db: Database, name: str | None) -> Region:
    """Give the region that a code, name or part of a metro's title means; the whole country for None.

    Five digits are a ZIP code and mean its metro, or its county where that lies in none; "cbsa:19100" and
    "fips:48113" are a metro and a county by number.
    Raises RegionError with the choices where several fit equally well, and where none does.
    """
    name = (name or "").strip()
    if name.casefold() in {"", "us", "usa", "united states"}:
        return NATION
    if name not in _known:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[name] = _named(db, name)
    return _known[name]


def _named(db: Database, name: str) -> Region:
    kind, code = _coded(name)
    for of_kind, number in (("state", name.upper()), (kind, code)):
        found = db.execute(statement("region_by_code"), [of_kind, number]).fetchone()
        if found:
            return Region(*found)
    rows = db.execute(statement("regions_named"), {"name": name}).fetchall()
    if not rows:
        raise RegionError(
            f"region {name!r}: expected a state, metro, county, Census region or division, or ZIP"
        )
    best = min(rank for rank, *_ in rows)
    fitting = [Region(kind, code, full) for rank, kind, code, full in rows if rank == best]
    if len(fitting) > 1:
        choices = "; ".join(f"{r.name} ({r.kind} {r.code})" for r in fitting[:12])
        raise RegionError(f"region {name!r} may mean: {choices}")
    return fitting[0]


def _coded(name: str) -> tuple[str | None, str | None]:
    """Give kind and number of what is written as a number, if it is."""
    prefix, _, code = name.casefold().partition(":")
    if code and prefix in {"cbsa", "fips"}:
        return ("metro" if prefix == "cbsa" else "county"), code
    county = zip_counties().get(name, ("", "", None))[2]
    metro = metros().get(county or "")
    return ("metro", metro) if metro else ("county", county)
