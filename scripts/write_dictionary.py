"""Is every table, view and column described on one page? Writes docs/data-dictionary.md anew."""

from pathlib import Path

from db.dictionary import render_dictionary

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    (ROOT / "docs" / "data-dictionary.md").write_text(render_dictionary(ROOT), encoding="utf-8")
