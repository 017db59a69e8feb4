"""What do the matcher's tests share?"""

from collections.abc import Iterator

import pytest
from sqlite_utils.db import Database

from credtrack.bench.truthful import load_market

PART = 6
"""Every sixth opening of a full sample market is loaded."""


@pytest.fixture(scope="session")
def market_db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A part of the sample market, tagged as it truly is."""
    opened = load_market(tmp_path_factory.mktemp("matched") / "market.db", "true", every=PART)
    yield opened
    opened.close()
