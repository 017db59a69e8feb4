"""Which numbers does a drawn figure need: parts of a bar, an interval against a threshold, a row of months?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from credtrack.pages.words import share
from db.naming import SPLIT

FEW_EMPLOYERS = 3  # what rests on fewer is drawn pale and without its number, on every page
LABELED_FROM = 0.07  # of the bar's width: a narrower part has no room for its number
SPOKEN = {"other": "other credential"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar; `start` and `width` are percent of it, `kind` names its color, `word` is its name in an address."""

    name: str
    kind: str
    share: float
    start: float
    width: float
    word: str

    @property
    def label(self) -> str:
        """The share to write on it; empty where it is too narrow."""
        return share(self.share) if self.share >= LABELED_FROM else ""

    @property
    def middle(self) -> float:
        """Where its label stands, in percent of the bar."""
        return self.start + self.width / 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A whole bar, with the words that say the same."""

    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The bar read aloud."""
        return ", ".join(f"{piece.name} {share(piece.share)}" for piece in self.pieces if piece.share)


def split_bar(weights: Mapping[str, float]) -> Bar:
    """The bar of the six ways to ask for CPC and CCS, in their fixed order."""
    return bar([(word, weights.get(word, 0)) for word in SPLIT])


def bar(parts: Sequence[tuple[str, float]]) -> Bar:
    """A bar of words and their weights, which need not sum to one."""
    total = sum(weight for _, weight in parts) or 1
    pieces: list[Piece] = []
    start = 0.0
    for word, weight in parts:
        name, kind = SPOKEN.get(word, word), word.lower().replace(" ", "-")
        width = 100 * weight / total
        pieces.append(Piece(name, kind, weight / total, round(start, 3), round(width, 3), word))
        start += width
    return Bar(tuple(pieces))


@dataclass(frozen=True, slots=True)
class Column:
    """One month of a row of columns; `height` is percent of the tallest."""

    month: str
    value: float
    x: float
    width: float
    height: float

    @property
    def label(self) -> str:
        """The year, at its first month."""
        return self.month[:4] if self.month.endswith("-01") else ""


def columns(months: Sequence[tuple[str, float]]) -> tuple[Column, ...]:
    """The columns of consecutive months, oldest first."""
    tallest = max((value for _, value in months), default=0) or 1
    step = 100 / max(len(months), 1)
    return tuple(
        Column(
            month, value, round(number * step + step * 0.1, 3), round(step * 0.8, 3), 100 * value / tallest
        )
        for number, (month, value) in enumerate(sorted(months))
    )


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure, its interval and its threshold on one axis, each in shares of its length."""

    value: float
    low: float
    high: float
    threshold: float


def gauge(value: float, low: float, high: float, threshold: float) -> Gauge:
    """The figure on an axis that holds all of it with a tenth to spare; its ends have no meaning of their own."""
    return gauges([(value, low, high)], threshold)[0]


def gauges(figures: Sequence[tuple[float, float, float]], threshold: float) -> list[Gauge]:
    """Several figures, each with the bounds of its interval, on one axis that holds them all."""
    points = [each for found in figures for each in (*found, threshold) if isfinite(each)] or [0.0]
    spare = (max(points) - min(points)) * 0.1 or 1.0
    first, length = min(points) - spare, max(points) - min(points) + 2 * spare
    return [
        Gauge(*(min(max((each - first) / length, 0), 1) for each in (*found, threshold))) for found in figures
    ]
