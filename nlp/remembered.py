"""What was found in the same words before? Postings of one employer share most of their sentences."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

# Of all functions together: a share for each would fill at a pace of its own, and memory would grow until the last is full.
_KEPT = 100_000
# What so many letters of words take; endless lines would fill the memory if each counted as one.
_ROOM = 400

_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")


class _Memory:
    """How much all functions remember by now; they forget all of it together."""

    def __init__(self) -> None:
        self.functions: list[Any] = []
        self.held = 0

    def note(self, words: str) -> None:
        """Count one more thing remembered, by the room that its words take."""
        room = 1 + len(words) // _ROOM
        self.held += room
        if self.held > _KEPT:
            self.held = room
            for function in self.functions:
                function.cache_clear()


_MEMORY = _Memory()


def remembered(
    find: Callable[Concatenate[str, _Rest], _Result],
) -> Callable[Concatenate[str, _Rest], _Result]:
    """Return a function that finds the same as `find`, and remembers what it found until all is forgotten.

    What it is given must be hashable, and what it returns must never change. Nothing stands before the memory itself:
    a posting's lines are asked for so often that one more call for each would take a thirtieth of the time.
    """

    def find_anew(words: str, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Result:
        _MEMORY.note(words)
        return find(words, *args, **kwargs)

    kept = lru_cache(maxsize=None)(find_anew)
    _MEMORY.functions.append(kept)
    return kept  # type: ignore[return-value]  # what can't be hashed raises TypeError
