"""Which months and boards may a trend rest on?"""

from datetime import date

from claims.window import panel

UNTIL = date(2026, 3, 9)
YEAR = {f"2025-{month:02}" for month in range(1, 13)} | {"2026-01", "2026-02"}


def test_months_run_back_from_the_last_whole_one() -> None:
    months, boards = panel({1: YEAR, 2: YEAR}, UNTIL)
    assert (months[0], months[-1], len(months)) == ("2025-01", "2026-02", 14)
    assert boards == [1, 2]


def test_a_board_with_a_gap_is_left_out_while_half_remain() -> None:
    months, boards = panel({1: YEAR, 2: YEAR, 3: YEAR - {"2025-06"}}, UNTIL)
    assert len(months) == 14
    assert boards == [1, 2]


def test_months_end_where_fewer_than_half_of_the_boards_were_crawled() -> None:
    late = {"2026-01", "2026-02"}
    months, boards = panel({1: YEAR, 2: late, 3: late}, UNTIL)
    assert months == ("2026-01", "2026-02")
    assert boards == [1, 2, 3]


def test_without_crawls_there_is_no_month() -> None:
    assert panel({}, UNTIL) == ((), [])
