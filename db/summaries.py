"""What does each opening say, all its postings taken together, and how does that change what is open?"""

from collections.abc import Sequence

from sqlite_utils.db import Database

from db.match_packs import TABLES as MATCHED
from db.match_packs import keep_match_packs, turn_match_packs
from db.packs import keep_packs
from db.scratch import empty_scratch
from db.statements import statement

SPANS = ("hold_spans", "summarize_span", "summarize_first")
SUMMARY = (
    *SPANS,
    "summarize_lead",
    "summarize_stated",
    "hold_shapes",
    "shape_openings",
    "hold_new_shapes",
    "keep_shapes",
    "keep_shape_groups",
    "keep_shape_credentials",
    "set_shapes",
    "hold_credentials",
    "clear_opening_credentials",
    "fill_opening_credentials",
    "hold_places",
    "clear_opening_places",
    "fill_opening_places",
    "summarize_split",
    "profile_openings",
    "set_profiles",
    "hold_new_profiles",
    "keep_profiles",
    "keep_profile_credentials",
    "keep_profile_regions",
    "keep_profile_places",
)
COUNTS = (
    "hold_changes",
    "apply_days",
    "clear_empty_days",
    "apply_employers",
    "clear_empty_employers",
    "hold_unused",
    "clear_unused_profile_credentials",
    "clear_unused_profile_regions",
    "clear_unused_profile_places",
    "clear_unused_profiles",
    "clear_unused_shapes",
)
DEMAND = (
    *("demand_change", "demand_employer", "demand_packs"),
    *("profile_credentials", "profile_regions", "profile_places", "demand_profiles"),
    *MATCHED,
)


def refresh_openings(db: Database, query: str, parameters: Sequence[object] = ()) -> None:
    """Bring the openings that `query` selects up to date, and what is counted of them; in the caller's transaction."""
    if _hold(db, query, parameters):
        _run(db, ("hold_before", *SUMMARY, *COUNTS))
        keep_packs(db)
        keep_match_packs(db)


def turn_openings(db: Database, query: str, parameters: Sequence[object] = ()) -> None:
    """As refresh_openings, where no more has changed than which postings are open and when they were seen."""
    if _hold(db, query, parameters):
        _run(db, ("hold_before", *SPANS, *COUNTS))
        keep_packs(db)
        turn_match_packs(db)


def withdraw_openings(db: Database, query: str, parameters: Sequence[object] = ()) -> None:
    """Count the openings that `query` selects no more; in the caller's transaction, before they are deleted."""
    if _hold(db, query, parameters):
        _run(db, ("hold_before", "hold_shapes", "withdraw_openings", *COUNTS))
        keep_packs(db)
        keep_match_packs(db)


def rebuild_openings(db: Database) -> None:
    """Take every opening's summary and all counts anew; identical to what was kept up step by step."""
    for table in DEMAND:
        db.execute(f"delete from {table}")  # noqa: S608  (our own tables)
    db.execute("update openings set profile = null")
    refresh_openings(db, "select id from openings")


def _hold(db: Database, query: str, parameters: Sequence[object]) -> bool:
    empty_scratch(db)
    return bool(db.execute(f"insert or ignore into temp.dirty {query}", list(parameters)).rowcount)


def _run(db: Database, steps: Sequence[str]) -> None:
    for step in steps:
        db.execute(statement(step))
