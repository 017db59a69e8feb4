"""Where is the place that a posting's location field names?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from db.reference import read

COUNT_OF_PLACES = re.compile(
    r"^\s*(?:\d+|multiple|various|several|many)\s+(?:locations?|states|cities|sites)\b", re.IGNORECASE
)
FOREIGN = re.compile(
    r"\b(?:canada|india|philippines|mexico|united kingdom|england|ireland|australia)\b", re.IGNORECASE
)
CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is known of one written place; `reason` says why the state, or the city, is not."""

    city: str | None = None
    county_fips: str | None = None
    state: str | None = None
    cbsa: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    reason: str | None = None

    def row(self) -> tuple[str | float | None, ...]:
        """Give the place as the columns of `locations` hold it."""
        place = (self.city, self.county_fips, self.state, self.cbsa)
        return (*place, self.latitude, self.longitude, self.reason)


@lru_cache(maxsize=100_000)
def places_of(written: str) -> tuple[Place, ...]:
    """Give the places that one location field names: at least one, an unknown one with its reason."""
    if COUNT_OF_PLACES.search(written):
        return (Place(reason="a count of places, none named"),)
    if FOREIGN.search(written):
        return (Place(reason="outside the United States"),)
    states = _states(written)
    if not states:
        return (Place(reason="no state named"),)
    return tuple(Place(state=state, reason="city not resolved") for state in states)


def _states(written: str) -> tuple[str, ...]:
    codes = {row["code"]: row["name"] for row in read_states()}
    found = [(m.start(), m.group()) for m in CODE.finditer(written) if m.group() in codes]
    rest = CODE.sub("  ", written)
    for code, name in sorted(codes.items(), key=lambda pair: -len(pair[1])):
        for match in re.finditer(rf"\b{re.escape(name)}\b", rest, re.IGNORECASE):
            found.append((match.start(), code))
            rest = rest[: match.start()] + " " * len(name) + rest[match.end() :]
    return tuple(dict.fromkeys(code for _, code in sorted(found)))


@lru_cache(maxsize=1)
def read_states() -> tuple[dict[str, str], ...]:
    """Give the rows of states.csv."""
    return tuple(read("states.csv"))
