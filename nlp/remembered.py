"""What was found in the same words before? Postings of one employer share most of their sentences."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

# Of all functions together: a share for each would fill at a pace of its own, and memory would grow until the last is full.
_KEPT = 100_000
# Endless lines would fill the memory; of them only the last is kept, for each of its mentions asks anew.
_LONGEST = 1_000

_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")


class _Memory:
    """How much all functions remember by now; they forget all of it together."""

    def __init__(self) -> None:
        self.functions: list[Any] = []
        self.held = 0

    def note(self) -> None:
        """Count one more thing remembered."""
        self.held += 1
        if self.held > _KEPT:
            self.held = 0
            for function in self.functions:
                function.cache_clear()


_MEMORY = _Memory()


def remembered(
    find: Callable[Concatenate[str, _Rest], _Result],
) -> Callable[Concatenate[str, _Rest], _Result]:
    """Return a function that finds the same as `find`, and remembers what it found in short texts until all is forgotten.

    What it is given must be hashable, and what it returns must never change.
    """

    def find_anew(words: str, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Result:
        _MEMORY.note()
        return find(words, *args, **kwargs)

    kept = lru_cache(maxsize=None)(find_anew)
    last = lru_cache(maxsize=1)(find)
    _MEMORY.functions.append(kept)

    def find_or_recall(words: str, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Result:
        if len(words) > _LONGEST:
            return last(words, *args, **kwargs)  # type: ignore[arg-type]  # what can't be hashed raises TypeError
        return kept(words, *args, **kwargs)  # type: ignore[arg-type]  # what can't be hashed raises TypeError

    return find_or_recall
