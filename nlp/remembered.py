"""What was found in the same words before? Postings of one employer share most of their sentences."""

from collections.abc import Callable
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar

_KEPT = 8_192
# Endless lines are seen once, and would fill the memory.
_LONGEST = 1_000

_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")


def remembered(
    find: Callable[Concatenate[str, _Rest], _Result],
) -> Callable[Concatenate[str, _Rest], _Result]:
    """Return a function that finds the same as `find`, and remembers what it found in the last short texts.

    What it is given must be hashable, and what it returns must never change.
    """
    kept = lru_cache(maxsize=_KEPT)(find)

    def find_or_recall(words: str, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Result:
        if len(words) > _LONGEST:
            return find(words, *args, **kwargs)
        return kept(words, *args, **kwargs)  # type: ignore[arg-type]  # what can't be hashed raises TypeError

    return find_or_recall
