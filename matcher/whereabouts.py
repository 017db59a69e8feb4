"""Can a coder work where an opening is: near home, from home, or after moving?"""

from dataclasses import dataclass, field
from functools import cache

from matcher.facts import Spot, Whereabouts
from matcher.finding import STATUSES, Answer, Verdict
from matcher.home import contains, least_miles, miles_to
from matcher.profile import Profile
from matcher.weights import weights

TOO_FAR = STATUSES.index("too_far")
NOT_REMOTE = STATUSES.index("not_remote")
NOT_ALLOWED = STATUSES.index("state_not_allowed")


@dataclass(frozen=True, slots=True)
class Ground:
    """A profile's wishes for the place, with what was measured already."""

    profile: Profile
    measured: dict[Spot, tuple[bool | None, float | None]] = field(default_factory=dict)

    def near(self, spot: Spot) -> tuple[bool | None, float | None]:
        """Whether a place is within reach, None where unknown; and the miles to it where known."""
        if spot not in self.measured:
            self.measured[spot] = self._measure(spot)
        return self.measured[spot]

    def _measure(self, spot: Spot) -> tuple[bool | None, float | None]:
        home, radius = self.profile.home, self.profile.radius_miles
        if home is None:
            return None, None
        away = miles_to(home, spot)
        if radius is None:
            return contains(home, spot), away
        if away is not None:
            return away <= radius, away
        return (False if least_miles(home, spot[0]) > radius else None), None


def place(ground: Ground, where: Whereabouts) -> Answer:
    """Say whether the coder can work there.

    A posting that doesn't say whether it is remote is judged both ways: it is no only where both ways are.
    """
    if where.remote == "remote":
        return _from_home(ground, where)
    on_site = _on_site(ground, where)
    if where.remote != "unstated" or on_site.verdict in ("yes", "none"):
        return on_site
    from_home = _from_home(ground, where)
    if on_site.verdict == "no" and from_home.verdict == "no":
        return from_home if ground.profile.remote_only else on_site
    return _said("unknown", "remote not told")


def _on_site(ground: Ground, where: Whereabouts) -> Answer:
    profile = ground.profile
    if profile.remote_only:
        return _said("no", "not remote", NOT_REMOTE)
    spots = [spot for spot in where.spots if spot[0] not in profile.states_excluded]
    if where.spots and not spots:
        return _said("no", "excluded", NOT_ALLOWED)
    if profile.home is None and not profile.willing_to_move:
        is_open = bool(profile.states_excluded) and not spots
        return _said("unknown", "place not told") if is_open else _said("none", "")
    return _reached(ground, spots)


def _reached(ground: Ground, spots: list[Spot]) -> Answer:
    profile = ground.profile
    found = [ground.near(spot) for spot in spots]
    reached = [miles for is_near, miles in found if is_near]
    if reached:
        known = [miles for miles in reached if miles is not None]
        return _near(min(known) if known else None, profile.radius_miles)
    if profile.willing_to_move and (spots or not profile.states_excluded):
        return _said("yes", "move")
    if not spots:
        return _said("unknown", "place not told")
    if any(is_near is None for is_near, _ in found):
        return _said("unknown", "place not exact")
    known = [miles for _, miles in found if miles is not None]
    return Answer("no", weights()["place"]["no"], TOO_FAR, "too far", min(known) if known else 0.0)


def _near(miles: float | None, radius: float | None) -> Answer:
    if radius is None or miles is None:
        return _said("yes", "region")
    points = weights()["place"]
    value = points["yes"] - (points["yes"] - points["farthest"]) * miles / radius
    return Answer("yes", value, says="near", figure=miles)


def _from_home(ground: Ground, where: Whereabouts) -> Answer:
    profile = ground.profile
    if where.scope == "any":
        return _said("yes", "any state")
    listed = {spot[0] for spot in where.spots}
    if not listed:
        return _said("unknown", "states not told")
    if profile.home is None:
        return _homeless(profile, listed)
    if profile.home.states <= listed:
        return _said("yes", "listed")
    if profile.willing_to_move and listed - set(profile.states_excluded):
        return _said("yes", "move")
    if profile.home.states & listed:
        return _said("unknown", "part of home")
    return _said("no", "not listed", NOT_ALLOWED)


def _homeless(profile: Profile, listed: set[str]) -> Answer:
    if not listed - set(profile.states_excluded):
        return _said("no", "excluded", NOT_ALLOWED)
    if profile.willing_to_move:
        return _said("yes", "move")
    return _said("unknown", "home not said")


@cache
def _said(verdict: Verdict, says: str, status: int = 0) -> Answer:
    """Give an answer that carries no miles; a place that the coder would move to has a value of its own."""
    return Answer(verdict, weights()["place"]["move" if says == "move" else verdict], status, says)
