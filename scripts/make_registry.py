"""Which registry rows does a table of employers and their boards come to?

Usage: python scripts/make_registry.py EMPLOYERS.csv [FOLDER]

Reads a CSV with the columns name, kind, hq_state, platform, board_identifier, confidence and source, and
writes FOLDER/<platform>.toml (default crawler/employers), one table per board, sorted by slug. It was run
once; rows are since then written by hand or by `credtrack sources add`.
"""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

COLUMNS = ("name", "kind", "hq_state", "platform", "board_identifier", "confidence", "source")
DEFAULT_FOLDER = Path(__file__).parent.parent / "crawler" / "employers"
Row = dict[str, str]


def main(arguments: list[str]) -> int:
    """Write the registry files; the exit code is 2 where the table cannot be read."""
    if len(arguments) not in {1, 2}:
        sys.stderr.write("usage: make_registry.py EMPLOYERS.csv [FOLDER]\n")
        return 2
    folder = Path(arguments[1]) if len(arguments) == 2 else DEFAULT_FOLDER
    try:
        rows = read_rows(Path(arguments[0]))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for platform, text in registry_files(rows).items():
        (folder / f"{platform}.toml").write_text(text, encoding="utf-8")
    return 0


def read_rows(path: Path) -> list[Row]:
    """Read the table; a wrong header or an empty name, platform or board is a ValueError naming the line."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path}: line 1: expected the columns {', '.join(COLUMNS)}")
        rows = [{key: (value or "").strip() for key, value in row.items()} for row in reader]
    for number, row in enumerate(rows, start=2):
        for key in ("name", "kind", "platform", "board_identifier"):
            if not row[key]:
                raise ValueError(f"{path}: row {number}: {key} is empty")
    return rows


def registry_files(rows: list[Row]) -> dict[str, str]:
    """Give the text of each platform's file; no slug occurs twice in all of them."""
    by_platform: dict[str, dict[str, Row]] = defaultdict(dict)
    for slug, row in slugged(rows).items():
        by_platform[row["platform"]][slug] = row
    return {
        platform: "\n".join(table(slug, row) for slug, row in sorted(tables.items()))
        for platform, tables in by_platform.items()
    }


def slugged(rows: list[Row]) -> dict[str, Row]:
    """Name each row by its employer; by the platform too, or a number, where that names several rows."""
    slugs = [slug_of(row["name"]) for row in rows]
    often = {slug for slug, count in Counter(slugs).items() if count > 1}
    named: dict[str, Row] = {}
    for slug, row in sorted(zip(slugs, rows, strict=True), key=lambda pair: pair[1]["board_identifier"]):
        base = f"{slug}-{slug_of(row['platform'])}" if slug in often else slug
        nth = sum(taken == base or taken.startswith(f"{base}--") for taken in named)
        named[f"{base}--{nth + 1}" if nth else base] = row
    return {slug.replace("--", "-"): row for slug, row in named.items()}


def slug_of(text: str) -> str:
    """Give the text as lower-case ASCII words joined by hyphens, without what stands in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", text)
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def table(slug: str, row: Row) -> str:
    """Give one row as a TOML table; an unknown state is left out."""
    fields = {
        "name": row["name"],
        "kind": row["kind"],
        "hq_state": row["hq_state"],
        "board": row["board_identifier"],
        "confidence": row["confidence"],
        "source": short_source(row["source"]),
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value]
    return "\n".join([f"[{slug}]", *lines, ""])


def short_source(source: str) -> str:
    """Give where the board was seen, in few words; ids of the compiler's own store are left out."""
    if source.startswith("same project"):
        return "a public hospital-posting scraper, its tests"
    if "Scraper" in source:
        return "a public hospital-posting scraper"
    return re.split(r"[,;:(\"]| ats-companies", source)[0].strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
