"""Which wording falls to a posting, so that reposts and copies differ from their original by the right amount?"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws for one section: those of the opening, some of them thrown anew for a repost or a copy.

    Every draw is taken from the opening's own stream first, so that all postings of an opening run in step;
    `change` (0 to 1) is the share of draws that are then replaced by one from the posting's stream, evenly
    spread, so that no copy is a reprint and none a stranger.
    """

    __slots__ = ("_change", "_due", "_fresh", "_own")

    def __init__(self, own: int, fresh: int, change: float) -> None:
        self._own = Random(own)
        self._fresh = Random(fresh) if change else self._own
        self._change = change
        self._due = self._fresh.random() if change else 0.0

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the others."""
        return options[int(self._draw() * len(options))]

    def chance(self, share: float) -> bool:
        """Be true in that share of draws."""
        return self._draw() < share

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """As many different options as asked for, or all there are, in mixed order."""
        count = min(count, len(options))
        chosen = self._own.sample(range(len(options)), count)
        if self._change:
            self._swap(chosen, len(options))
        return [options[index] for index in chosen]

    def _draw(self) -> float:
        own = self._own.random()
        return self._fresh.random() if self._change and self._is_due() else own

    def _is_due(self) -> bool:
        self._due += self._change
        if self._due < 1:
            return False
        self._due -= 1
        return True

    def _swap(self, chosen: list[int], size: int) -> None:
        for place in range(len(chosen)):
            other = int(self._fresh.random() * size)
            if self._is_due() and other not in chosen:
                chosen[place] = other
