"""How many openings does a dashboard show, with the filters of its address?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlite_utils.db import Database

from credtrack.pages.shelf import asked

if TYPE_CHECKING:
    from datasette.app import Datasette


async def scope_of(datasette: Datasette, slug: str, filters: Mapping[str, str]) -> dict[str, Any]:
    """Openings, employers, and first and last day of first posting, of the openings that the filters leave."""
    from datasette_dashboards import replace_opts_in_query

    query = replace_opts_in_query(
        datasette.plugin_config("datasette-dashboards")[slug]["scope"], dict(filters)
    )

    def counted(db: Database) -> dict[str, Any]:
        names = ("openings", "employers", "since", "until")
        return dict(zip(names, db.execute(query, dict(filters)).fetchone(), strict=True))

    return await asked(datasette, ("scope", slug, *sorted(filters.items())), counted)
