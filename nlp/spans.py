"""Which sentences of a posting hold one of some words? Found by plain searches, so that most text is never read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

from nlp.reading import Reading

SENTENCE_ENDS = (". ", "! ", "? ", "•")
CLAUSE_ENDS = (*SENTENCE_ENDS, "; ", "|")
_MOST = 200


def spans_with(reading: Reading, words: Iterable[str], ends: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return, in order, where each piece of a line that holds one of the lower-case `words` starts and ends."""
    lower = reading.lower
    found: set[tuple[int, int]] = set()
    for word in words:
        at = lower.find(word)
        while at >= 0 and len(found) < _MOST:
            number = reading.index_of_line(at)
            after = at + 1
            if number >= 0 and at < (stop := reading.lines[number].end):
                start, after = _bounds(_cuts(lower, ends), at, reading.lines[number].start, stop)
                found.add((start, after))
            at = lower.find(word, max(after, at + 1))
    return sorted(found)


def _bounds(cuts: list[int], at: int, start: int, stop: int) -> tuple[int, int]:
    """Return the piece between two cuts that holds `at`, inside the line from `start` to `stop`."""
    last, following = bisect_right(cuts, at), bisect_left(cuts, at + 1)
    before = cuts[last - 1] if last else 0
    after = cuts[following] if following < len(cuts) else stop
    return max(start, before), min(stop, after)


@lru_cache(maxsize=4)
def _cuts(lower: str, ends: tuple[str, ...]) -> list[int]:
    """Return, in order, where the pieces of a text are parted: right after each mark, before its space."""
    found: list[int] = []
    for end in ends:
        at = lower.find(end)
        while at >= 0:
            found.append(at + 1)
            at = lower.find(end, at + 1)
    found.sort()
    return found
