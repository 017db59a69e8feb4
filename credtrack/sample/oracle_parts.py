"""How is one part of a claim's rule measured against its threshold?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from credtrack.sample.oracle_rows import Row, Support, middle, support

Test = Callable[[Row], bool]
LEAST = 30
"""Fewer openings than this are no population of their own."""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a claim's rule: on which side of the threshold it must lie, and what stands behind it.

    `evenly` is the same share with every employer counted once, where the figure is a share.
    """

    name: str
    value: float
    threshold: float
    above: bool
    supports: tuple[Support, ...]
    evenly: float | None = None

    @property
    def margin(self) -> float:
        """How far on the right side; negative where the rule fails."""
        distance = self.value - self.threshold
        return distance if self.above else -distance

    @property
    def holds(self) -> bool:
        """Whether the rule holds."""
        return self.margin > 0


Parts = dict[str, tuple[Part, ...]]
"""The parts of claims, by claim id."""


def keep(population: Iterable[Row], test: Test) -> list[Row]:
    """Keep the rows that pass."""
    return [row for row in population if test(row)]


def rate(population: list[Row], test: Test) -> float:
    """Return the share that passes."""
    return sum(map(test, population)) / len(population) if population else float("nan")


def rate_evenly(population: list[Row], test: Test) -> float:
    """Return the mean of the employers' own shares."""
    found: dict[str, list[bool]] = {}
    for row in population:
        found.setdefault(row.cluster, []).append(test(row))
    return sum(sum(hits) / len(hits) for hits in found.values()) / len(found) if found else float("nan")


def share(name: str, population: list[Row], test: Test, threshold: float, *, above: bool = True) -> Part:
    """Measure a share against its threshold."""
    supports = (support(population),)
    return Part(name, rate(population, test), threshold, above, supports, rate_evenly(population, test))


def difference(name: str, first: list[Row], second: list[Row], test: Test) -> Part:
    """Measure by how much the first population's share exceeds the second's."""
    value = rate(first, test) - rate(second, test)
    return Part(name, value, 0.0, True, (support(first), support(second)))


def lead(name: str, population: list[Row], test: Test, other: Test, threshold: float = 0.0) -> Part:
    """Measure by how much one share exceeds another of the same population."""
    value = rate(population, test) - rate(population, other)
    return Part(name, value, threshold, True, (support(population),))


def medians(
    name: str, first: list[Row], second: list[Row], threshold: float = 1.0, *, above: bool = True
) -> Part:
    """Measure the ratio of two populations' median annualized midpoints."""
    value = middle(first) / middle(second) if first and second else float("nan")
    return Part(name, value, threshold, above, (support(first), support(second)))


def fewer(name: str, first: list[Row], second: list[Row]) -> Part:
    """Measure the ratio of two counts, which must lie below 1."""
    value = len(first) / len(second) if second else float("nan")
    return Part(name, value, 1.0, False, (support(first), support(second)))
