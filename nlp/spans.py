"""Which sentences of a posting hold one of some words? Most text is never read."""

import re
from bisect import bisect_right

from nlp.reading import Reading
from nlp.remembered import remembered
from nlp.words import Phrases

SENTENCE_ENDS = re.compile(r"[.!?](?= )|•")
CLAUSE_ENDS = re.compile(r"[.!?;](?= )|[•|]")
_MOST = 200


def spans_with(reading: Reading, phrases: Phrases, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return, in order, where each piece of a line that holds one of the phrases starts and ends, the first 200 of them.

    A mark belongs to the piece that it ends.
    """
    found: list[tuple[int, int]] = []
    last = 0
    for at in phrases.offsets_in(reading.lower):
        line = reading.find_line(at)
        if at < last or line is None or at >= line.end:
            continue
        cuts = _cuts(line.lower, ends)
        piece = bisect_right(cuts, at - line.start) - 1
        last = line.start + cuts[piece + 1]
        found.append((line.start + cuts[piece], last))
        if len(found) == _MOST:
            break
    return found


@remembered
def _cuts(line: str, ends: re.Pattern[str]) -> tuple[int, ...]:
    """Return where the pieces of a line begin, and where the last one ends."""
    return (0, *(match.end() for match in ends.finditer(line, 0, len(line) - 1)), len(line))
