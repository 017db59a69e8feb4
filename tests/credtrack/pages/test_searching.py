"""Does a search find the same postings whether or not it is kept who holds its words?"""

import asyncio
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from credtrack.pages import searching
from credtrack.pages.searching import pieces, searched
from credtrack.pages.stock import load

SOUGHT = (
    "cpc",
    "CPC required",
    "required CCS",
    'coder "CCS required"',
    "ccs-p CCS acute",
    "CCS -",
    "CPMA cpc",
    "remote CPC visits",
    "CPC nowhere",
    '"CCS required"',
    "-",
    "",
)


@pytest.mark.parametrize("most", [1, 2000])
@pytest.mark.parametrize("is_warm", [False, True])
def test_what_holds_the_words_is_what_the_index_finds(
    sample: Path, monkeypatch: pytest.MonkeyPatch, most: int, *, is_warm: bool
) -> None:
    from credtrack.pages.shelf import at_hand
    from credtrack.serving import site  # imported late: the site takes a second

    async def ask() -> list[list[int]]:
        datasette = site(sample)
        if is_warm:
            await searching.warm(datasette)
        assert (at_hand(datasette, ("holding", '"cpc"')) is not None) is is_warm
        found = [(await searching.postings(datasette, words)).tolist() for words in SOUGHT]
        datasette.get_database("credtrack").close()
        return found

    monkeypatch.setattr(searching, "MOST_SEARCHED", most)
    usual = searching._frequent
    monkeypatch.setattr(searching, "_frequent", lambda held: [*usual(held), '"ccs required"'])
    found = asyncio.run(ask())
    db = Database(sample)
    assert found == [
        searched(db, " ".join(pieces(words, phrases=True)), most=most).tolist() for words in SOUGHT
    ]
    assert found[SOUGHT.index("CPC required")] == [3, 2][:most]
    for words in ("required CCS", 'coder "CCS required"'):
        assert found[SOUGHT.index(words)] == [2, 1][:most]  # not the newest that holds the rest


def test_what_is_made_of_an_earlier_stock_is_not_kept_for_the_next(sample: Path) -> None:
    db = Database(sample)
    assert load(db).reading != load(db).reading
