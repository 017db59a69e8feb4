"""Is what the article leaves out ranked, and can the ledger see nothing but the database?"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from claims.ledger import shipped
from claims.left_out import left_out
from claims.openings import Openings
from claims.verdicts import weigh
from claims.window import gather
from credtrack.bench.truthful import TODAY, load_market


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    db = load_market(tmp_path_factory.mktemp("market") / "demo.db", "demo", size="demo")
    yield db
    db.conn.close()


def test_what_the_article_names_is_not_among_what_it_leaves_out(market: Database) -> None:
    found = left_out(Openings(market, gather(market, TODAY), shipped().minimums))
    every = [row for row in found if row.grouping == "all"]
    assert every[0].credential == "none"
    assert {"RHIT", "COC"} & {row.credential for row in every}
    assert not {"CPC", "CCS", "CCS-P", "ANY"} & {row.credential for row in found}
    assert [row.named for row in every[1:]] == sorted((row.named for row in every[1:]), reverse=True)


def test_the_ledger_cannot_read_what_makes_the_sample_market(root: Path) -> None:
    files = sorted((root / "claims").rglob("*.py"))
    assert files
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] == "credtrack"], file
    told = [file for file in (root / "claims").rglob("*.sql") if "truth" in file.read_text(encoding="utf-8")]
    assert told == []


def test_unchanged_data_give_unchanged_results(market: Database) -> None:
    assert weigh(market, shipped(), TODAY) == weigh(market, shipped(), TODAY)
