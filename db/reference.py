"""What does the database know of the country before the first posting: states, metros, counties, wages?"""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils.db import Database

from db.batches import ensure_credentials

DATA = Path(__file__).parent / "data"
OEWS_YEAR = 2025
OEWS_SOURCE = "BLS OEWS, May 2025, 29-2072 Medical Records Specialists"

Row = tuple[str | int | float | None, ...]


def load_reference(db: Database) -> None:
    """Store the shipped facts anew; inside the caller's transaction."""
    states = list(read("states.csv"))
    codes = {row["name"]: row["code"] for row in states}
    _replace(db, "states", (tuple(value or None for value in row.values()) for row in states))
    areas = list(read("cbsa_counties_2023.csv"))
    metros = {row["cbsa_code"]: (row["cbsa_code"], row["cbsa_title"], row["cbsa_kind"]) for row in areas}
    _replace(db, "metros", metros.values())
    rows = {
        r["county_fips"]: (r["county_fips"], r["county"], codes[r["state"]], r["cbsa_code"]) for r in areas
    }
    _replace(db, "counties", rows.values())
    _replace(db, "wages", _wages())
    _load_implied(db)


def _load_implied(db: Database) -> None:
    """Store what a holder satisfies besides; on these rows the judgement of openings rests, catalogue or none."""
    pairs = [tuple(row.values()) for row in read("credential_implies.csv")]
    ensure_credentials(db, {code for *both, _ in pairs for code in both})
    db.conn.executemany("insert or replace into credential_implies values (?, ?, ?)", pairs)


def read(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of db/data/<name>."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_rows(name: str) -> Iterator[list[str]]:
    """Give the rows of db/data/<name> without its head, for the large files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


@cache
def words() -> dict[str, Any]:
    """Give the words of location fields, as db/places.toml lists them."""
    return tomllib.loads((DATA.parent / "places.toml").read_text(encoding="utf-8"))


def wage_areas() -> Iterator[tuple[dict[str, str], str | None]]:
    """Give the areas of the wage survey, each with its CBSA number where it is a metro."""
    crosswalk = {row["oews_area"]: row["cbsa"] for row in read("oews_cbsa.csv")}
    for row in read("oews_2025_29-2072_areas.csv"):
        code = row["area_code"][2:]
        yield row, crosswalk.get(code, code) if row["area_type"] == "metro" else None


def published(figure: str) -> float | None:
    """Give a figure of the survey; None where it is a blank or a mark: not published."""
    return float(figure) if figure.replace(".", "", 1).isdigit() else None


def _wages() -> Iterator[Row]:
    for row, cbsa in wage_areas():
        head = (row["area_type"], row["area_code"], row["state_fips"] or None, row["area_name"])
        yield (*head, *_figures(row, 4), cbsa, OEWS_YEAR, OEWS_SOURCE)
    for row in read("oews_2025_29-2072_industries.csv"):
        head = ("industry", f"{row['industry_code']}/{row['industry_level']}", None, row["industry_name"])
        yield (*head, *_figures(row, 3), None, OEWS_YEAR, OEWS_SOURCE)


def _figures(row: dict[str, str], first: int) -> Iterator[float | int | None]:
    for column, written in list(row.items())[first:]:
        value = published(written)
        yield int(value) if value is not None and column == "employment" else value


def _replace(db: Database, table: str, rows: Iterable[Row]) -> None:
    kept = list(rows)
    marks = ", ".join("?" * len(kept[0]))
    db.conn.executemany(f"insert or replace into {table} values ({marks})", kept)  # noqa: S608  (our own tables)
