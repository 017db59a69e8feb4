"""What is asked of a kind of figure on drawn markets, and what comes back?"""

from collections.abc import Callable
from dataclasses import dataclass

from claims.estimates import Estimates
from claims.markets import AWAY, Cell, Rng


@dataclass(frozen=True, slots=True)
class Answer:
    """Figures of many markets: the one shown, and those that must lie past or short of the threshold."""

    shown: Estimates
    past: tuple[Estimates, ...]
    short: tuple[Estimates, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind's markets are drawn and estimated; `truth` and `threshold` are in the figure's own unit."""

    answer: Callable[[Rng, Cell, int, float], Answer]
    truth: Callable[[float], float]
    threshold: float
    is_counted: bool = True
    is_share: bool = False
    has_interval: bool = True
    aways: tuple[float, ...] = AWAY
