"""Which level do the cells of a table's row state?"""

import re

from nlp.headings import section_of
from nlp.shapes import Level

_LETTERS: dict[str, Level] = {"r": "required", "p": "preferred"}
_CELLS = re.compile(r"\s\|\s|^\|\s|\s\|$")


def cells_of(row: str) -> list[str]:
    """Return the cells of a row, without its outer borders."""
    return _CELLS.split(row.strip("| "))


def row_level(row: str) -> Level | None:
    """Return the level that a cell of a lower-cased row states behind its first border: "crc | preferred"."""
    return next(filter(None, map(level_of, _CELLS.split(row)[1:])), None)


def level_of(cell: str) -> Level | None:
    """Return the level that a lower-cased cell states as a whole, by word or letter; None for any other cell."""
    cell = cell.strip()
    if cell in _LETTERS:
        return _LETTERS[cell]
    section = section_of(cell, shaped=len(cell) < 40)
    return section if section in ("required", "preferred") else None
