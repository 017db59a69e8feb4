"""Which wording falls to a posting, so that reposts and copies differ from their original by the right amount?"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws for one section: those of the opening, some of them thrown anew for a repost or a copy.

    Every draw is taken from the opening's own stream first, so that all postings of an opening run in step;
    `change` (0 to 1) is the chance that a draw is then replaced by one from the posting's stream.
    """

    __slots__ = ("_change", "_fresh", "_own")

    def __init__(self, own: int, fresh: int, change: float) -> None:
        self._own = Random(own)
        self._fresh = Random(fresh) if change else self._own
        self._change = change

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
        if self._change and self._fresh.random() < self._change:
            return self._fresh.random()
        return own

    def _swap(self, chosen: list[int], size: int) -> None:
        for place in range(len(chosen)):
            other = int(self._fresh.random() * size)
            if self._fresh.random() < self._change and other not in chosen:
                chosen[place] = other
