"""What does a figure come to once the tagger's errors are carried through?

Tags are drawn anew 200 times (claims/redraw.py) and the figure is taken each time. The corrected figure is the mean of the
draws; its interval adds the draws' variance to that of the sample: for ratios on the line of logarithms.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from claims.columns import Columns
from claims.errors import Tagger
from claims.estimates import Estimate, Matrix
from claims.ledger import Part
from claims.measures import Finding
from claims.openings import Openings
from claims.redraw import Redraw, drawn_counts, redraw

EDGE = 1e-9
RATIOS = ("count ratio", "odds ratio", "median ratio")
BOUNDS = {"share": (0.0, 1.0), "strata": (0.0, 1.0), "lead": (-1.0, 1.0), "difference": (-1.0, 1.0)}

Totals = Callable[[Matrix], Matrix]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that is worked out from sums over openings: which openings, which sums, and the figures."""

    where: str
    columns: tuple[str, ...]
    figures: tuple[Totals, ...]


def adjust(found: Estimate | None, drawn: Matrix, part: Part, level: float) -> Estimate | None:
    """Move an estimate to the mean of the draws, and widen its interval by their variance."""
    if found is None:
        return None
    there, back = (np.log, np.exp) if part.measure in RATIOS else (_same, _same)
    line = there(drawn[np.isfinite(drawn) & ((drawn > 0) | (part.measure not in RATIOS))])
    if len(line) < 2:
        return found
    at, spread = float(line.mean()), float(line.var(ddof=1))
    raw, low, high = (
        float(there(np.array(max(each, EDGE) if there is np.log else each)))
        for each in (found.value, found.low, found.high)
    )
    freedom = max(found.effective_employers - 1, 1.0)
    reach = float(stdtrit(freedom, 1 - (1 - level) / 2))
    down, up = (float(np.hypot(side, reach * spread**0.5)) for side in (raw - low, high - raw))
    distance = float(there(np.array(part.threshold))) - at
    error = max((up if distance > 0 else down) / reach, 1e-12)
    least, most = BOUNDS.get(part.measure, (-np.inf, np.inf))
    return replace(
        found,
        value=float(back(np.array(at))),
        low=max(float(back(np.array(at - down))), least),
        high=min(float(back(np.array(at + up))), most),
        p=float(2 * stdtr(freedom, -abs(distance) / error)),
    )


def _same(values: Matrix) -> Matrix:
    return values


def drawn_totals(facts: Columns, counted: Counted, tagger: Tagger) -> Matrix | None:
    """Give the sums of each draw, a row each; None where nothing that they read was audited."""
    words = [f"({counted.where})", *(f"({column})" for column in counted.columns)]
    setting_up = redraw(facts, words, tagger.sources, tagger.audit)
    if setting_up is None:
        return None
    kinds, values = kinds_of(facts, setting_up, words)
    found = setting_up.found.astype(np.int64)
    totals: Matrix = drawn_counts(setting_up.classes(kinds), found) @ values
    return totals


def kinds_of(facts: Columns, setting_up: Redraw, words: list[str]) -> tuple[NDArray[np.int64], Matrix]:
    """Give each combination's kind, and what an opening of each kind adds to the sums; the first word is the population."""
    values = np.nan_to_num(facts.evaluate(setting_up.combos, words))
    added = values[:, 1:] * (values[:, :1] > 0)
    kinds, inverse = np.unique(added, axis=0, return_inverse=True)
    return inverse.reshape(-1).astype(np.int64), kinds


def corrected_counts(openings: Openings, part: Part, finding: Finding, tagger: Tagger) -> Finding | None:
    """Correct a figure that is worked out from sums: a share, a lead, a difference, or a ratio of counts."""
    counted = COUNTED[part.measure](part)
    totals = drawn_totals(openings.facts, counted, tagger)
    if totals is None:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = [figure(totals) for figure in counted.figures]
    if part.measure != "share":
        return plain(adjust(finding.shown, drawn[0], part, tagger.level), finding)
    left_out, against, for_it = drawn
    past = zip(finding.past, (left_out, against if part.is_high else for_it), strict=True)
    short = zip(finding.short, (left_out, for_it if part.is_high else against), strict=True)
    shown = against if part.headline == "not met" else left_out
    return replace(
        finding,
        shown=adjust(finding.shown, shown, part, tagger.level),
        past=tuple(adjust(found, draws, part, tagger.level) for found, draws in past),
        short=tuple(adjust(found, draws, part, tagger.level) for found, draws in short),
    )


def plain(found: Estimate | None, finding: Finding) -> Finding:
    """Give a finding that rests on one estimate."""
    return replace(finding, shown=found, past=(found,), short=(found,))


def _share(part: Part) -> Counted:
    return Counted(
        part.where,
        ("1", f"coalesce({part.met}, 0)", f"({part.met}) is null"),
        (
            lambda t: t[:, 1] / (t[:, 0] - t[:, 2]),
            lambda t: t[:, 1] / t[:, 0],
            lambda t: (t[:, 1] + t[:, 2]) / t[:, 0],
        ),
    )


def _lead(part: Part) -> Counted:
    return Counted(part.where, ("1", part.met, part.less), (lambda t: (t[:, 1] - t[:, 2]) / t[:, 0],))


def _better_lead(part: Part) -> Counted:
    columns = ("1", part.met, part.less, part.by)
    return Counted(part.where, columns, (lambda t: (t[:, 1] - t[:, 2:4].max(axis=1)) / t[:, 0],))


def _difference(part: Part) -> Counted:
    one, other, met = f"({part.where})", f"({part.against})", part.met or part.value
    columns = (one, f"{one} * ({met})", other, f"{other} * ({met})")
    return Counted(f"{one} or {other}", columns, (lambda t: t[:, 1] / t[:, 0] - t[:, 3] / t[:, 2],))


def _count_ratio(part: Part) -> Counted:
    where = f"({part.where}) and (({part.met}) or ({part.less}))"
    return Counted(where, (part.met, part.less), (lambda t: (t[:, 0] + 0.5) / (t[:, 1] + 0.5),))


COUNTED: dict[str, Callable[[Part], Counted]] = {
    "share": _share,
    "lead": _lead,
    "better lead": _better_lead,
    "difference": _difference,
    "mean difference": _difference,
    "count ratio": _count_ratio,
}
