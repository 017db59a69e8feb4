"""Is a title worth fetching its posting for: does it speak of medical coding or work beside it?"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

TITLES = Path(__file__).with_name("titles.toml")


def keeps(title: str) -> bool:
    """Tell whether a posting of this title should be fetched; generous, for tags decide in the end."""
    return _keeps(_plain(title))


@lru_cache(maxsize=65536)
def _keeps(plain: str) -> bool:
    keep, strike, drop = _patterns()
    if not keep.search(plain) or drop.search(plain):
        return False
    return keep.search(strike.sub(" ", plain)) is not None


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", title[:400].lower().replace("'", ""))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lists = tomllib.loads(TITLES.read_text(encoding="utf-8"))
    keep, strike, drop = (_one_of(lists[name]) for name in ("keep", "strike", "drop"))
    return keep, strike, drop


def _one_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")
