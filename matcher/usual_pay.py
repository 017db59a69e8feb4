"""What is usually paid where a coder lives, by the wage survey of the Bureau of Labor Statistics?"""

from functools import cache

from db.reference import read
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
    crosswalk = {row["oews_area"]: row["cbsa"] for row in read("oews_cbsa.csv")}
    codes = {row["fips"]: row["code"] for row in read("states.csv")}
    areas: dict[str, float] = {}
    states: dict[str, float] = {}
    country: float | None = None
    for row in read("oews_2025_29-2072_areas.csv"):
        median, code = _number(row["annual_median"]), row["area_code"][2:]
        if median is None:
            continue
        if row["area_type"] == "metro":
            areas[crosswalk.get(code, code)] = median
        elif row["area_type"] == "state":
            states[codes[row["state_fips"]]] = median
        elif row["area_type"] == "national":
            country = median
    return areas, states, country


def _number(written: str) -> float | None:
    return float(written) if written.replace(".", "", 1).isdigit() else None
