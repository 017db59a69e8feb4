"""Which sentences of a posting hold one of some words? Found by plain searches, so that most text is never read."""

from collections.abc import Iterable

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
                start, after = _bounds(lower, ends, at, reading.lines[number].start, stop)
                found.add((start, after))
            at = lower.find(word, max(after, at + 1))
    return sorted(found)


def _bounds(lower: str, ends: tuple[str, ...], at: int, start: int, stop: int) -> tuple[int, int]:
    """Return the piece that holds `at`, inside the line from `start` to `stop`; a mark belongs to what it ends."""
    for end in ends:
        before = lower.rfind(end, start, at + len(end) - 1)
        after = lower.find(end, at, stop)
        start = max(start, before + 1)
        stop = after + 1 if 0 <= after < stop - 1 else stop
    return start, stop
