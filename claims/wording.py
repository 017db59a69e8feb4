"""How do a figure, its interval and its rule read?"""

from claims.estimates import Estimate
from claims.ledger import Part

RATIOS = ("count ratio", "odds ratio", "median ratio", "state spread")
LOGS = ("experience against credential", "premium", "families")
POINTS = ("lead", "better lead", "difference", "setting rank", "credential rank", "trend")


def figure(part: Part, value: float) -> str:
    """Write a figure in the unit of its measure: percent, points, times, years, or percent of pay."""
    if part.measure in RATIOS:
        return f"{value:.2f} times"
    if part.measure in POINTS:
        return f"{100 * value:+.1f} points"
    if part.measure in LOGS:
        return f"{100 * value:+.1f} log points"
    if part.measure == "mean difference":
        return f"{value:+.2f} years"
    return f"{value:.0%}"


def interval(part: Part, found: Estimate) -> str:
    """Write an interval, or that there is none."""
    if part.measure == "wage band":
        return "no interval"
    return f"{figure(part, found.low)} to {figure(part, found.high)}"


def rule(part: Part) -> str:
    """Write on which side of what the figure must lie."""
    return f"{part.sense} {figure(part, part.threshold)}"
