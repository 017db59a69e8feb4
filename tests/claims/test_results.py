"""Do verdicts become history once a month, and change only where two months agree?"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from claims.ledger import shipped
from claims.results import keep, monthly, standing
from claims.verdicts import weigh
from credtrack.bench.truthful import TODAY
from db.connect import connect


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    return connect(tmp_path / "empty.db", kind="real")


def runs(db: Database, scheduled: int) -> int:
    found = db.execute(
        "select count(distinct taken_at) from claim_results where scheduled = ?", [scheduled]
    ).fetchone()
    return int(found[0])


def test_a_month_has_one_scheduled_run_however_often_it_is_asked_for(empty: Database) -> None:
    assert len(monthly(empty, shipped(), datetime(2026, 3, 4, tzinfo=UTC))) == len(shipped().claims)
    assert monthly(empty, shipped(), datetime(2026, 3, 9, tzinfo=UTC)) == []
    assert monthly(empty, shipped(), datetime(2026, 4, 1, tzinfo=UTC))
    assert runs(empty, 1) == 2


def test_a_late_run_weighs_the_openings_up_to_the_first(empty: Database) -> None:
    monthly(empty, shipped(), datetime(2026, 3, 20, tzinfo=UTC))
    assert empty.execute("select distinct until from claim_results").fetchall() == [("2026-03-01",)]


def test_what_is_asked_for_on_demand_is_provisional_and_changes_no_verdict(empty: Database) -> None:
    monthly(empty, shipped(), datetime(2026, 3, 1, tzinfo=UTC))
    keep(empty, weigh(empty, shipped(), TODAY), datetime(2026, 3, 2, tzinfo=UTC), scheduled=False)
    assert runs(empty, 0) == 1
    assert standing(empty, "jobs-sit-in-ambulatory-care") == "contradicted"


def test_a_verdict_changes_only_when_two_scheduled_runs_agree(empty: Database) -> None:
    result = weigh(empty, shipped(), TODAY)[0]
    stands = []
    for month, verdict in enumerate(("undecided", "supported", "undecided", "supported", "supported"), 1):
        run = replace(result, verdict=verdict)
        assert keep(empty, [run], datetime(2026, month, 1, tzinfo=UTC), scheduled=True) == 1
        stands.append(standing(empty, result.claim.id))
    assert stands == ["undecided", "undecided", "undecided", "undecided", "supported"]
