"""What is usually paid where a coder lives, by the wage survey of the Bureau of Labor Statistics?"""

from functools import cache

from db.reference import published, read, wage_areas
from matcher.home import Home


def usual_pay(home: Home | None) -> float | None:
    """Give the yearly median of Medical Records Specialists (29-2072) of the home's area, else state, else country."""
    areas, states, country = _medians()
    if home is None or len(home.states) != 1:
        return country
    (state,) = home.states
    return (areas.get(home.code) if home.kind == "area" else None) or states.get(state) or country


@cache
def _medians() -> tuple[dict[str, float], dict[str, float], float | None]:
    codes = {row["fips"]: row["code"] for row in read("states.csv")}
    areas: dict[str, float] = {}
    states: dict[str, float] = {}
    country: float | None = None
    for row, area in wage_areas():
        median = published(row["annual_median"])
        if median is None:
            continue
        if area:
            areas[area] = median
        elif row["area_type"] == "state":
            states[codes[row["state_fips"]]] = median
        elif row["area_type"] == "national":
            country = median
    return areas, states, country
