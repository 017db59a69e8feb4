"""Are the matcher's packs the same whether kept up step by step or filled at once, and gone with their openings?"""

from collections.abc import Callable

from sqlite_utils.db import Database

from crawler.posting import Posting
from db.connect import transaction
from db.match_packs import TABLES, fill_match_packs, read_match_packs
from db.openings import link_openings
from nlp.shapes import Pay, Tags

Make = Callable[..., Posting]
Load = Callable[..., None]


def kept(db: Database) -> list[object]:
    return [db.execute(f"select * from {table} order by 1").fetchall() for table in TABLES]


def test_filling_at_once_gives_what_was_kept_up(
    db: Database, make_posting: Make, make_tags: Callable[..., Tags], load: Load
) -> None:
    load(
        [make_posting(n, locations=("Dallas, TX",)) for n in range(1, 30)],
        n3=make_tags(pay=Pay(20, None, "hour")),
    )
    load([make_posting(n) for n in range(30, 40)], make_tags(job_class="other"))
    before = kept(db)
    with transaction(db):
        for table in TABLES:
            db.execute(f"delete from {table}")
        fill_match_packs(db)
    assert kept(db) == before
    numbers, records = read_match_packs(db)
    assert numbers.tolist() == list(range(1, 30))
    assert [float(each) for each in records["pay_low"] if each == each] == [20.0]


def test_an_opening_that_was_joined_to_another_is_gone(db: Database, make_posting: Make, load: Load) -> None:
    load(
        [
            make_posting(1, requisition="R-1"),
            make_posting(2, requisition="R-1", source="oak", id="board:oak:2"),
        ]
    )
    assert len(read_match_packs(db)[0]) == 2
    link_openings(db)
    assert read_match_packs(db)[0].tolist() == [1]


def test_an_empty_database_has_no_packs(db: Database) -> None:
    numbers, records = read_match_packs(db)
    assert (len(numbers), len(records)) == (0, 0)
