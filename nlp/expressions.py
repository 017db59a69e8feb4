"""By which expressions and words does a module search that are too long for code? Its table of the `expressions.toml` beside it."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from nlp.rules import RulesError, check_keys, compile_expression, read_table

_KEYS = {"pattern", "yes", "no"}
_NEEDED = {"pattern", "yes"}
_NAMED = re.compile(r"@([a-z_]+)")


class Expressions:
    """The expressions and words of one module.

    A list holds words. A table holds an expression, `pattern`, which may be broken into lines, with its own proof: it is
    found in each `yes` and in no `no`. `@name` in it stands for any one word of that list.
    """

    def __init__(self, module: str) -> None:
        """Take the `__file__` of the module."""
        path = Path(module)
        file = path.with_name("expressions.toml")
        self._where = f"{file.parent.name}/{file.name}: [{path.stem}"
        self._entries: dict[str, Any] = _tables(file).get(path.stem, {})

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list, in its order; raises RulesError where there is none of that name."""
        words = self._entries.get(name)
        if not (isinstance(words, list) and words and all(isinstance(word, str) for word in words)):
            raise RulesError(f"{self._where}]: {name}: expected a list of words")
        return tuple(words)

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return an expression, compiled; raises RulesError where there is none of that name, or a wrong one."""
        where = f"{self._where}.{name}]"
        entry = self._entries.get(name)
        if not isinstance(entry, dict):
            raise RulesError(f"{where}: expected a table of {', '.join(sorted(_KEYS))}")
        check_keys(where, entry, _KEYS, _NEEDED)
        put_in = _NAMED.sub(lambda found: f"(?:{'|'.join(self.words(found[1]))})", entry["pattern"])
        return compile_expression(where, put_in)


@cache
def _tables(file: Path) -> dict[str, dict[str, Any]]:
    return read_table(file)
