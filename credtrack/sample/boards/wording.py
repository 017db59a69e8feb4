"""In which words do the sample boards say what their platforms say in fields?"""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def wording(table: str) -> dict[str, str]:
    """One table of wording.toml."""
    text = files("credtrack.sample.boards").joinpath("wording.toml").read_text("utf-8")
    words: dict[str, str] = tomllib.loads(text)[table]
    return words
