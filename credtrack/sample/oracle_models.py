"""What do the regressions, trends and stratified comparisons of the claims come to on the known truth?"""

from math import log

import numpy as np

from credtrack.sample.oracle_parts import Part, Test, keep
from credtrack.sample.oracle_rows import Row, support
from credtrack.sample.scenario import load

NOTICEABLE = 0.05
"""An effect on log pay below which settings or premiums don't count as different."""
STATE_AT_LEAST = 10
REGIONS = ("northeast", "midwest", "south", "west")


def trend(name: str, population: list[Row], test: Test, threshold: float = 0.0) -> Part:
    """Fit the yearly change of a share by least squares."""
    times = np.array([row.time for row in population])
    hits = np.array([float(test(row)) for row in population])
    slope = float(np.polyfit(times, hits, 1)[0])
    return Part(name, slope, threshold, True, (support(population),))


def split_by_work(population: list[Row]) -> Part:
    """Pool the employers' odds of naming the CCS alone against the CPC alone: inpatient over other work."""
    tables: dict[str, list[int]] = {}
    for row in keep(population, lambda r: r.cpc != r.ccs and bool(r.work)):
        table = tables.setdefault(row.cluster, [0, 0, 0, 0])
        table[2 * (not row.inpatient) + (not row.ccs)] += 1
    above = sum(a * d / (a + b + c + d) for a, b, c, d in tables.values())
    below = sum(b * c / (a + b + c + d) for a, b, c, d in tables.values())
    mixed = {cluster for cluster, (a, b, c, d) in tables.items() if a + b and c + d}
    rows = [row for row in population if row.cluster in mixed]
    return Part("odds ratio", above / below, 1.0, True, (support(rows),))


def state_spread(population: list[Row]) -> Part:
    """Divide the spread of states' pay among remote openings by that among the others."""
    paid = keep(population, lambda r: r.annual is not None and len(r.opening.states) == 1)
    stated = keep(paid, lambda r: r.opening.remote != "unstated")
    levels = _left_over(stated)
    arms = {True: _by_state(stated, levels, remote=True), False: _by_state(stated, levels, remote=False)}
    shared = [s for s, found in arms[True].items() if _enough(found) and _enough(arms[False].get(s, []))]
    remote, other = (_between([arms[arm][state] for state in shared]) for arm in (True, False))
    used = [row for row in stated if row.opening.states[0] in shared]
    supports = support([r for r in used if r.remote]), support([r for r in used if not r.remote])
    return Part("ratio of standard deviations", (remote / other) ** 0.5, 1.0, False, supports)


def pay_effects(population: list[Row]) -> dict[str, float]:
    """Fit log pay on credential, years and specialty, with work, family and region held."""
    paid = keep(population, lambda r: r.annual is not None and r.years is not None and bool(r.region))
    held = _dummies([r.side for r in paid], [r.family for r in paid], [r.region for r in paid])
    wanted = {
        "only_ccs": [float(r.only_ccs) for r in paid],
        "only_cpc": [float(r.only_cpc) for r in paid],
        "year": [r.years or 0.0 for r in paid],
        "specialty": [float(r.specialty) for r in paid],
    }
    design = np.column_stack([*wanted.values(), *held])
    fitted = np.linalg.lstsq(design, np.array([log(r.annual or 1.0) for r in paid]), rcond=None)[0]
    return dict(zip(wanted, (float(value) for value in fitted), strict=False))


def beyond_credential(population: list[Row]) -> tuple[Part, ...]:
    """Compare four more years, and one specialty credential, with the CCS's lead in size."""
    effects = pay_effects(population)
    size = abs(effects["only_ccs"] - effects["only_cpc"])
    supports = (support(keep(population, lambda r: r.annual is not None)),)
    return (
        Part("five years against one", 4 * effects["year"] - size, 0.0, True, supports),
        Part("specialty credential", effects["specialty"] - size, 0.0, True, supports),
    )


def premium_varies(scenario: str, population: list[Row]) -> Part:
    """Read the largest difference in the CCS premium, which the scenario fixes, in logs of pay."""
    premium = load(scenario).premium
    regions = [premium[region] for region in REGIONS]
    value = max(max(regions) - min(regions), abs(premium["hospital"]), abs(4 * premium["year"]))
    paid = keep(population, lambda r: r.annual is not None)
    supports = support(keep(paid, lambda r: r.only_ccs)), support(keep(paid, lambda r: r.only_cpc))
    return Part("largest difference in premium", value, NOTICEABLE, True, supports)


def families_differ(scenario: str, population: list[Row]) -> Part:
    """Read the spread of the setting families' pay, which the scenario fixes, in logs of pay."""
    family = load(scenario).family
    paid = keep(population, lambda r: r.annual is not None and r.cpc)
    value = max(family.values()) - min(family.values())
    return Part("spread of setting families", value, NOTICEABLE, True, (support(paid),))


def _dummies(*factors: list[str]) -> list[list[float]]:
    """The constant, and columns for the levels of each factor but its first."""
    columns = [[1.0] * len(factors[0])]
    for levels in factors:
        columns += [[float(level == one) for level in levels] for one in sorted(set(levels))[1:]]
    return columns


def _left_over(rows: list[Row]) -> list[float]:
    """Log pay less what work and family explain."""
    design = np.column_stack(_dummies([r.side for r in rows], [r.family for r in rows]))
    levels = np.array([log(r.annual or 1.0) for r in rows])
    fitted = np.linalg.lstsq(design, levels, rcond=None)[0]
    return [float(value) for value in levels - design @ fitted]


def _by_state(rows: list[Row], levels: list[float], *, remote: bool) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for row, level in zip(rows, levels, strict=True):
        if row.remote == remote:
            found.setdefault(row.opening.states[0], []).append(level)
    return found


def _enough(levels: list[float]) -> bool:
    return len(levels) >= STATE_AT_LEAST


def _between(states: list[list[float]]) -> float:
    """Variance of the states' means less what chance alone puts there; never below a trace."""
    means = [float(np.mean(levels)) for levels in states]
    chance = float(np.mean([np.var(levels, ddof=1) / len(levels) for levels in states]))
    return max(float(np.var(means, ddof=1)) - chance, 1e-6)
