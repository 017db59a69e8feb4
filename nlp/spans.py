"""Which sentences of a posting hold one of some words? Found by plain searches, so that most text is never read."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from nlp.reading import Reading
from nlp.remembered import remembered

SENTENCE_ENDS = re.compile(r"[.!?](?= )|•")
CLAUSE_ENDS = re.compile(r"[.!?;](?= )|[•|]")
_MOST = 200


def spans_with(reading: Reading, words: Iterable[str], ends: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return, in order, where each piece of a line that holds one of the lower-case ASCII `words` starts and ends.

    A mark belongs to the piece that it ends.
    """
    text = reading.plain
    found: set[tuple[int, int]] = set()
    cut: dict[int, tuple[int, ...]] = {}
    for word in words:
        at = text.find(word)
        while at >= 0 and len(found) < _MOST:
            number = reading.index_of_line(at)
            after = at + 1
            if number >= 0 and at < reading.lines[number].end:
                line = reading.lines[number]
                cuts = cut[number] if number in cut else cut.setdefault(number, _cuts(line.lower, ends))
                piece = bisect_right(cuts, at - line.start) - 1
                after = line.start + cuts[piece + 1]
                found.add((line.start + cuts[piece], after))
            at = text.find(word, after)
    return sorted(found)


@remembered
def _cuts(line: str, ends: re.Pattern[str]) -> tuple[int, ...]:
    """Return where the pieces of a line begin, and where the last one ends."""
    return (0, *(match.end() for match in ends.finditer(line, 0, len(line) - 1)), len(line))
