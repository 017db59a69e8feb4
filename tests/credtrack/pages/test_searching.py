"""Does a search find the same postings whether or not it is kept who holds its words?"""

import asyncio
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils.db import Database

from credtrack.pages import searching
from credtrack.pages.searching import among, pieces, searched

SOUGHT = (
    "cpc",
    "CPC required",
    "ccs-p CCS acute",
    "CCS -",
    "CPMA cpc",
    "remote CPC visits",
    "CPC nowhere",
    '"CCS required"',
    "-",
    "",
)


@pytest.mark.parametrize("is_warm", [False, True])
def test_what_holds_the_words_is_what_the_index_finds(sample: Path, *, is_warm: bool) -> None:
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

    found = asyncio.run(ask())
    db = Database(sample)
    assert found == [searched(db, " ".join(pieces(words, phrases=True))).tolist() for words in SOUGHT]
    assert found[1] == [3, 2]


def test_older_postings_are_looked_at_until_enough_are_found(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_SEARCHED", 1)
    db = Database(sample)
    only_first = np.packbits([False, True])
    assert among(db, '"required"', np.array([3]), [only_first]).tolist() == [1]
