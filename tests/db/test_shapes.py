"""Does each distinct set of requirements stand once, and do openings ask for what their postings' groups say?"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from crawler.posting import Posting
from db.connect import connect
from db.openings import link_openings
from db.summaries import rebuild_openings
from nlp.shapes import RequirementGroup, Tags

Make = Callable[..., Posting]
HERE = Path(__file__).parent


@pytest.mark.parametrize("name", ["satisfied", "cpc_ccs"])
def test_judging_shapes_gives_what_judging_each_openings_groups_gave(market: Database, name: str) -> None:
    before = (HERE / f"by_groups_{name}.sql").read_text(encoding="utf-8")
    expected = market.execute(f"select * from ({before}) order by opening").fetchall()
    assert len(expected) > 500
    assert market.execute(f"select * from opening_{name} order by opening").fetchall() == expected


def test_a_rebuild_gives_identical_shapes(market_path: Path, path: Path) -> None:
    market = connect(shutil.copyfile(market_path, path))

    def kept() -> list[object]:
        queries = ("shapes", "shape_groups", "shape_credentials", "(select id, shape from openings)")
        return [market.execute(f"select * from {query} order by 1, 2").fetchall() for query in queries]

    before = kept()
    rebuild_openings(market)
    assert kept() == before
    market.close()


def test_equal_requirements_in_another_order_are_one_shape(
    db: Database, make_posting: Make, make_tags: Callable[..., Tags], load: Callable[..., None]
) -> None:
    one = RequirementGroup("required", ("CPC", "CCS"))
    two = RequirementGroup("preferred", ("CPMA",), 12, True)
    load(
        [make_posting(1), make_posting(2)],
        n1=make_tags(requirements=(one, two, one)),
        n2=make_tags(requirements=(two, RequirementGroup("required", ("CCS", "CPC")))),
    )
    assert db.execute("select key from shapes").fetchall() == [
        ('[["preferred",12.0,1,["CPMA"]],["required",null,0,["CCS","CPC"]]]',)
    ]
    rows = db.execute("select group_no, level, months_to_obtain, or_experience from shape_groups").fetchall()
    assert rows == [(0, "preferred", 12.0, 1), (1, "required", None, 0)]


def test_a_shape_that_no_opening_has_any_more_is_gone(
    db: Database, make_posting: Make, make_tags: Callable[..., Tags], load: Callable[..., None]
) -> None:
    load([make_posting(1)])
    load([make_posting(1, body="Codes charts.", hours=1)], make_tags(requirements=()))
    assert db.execute("select key from shapes").fetchall() == [("[]",)]
    assert db.execute("select count(*) from shape_credentials").fetchone() == (0,)


def test_a_joined_openings_shape_goes_with_it(
    db: Database, make_posting: Make, make_tags: Callable[..., Tags], load: Callable[..., None]
) -> None:
    load(
        [make_posting(1, requisition="R-1x"), make_posting(2, requisition="R-1x")],
        n1=make_tags(),
        n2=make_tags(requirements=(RequirementGroup("preferred", ("CCS",)),)),
    )
    assert link_openings(db) == 1
    assert db.execute("select count(*) from shapes").fetchone() == (1,)
    assert db.execute("select credential from shape_credentials order by 1").fetchall() == [
        ("CCS",),
        ("CPC",),
    ]
