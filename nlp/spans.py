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
                start, after = _bounds(lower, at, reading.lines[number].start, stop, ends)
                found.add((start, after))
            at = lower.find(word, max(after, at + 1))
    return sorted(found)


def _bounds(lower: str, at: int, start: int, stop: int, ends: tuple[str, ...]) -> tuple[int, int]:
    """Return the piece between two of `ends` that holds `at`, inside the line from `start` to `stop`."""
    for end in ends:
        before = lower.rfind(end, start, at)
        if before >= 0:
            start = before + len(end)
        after = lower.find(end, at, stop)
        if after >= 0:
            stop = after + 1
    return start, stop
