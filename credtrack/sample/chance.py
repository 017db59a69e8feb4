"""How are chances drawn so that the openings of one employer resemble one another?"""

from dataclasses import dataclass
from math import erf, sqrt
from random import Random

from credtrack.sample.facts import SampleEmployer

TRAITS = ("work", "role", "requirements", "remote", "experience", "mentions", "pay")


@dataclass(frozen=True, slots=True)
class Habits:
    """An employer's own leanings, one standard normal figure per trait; drawn before its openings."""

    employer: SampleEmployer
    leanings: tuple[float, ...]

    def of(self, trait: str) -> float:
        """Return the leaning for this trait."""
        return self.leanings[TRAITS.index(trait)]


def stream(seed: int, purpose: str) -> Random:
    """Return a generator of its own for one purpose, the same in every process."""
    return Random(f"{seed}:{purpose}")


def habits(employers: tuple[SampleEmployer, ...], rng: Random) -> tuple[Habits, ...]:
    """Every employer's leanings, drawn in the employers' order."""
    return tuple(Habits(employer, tuple(rng.gauss(0, 1) for _ in TRAITS)) for employer in employers)


def alike(rng: Random, leaning: float, correlation: float) -> float:
    """Draw evenly from 0 to 1 so that the normal score correlates with the employer's leaning."""
    score = sqrt(correlation) * leaning + sqrt(1 - correlation) * rng.gauss(0, 1)
    return 0.5 * (1 + erf(score / sqrt(2)))
