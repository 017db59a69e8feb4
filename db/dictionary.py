"""What does each table, view and column mean, for a person to read in one page?"""

import json
from pathlib import Path

from db.metadata import DATABASE, Json, render
from db.migrations import SCHEMA

HEAD = """# The data dictionary

Every table and view, and what its columns mean. Written from db/columns.toml and the views' first lines by
`scripts/write_dictionary.py`; Datasette shows the same beside the data. What leaves in an export is listed in db/public.toml.
"""


def render_dictionary(root: Path) -> str:
    """Give the text of docs/data-dictionary.md for the project at `root`."""
    tables: Json = json.loads(render(root))["databases"][DATABASE]["tables"]
    made = "".join(path.read_text(encoding="utf-8") for path in SCHEMA.glob("m*.sql"))
    parts = [HEAD]
    for is_table, title in ((True, "Tables"), (False, "Views")):
        parts.append(f"\n## {title}\n")
        parts += [
            _section(name, table)
            for name, table in tables.items()
            if (f"create table {name} (" in made) is is_table and not table.get("hidden")
        ]
    return "".join(parts)


def _section(name: str, table: Json) -> str:
    lines = [f"\n### {name}\n{table['description']}\n\n| column | meaning |\n|---|---|\n"]
    lines += [f"| {column} | {_cell(meaning)} |\n" for column, meaning in table["columns"].items()]
    return "".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
