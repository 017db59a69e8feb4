"""Does Datasette know every table, column and query? Writes datasette/metadata.json anew."""

from pathlib import Path

from db.metadata import render

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    (ROOT / "datasette" / "metadata.json").write_text(render(ROOT), encoding="utf-8")
