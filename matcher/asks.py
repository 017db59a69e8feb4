"""Does a coder hold what the requirement groups ask for, and if not, what is missing?"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from matcher.credentials import GENERAL, coding, known, present
from matcher.facts import Group
from matcher.finding import STATUSES
from matcher.profile import Profile
from matcher.weights import weights

MET, ALLOWED, UNMET = range(3)
QUALIFIES = STATUSES.index("qualifies")
WITHIN = STATUSES.index("qualifies_within_months")
UNKNOWN = STATUSES.index("unknown")
ONE_AWAY = STATUSES.index("one_credential_away")
AWAY = STATUSES.index("credentials_away")


@dataclass(frozen=True, slots=True)
class Choice:
    """A requirement group as bits: `closers` are the credentials whose holder satisfies it, `coding` those that one can add."""

    closers: int
    coding: int
    months: float | None
    or_experience: bool


@dataclass(frozen=True, slots=True)
class Asks:
    """The requirement groups of an opening, made ready to be compared with many profiles."""

    required: tuple[Choice, ...]
    preferred: tuple[Choice, ...]
    groups: tuple[Group, ...]
    """The required groups, in the order of `required`."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What a coder holds and will hold, as bits; `dues` are (bit, day due) of what is in progress."""

    held: int
    dues: tuple[tuple[int, date], ...]
    today: date


@dataclass(frozen=True, slots=True)
class Asked:
    """How a coder stands to the groups: a status, the months allowed, and of the preferred groups how many are met."""

    status: int
    months: float | None
    met: int
    preferred: int

    @property
    def value(self) -> float:
        """The share of the preferred groups that are met."""
        return self.met / self.preferred if self.preferred else weights()["preferred"]["none"]


@cache
def bits() -> dict[str, int]:
    """Give each credential and license its bit; those that no list knows get theirs as they come."""
    return {code: 1 << number for number, code in enumerate(known().satisfied)}


def bit(code: str) -> int:
    """Give the bit of a credential under its present name."""
    return bits().setdefault(present(code), 1 << len(bits()))


@cache
def closers(code: str) -> int:
    """Give the credentials whose holder satisfies a code, as bits."""
    now = present(code)
    found = sum(bits()[held] for held, satisfied in known().satisfied.items() if now in satisfied)
    return found | (0 if now in GENERAL else bit(now))


@cache
def _licenses() -> int:
    return sum(bits()[code] for code in known().licenses)


@lru_cache(maxsize=100_000)
def ready(groups: tuple[Group, ...]) -> Asks:
    """Make the groups of an opening ready to be compared."""
    required = tuple(group for group in groups if group.level == "required")
    preferred = tuple(group for group in groups if group.level != "required")
    return Asks(tuple(map(_choice, required)), tuple(map(_choice, preferred)), required)


def _choice(group: Group) -> Choice:
    found = 0
    for code in group.any_of:
        found |= closers(code)
    return Choice(found, found & ~_licenses(), group.months_to_obtain, group.or_experience)


def holder(profile: Profile, today: date) -> Holder:
    """Give what a coder holds, as bits."""
    held = 0
    for code in profile.held():
        held |= bit(code)
    return Holder(held, tuple((bit(code), due) for code, due in profile.in_progress), today)


def stands(choice: Choice, by: Holder) -> int:
    """Whether a group is met, or to be met within the months allowed, or unmet."""
    if choice.closers & by.held or choice.or_experience:
        return MET
    if choice.months is None:
        return UNMET
    dues = [due for code, due in by.dues if code & choice.closers]
    if not choice.months:
        return ALLOWED if dues else UNMET
    return UNMET if dues and min(dues) > after(by.today, choice.months) else ALLOWED


def after(day: date, months: float) -> date:
    """Give the same day some months later, or the last of that month; parts of a month count as 30 days each whole."""
    whole, part = divmod(months, 1)
    year, month = divmod(day.month - 1 + int(whole), 12)
    first = date(day.year + year, month + 1, 1)
    end = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, end.day)) + timedelta(days=round(30 * part))


def asked(asks: Asks, by: Holder) -> Asked:
    """Say how a coder stands to all groups of an opening."""
    status, months, unmet, single = QUALIFIES, None, 0, -1
    for choice in asks.required:
        stand = stands(choice, by)
        if stand == UNMET:
            unmet += 1
            single &= choice.coding
        elif stand == ALLOWED:
            status = WITHIN
            months = choice.months if months is None else min(months, choice.months or 0)
    if unmet:
        status = ONE_AWAY if single else AWAY
    met = sum(1 for choice in asks.preferred if choice.closers & by.held or choice.or_experience)
    return Asked(status, months, met, len(asks.preferred))


def satisfies(asks: Asks, held: int) -> bool:
    """Whether the ledger counts a holder as satisfying an opening: where nothing is required, a preferred group decides."""
    if asks.required:
        return all(choice.closers & held or choice.or_experience for choice in asks.required)
    if asks.preferred:
        return any(choice.closers & held or choice.or_experience for choice in asks.preferred)
    return True


def missing(asks: Asks, by: Holder) -> tuple[str, ...]:
    """Give each one credential that would close the gap, as the opening names it; none where no one closes it.

    Where the gap may be closed within months, what would close that.
    """
    found = [
        (stands(choice, by), choice, group) for choice, group in zip(asks.required, asks.groups, strict=True)
    ]
    worst = max((stand for stand, *_ in found), default=MET)
    if worst == MET:
        return ()
    open_now = [(choice, group) for stand, choice, group in found if stand == worst]
    single = -1
    for choice, _ in open_now:
        single &= choice.coding
    named = {present(code) for _, group in open_now for code in group.any_of} - known().licenses
    closing = {code for code in named if _closes(code, single, open_now)}
    return tuple(sorted(closing or {code for code in coding() if bits()[code] & single}))


def _closes(code: str, single: int, groups: list[tuple[Choice, Group]]) -> bool:
    if code in GENERAL:
        return all(code in map(present, group.any_of) for _, group in groups)
    return bool(bit(code) & single)
