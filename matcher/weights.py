"""How much does each part of the score count?"""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("weights.toml")
SCORED = ("fit", "preferred", "pay", "wish", "place", "fresh")


@cache
def weights() -> dict[str, dict[str, float]]:
    """Give the tables of matcher/weights.toml."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def weight(part: str) -> float:
    """Give the points that a part can bring, of 100."""
    return weights()["weights"][part]
