"""What does pay hang on, once work type, kind of employer and region are held?"""

import numpy as np

from claims.estimates import Estimate, Matrix, support
from claims.ledger import Part
from claims.linear import Model, bootstrap_p, contrast, model, value
from claims.openings import Counting, Openings
from claims.outcomes import Finding
from claims.pays import Pays, read_pays

SURE = 0.025
"""Under this p a difference in pay is believed."""
REGIONS = ("Midwest", "South", "West")


Line = dict[str, float]
"""A weighted sum of coefficients."""


def experience(openings: Openings, part: Part, counting: Counting) -> Finding:
    """Compare five years against one, and a specialty credential, with the step from CPC to CCS.

    All must be past 0 for experience to outweigh the credential; of `short`, for the reverse, short of 0.
    """
    pays = read_pays(openings, part, counting)
    if pays is None:
        return Finding(shown=None)
    fit, lines = experience_lines(pays)
    past = tuple(contrast(fit, line, openings.minimums.level) for line in lines)
    return Finding(shown=past[0], past=past, short=past[:2])


def experience_lines(pays: Pays) -> tuple[Model, list[Line]]:
    """Fit the model; each effect less the step from CPC to CCS in the sense that it has, then in the other."""
    columns = pays.held("side", "family", "region")
    columns |= {name: pays.numbers[name] for name in ("only_ccs", "only_cpc", "years", "specialty")}
    fit = _model(pays, columns)
    sign = -1.0 if value(fit, {"only_ccs": 1, "only_cpc": -1}) < 0 else 1.0
    effects: tuple[Line, ...] = ({"years": 4.0}, {"specialty": 1.0})
    lines = [effect | {"only_ccs": -by, "only_cpc": by} for by in (sign, -sign) for effect in effects]
    return fit, lines


def premium(openings: Openings, part: Part, counting: Counting) -> tuple[Estimate | None, bool, str]:
    """Tell whether the CCS premium differs by region, kind of employer or years: the largest difference, and how sure."""
    pays = read_pays(openings, part, counting)
    if pays is None:
        return None, False, ""
    fit, lines = premium_lines(pays)
    tests = [[f"ccs {region}" for region in REGIONS], ["ccs hospital"], ["ccs years"]]
    tests = [[name for name in names if name in fit.names] for names in tests]
    chances = [bootstrap_p(fit, names) for names in tests if names]
    found = [contrast(fit, line, openings.minimums.level) for line in lines]
    return _largest(found, min(holm(chances), default=1.0), "premium")


def premium_lines(pays: Pays) -> tuple[Model, list[Line]]:
    """Fit the model; the differences in premium between regions, kinds of employer, and four years."""
    ccs, years = pays.numbers["only_ccs"], pays.numbers["years"]
    columns = pays.held("side", "family", "region")
    columns |= {"only_ccs": ccs, "years": years, "years unsaid": pays.numbers["years unsaid"]}
    columns |= {f"ccs {region}": ccs * pays.is_level("region", region) for region in REGIONS}
    columns |= {f"ccs {family}": ccs * pays.is_level("family", family) for family in _others(pays)}
    columns["ccs years"] = ccs * (years - years.mean())
    fit = _model(pays, columns)
    names = [*(f"ccs {region}" for region in REGIONS), "ccs hospital"]
    return fit, [*({name: 1.0} for name in names if name in fit.names), {"ccs years": 4.0}]


def families(openings: Openings, part: Part, counting: Counting) -> tuple[Estimate | None, bool, str]:
    """Tell whether kinds of employer differ in pay: the largest difference from ambulatory care, and how sure."""
    pays = read_pays(openings, part, counting)
    if pays is None:
        return None, False, ""
    fit, lines = families_lines(pays)
    if not lines:
        return None, False, ""
    found = [contrast(fit, line, openings.minimums.level) for line in lines]
    return _largest(found, bootstrap_p(fit, [name for line in lines for name in line]), "pay")


def families_lines(pays: Pays) -> tuple[Model, list[Line]]:
    """Fit the model; each kind of employer's difference from ambulatory care."""
    columns = pays.held("side", "region")
    others = _others(pays)
    columns |= {family: pays.is_level("family", family) for family in others}
    fit = _model(pays, columns)
    return fit, [{family: 1.0} for family in others if family in fit.names]


def holm(chances: list[float]) -> list[float]:
    """Give p values made larger for their number (Holm 1979), in the order given."""
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    adjusted, highest = [1.0] * len(chances), 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[at]))
        adjusted[at] = highest
    return adjusted


def _others(pays: Pays) -> list[str]:
    return [family for family in pays.levels("family") if family != "ambulatory"]


def _model(pays: Pays, columns: dict[str, Matrix]) -> Model:
    sizes = np.bincount(pays.clusters).astype(float)
    return model(columns, pays.pay, pays.clusters, support([sizes]))


def _largest(found: list[Estimate | None], chance: float, what: str) -> tuple[Estimate | None, bool, str]:
    known = [each for each in found if each is not None]
    if not known:
        return None, False, ""
    shown = max(known, key=lambda each: abs(each.value))
    most = max(max(abs(each.low), abs(each.high)) for each in known)
    note = f"p = {chance:.3f} by the wild bootstrap; differences in {what} beyond {np.expm1(most):.0%} are excluded."
    return shown, chance < SURE, note
