"""Do columns of few values say of each opening what the table says?"""

import pytest
from sqlite_utils import Database

from claims.columns import Columns, numbered, read

ROWS = [(7, 1, 40.5, "a", None, 1), (3, 2, None, "b", 0, 1), (7, 3, 10.0, "a", 1, 0), (3, 4, 0.0, None, 0, 1)]
WORDS = ("letter", "flag", "other")


def columns(rows: list[tuple[object, ...]], flags: tuple[str, ...]) -> Columns:
    """Read rows back from a table."""
    db = Database(memory=True)
    db.execute("create table openings (cluster, opening, pay, letter, flag, other)")
    db.conn.executemany("insert into openings values (?, ?, ?, ?, ?, ?)", rows)
    return read(db, "openings", ("opening", "pay"), WORDS, flags)


@pytest.mark.parametrize("flags", [("flag",), ("flag", "other")])
def test_flags_are_read_as_any_word_is(flags: tuple[str, ...]) -> None:
    found, plain = columns(ROWS, flags), columns(ROWS, ("other",))
    assert list(found.coded) == list(WORDS)
    for at, name in enumerate(WORDS, 3):
        values = [found.coded[name].levels[code] for code in found.coded[name].codes]
        assert values == [row[at] for row in ROWS]
        assert found.coded[name].levels == plain.coded[name].levels


def test_a_table_without_openings_has_columns_without_levels() -> None:
    found = columns([], ("flag",))
    assert len(found) == 0
    assert found.combos(["flag", "letter"]).values == ()


def test_combinations_are_numbered_in_the_order_of_their_levels() -> None:
    combos = columns(ROWS, ("flag",)).combos(["letter", "flag"])
    assert combos.values == (("a", None), ("a", 1), ("b", 0), (None, 0))
    assert combos.codes.tolist() == [0, 2, 1, 3]


@pytest.mark.parametrize("most", [9, 9_000_000])
def test_places_are_those_among_the_numbers_that_occur(most: int) -> None:
    present, places = numbered(columns(ROWS, ("flag",)).cluster * most)
    assert present.tolist() == [0, most]
    assert places.tolist() == [1, 0, 1, 0]
