"""What does a coder hold, know and wish for?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from matcher.credentials import as_apprentice, known, present
from matcher.home import Home

FloorUnit = Literal["hour", "year"]


@dataclass(frozen=True, slots=True)
class Floor:
    """The least pay, in dollars an hour or a year."""

    amount: float
    unit: FloorUnit


@dataclass(frozen=True, slots=True)
class Cost:
    """What one credential would cost the coder, as the coder says; None is not said."""

    credential: str
    dollars: float | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A coder; None and empty mean that nothing was said, and what was not said excludes no opening."""

    credentials: tuple[str, ...] = ()
    apprentice: bool = False
    in_progress: tuple[tuple[str, date], ...] = ()
    years: float | None = None
    years_by_work_type: tuple[tuple[str, float], ...] = ()
    home: Home | None = None
    radius_miles: float | None = None
    willing_to_move: bool = False
    remote_only: bool = False
    states_excluded: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    work_types: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    pay_floor: Floor | None = None
    schedule: tuple[str, ...] = ()
    costs: tuple[Cost, ...] = ()

    def held(self) -> frozenset[str]:
        """Give the credentials held, under their present names; an apprentice's as the apprentice forms."""
        codes = tuple(map(present, self.credentials))
        return frozenset(as_apprentice(codes) if self.apprentice else codes)

    def satisfied(self) -> frozenset[str]:
        """Give every code that one of the credentials held satisfies."""
        return frozenset().union(*(known().satisfied.get(code, {code}) for code in self.held()))

    def named(self) -> frozenset[str]:
        """Give the words of an opening's tags that concern this coder: credentials, the home's states, wishes."""
        states = self.home.states if self.home else frozenset()
        codes = {code for code, _ in self.in_progress}
        return frozenset(
            {*self.satisfied(), *codes, *states, *self.work_types, *self.specialties, *self.schedule}
        )
