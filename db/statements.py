"""Which SQL does a step of the store run?"""

from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """Give the text of db/sql/<name>.sql, one statement."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
