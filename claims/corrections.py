"""What does a figure come to once the tagger's errors are carried through?

Tags are drawn anew 200 times (claims/redraw.py) and the figure is taken each time. The corrected figure is the mean of the
draws; its interval adds the draws' variance to that of the sample: for ratios on the line of logarithms.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from scipy.special import stdtr, stdtrit

from claims.columns import Columns
from claims.errors import Tagger
from claims.estimates import Estimate, Estimates, Matrix
from claims.ledger import Part
from claims.openings import Openings
from claims.outcomes import Finding
from claims.redraw import Redraw, redraw

EDGE = 1e-9
GROUPS = 20
"""Of employers, of which one is left out at a time."""
MOST_FURTHER = 1.4
RATIOS = ("count ratio", "odds ratio", "median ratio")
BOUNDS = {"share": (0.0, 1.0), "strata": (0.0, 1.0), "lead": (-1.0, 1.0), "difference": (-1.0, 1.0)}
BOUNDS |= {"setting rank": (-1.0, 1.0), "credential rank": (-1.0, 1.0)}

Totals = Callable[[Matrix], Matrix]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that is worked out from sums over openings: which openings, which sums, and the figures."""

    where: str
    columns: tuple[str, ...]
    figures: tuple[Totals, ...]


def adjust(
    found: Estimate | None, drawn: Matrix, part: Part, level: float, widened: float = 1.0
) -> Estimate | None:
    """Move an estimate to the mean of the draws, and widen its interval: the sample's error by a factor, and the draws'."""
    if found is None or np.isfinite(drawn).sum() < 2:
        return found
    return adjust_many(found.many(), drawn, part, level, np.array(widened)).one() or found


def adjust_many(found: Estimates, drawn: Matrix, part: Part, level: float, widened: Matrix) -> Estimates:
    """Do so for many samples; the draws are the last axis."""
    is_ratio = part.measure in RATIOS
    there, back = (_log, np.exp) if is_ratio else (np.asarray, np.asarray)
    with np.errstate(invalid="ignore"):
        usable = np.isfinite(drawn) & ((drawn > 0) | (not is_ratio))
    line = there(np.where(usable, drawn, 1.0))
    count = np.maximum(usable.sum(axis=-1), 2)
    at = np.where(usable, line, 0.0).sum(axis=-1) / count
    spread = np.where(usable, (line - at[..., np.newaxis]) ** 2, 0.0).sum(axis=-1) / (count - 1)
    freedom = np.maximum(found.effective_employers - 1, 1.0)
    reach = stdtrit(freedom, 1 - (1 - level) / 2)
    raw = there(found.value)
    down = np.hypot(widened * (raw - there(found.low)), reach * spread**0.5)
    up = np.hypot(widened * (there(found.high) - raw), reach * spread**0.5)
    distance = there(np.asarray(part.threshold, dtype=float)) - at
    error = np.maximum(np.where(distance > 0, up, down) / reach, EDGE)
    least, most = BOUNDS.get(part.measure, (-np.inf, np.inf))
    return replace(
        found,
        value=back(at),
        low=np.maximum(back(at - down), least),
        high=np.minimum(back(at + up), most),
        p=2 * stdtr(freedom, -np.abs(distance) / error),
    )


def adjust_rank(
    found: Estimates,
    claimed: Matrix,
    others: Matrix,
    part: Part,
    level: float,
    widened: tuple[Matrix, Matrix],
) -> Estimates:
    """Do so for a rank, from the draws of the shares of claimed candidates and others (the last axis but one).

    Shown is the pair that is closest to failing, or fails most, by the mean of the draws. The interval's low end is the
    lowest of all pairs', so that every claimed candidate surely leads every other where it is above 0. A draw in which a
    share doesn't exist (nan) is passed over: the highest of many uncertain shares lies too high in each draw.
    """
    pairs = _paired(claimed[..., :, np.newaxis, :] - others[..., np.newaxis, :, :], 3)
    squares = widened[0][..., :, np.newaxis] ** 2 + widened[1][..., np.newaxis, :] ** 2
    wider = _paired((squares / 2) ** 0.5, 2)
    each = {field.name: np.asarray(getattr(found, field.name))[..., np.newaxis] for field in fields(found)}
    moved = adjust_many(Estimates(**each), pairs, part, level, wider)
    exists = np.isfinite(pairs).sum(axis=-1) >= 2
    lowest = np.where(exists, moved.value, np.inf).argmin(axis=-1)[..., np.newaxis]
    value, high, p = (
        np.take_along_axis(row, lowest, -1)[..., 0] for row in (moved.value, moved.high, moved.p)
    )
    low = np.where(exists, moved.low, np.inf).min(axis=-1)
    least_sure = np.where(exists, moved.p, 0.0).max(axis=-1)
    return replace(found, value=value, low=low, high=high, p=np.where(value > part.threshold, least_sure, p))


def _paired(values: Matrix, axes: int) -> Matrix:
    """Give what is laid out by claimed candidate and other as one row of pairs."""
    start = values.ndim - axes
    return values.reshape(*values.shape[:start], -1, *values.shape[start + 2 :])


def _log(values: Matrix) -> Matrix:
    logs: Matrix = np.log(np.maximum(values, EDGE))
    return logs


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A part's figures in each draw and as found, and by how much correcting widens each one's sampling error."""

    figures: list[Matrix]
    raw: list[float]
    widened: list[float]


def drawn_figures(facts: Columns, counted: Counted, tagger: Tagger) -> Drawn | None:
    """Take a part's figures on tags drawn anew; None where nothing that they read was audited."""
    words = [f"({counted.where})", *(f"({column})" for column in counted.columns)]
    setting_up = redraw(facts, words, tagger.sources, tagger.audit)
    if setting_up is None:
        return None
    values = added_by(facts, setting_up, words)
    groups = by_group(facts, setting_up)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Drawn(
            [figure(setting_up.expected() @ values) for figure in counted.figures],
            [float(figure(setting_up.found @ values)) for figure in counted.figures],
            [float(setting_up.widened(groups, values, figure)) for figure in counted.figures],
        )


def by_group(facts: Columns, setting_up: Redraw) -> Matrix:
    """Count the openings of each combination by group of employers."""
    width = len(setting_up.found)
    places = facts.cluster % GROUPS * width + setting_up.combos.codes
    return np.bincount(places, minlength=GROUPS * width).reshape(GROUPS, width).astype(float)


def added_by(facts: Columns, setting_up: Redraw, words: list[str]) -> Matrix:
    """Give what an opening of each combination adds to the sums; the first word is the population."""
    values = np.nan_to_num(facts.evaluate(setting_up.combos, words))
    added: Matrix = values[:, 1:] * (values[:, :1] > 0)
    return added


def corrected_counts(openings: Openings, part: Part, finding: Finding, tagger: Tagger) -> Finding | None:
    """Correct a figure that is worked out from sums: a share, a lead, a difference, or a ratio of counts."""
    counted = COUNTED[part.measure](part)
    drawn = drawn_figures(openings.facts, counted, tagger)
    if drawn is None:
        return None

    def adjusted(found: Estimate | None, at: int) -> Estimate | None:
        return adjust(found, drawn.figures[at], part, tagger.level, drawn.widened[at])

    if part.measure == "odds ratio" and finding.shown is not None:
        return plain(_by_change(finding.shown, drawn, part, tagger.level), finding)
    if part.measure != "share":
        return plain(adjusted(finding.shown, 0), finding)
    against, for_it = (1, 2) if part.is_high else (2, 1)
    return replace(
        finding,
        shown=adjusted(finding.shown, 1 if part.headline == "not met" else 0),
        past=tuple(adjusted(found, at) for found, at in zip(finding.past, (0, against), strict=True)),
        short=tuple(adjusted(found, at) for found, at in zip(finding.short, (0, for_it), strict=True)),
    )


def _by_change(found: Estimate, drawn: Drawn, part: Part, level: float) -> Estimate | None:
    """Move an odds ratio within employers as drawing anew moves that of all openings together."""
    within, together = np.array(found.value), np.array(drawn.raw[0])
    figures, widened = moved_odds(within, drawn.figures[0], together, np.array(drawn.widened[0]))
    return adjust(found, figures, part, level, float(widened))


def moved_odds(within: Matrix, drawn: Matrix, together: Matrix, widened: Matrix) -> tuple[Matrix, Matrix]:
    """Give odds ratios within employers as they'd be if those of all openings together moved from `together` to `drawn`.

    Within employers a ratio lies further from 1 than over all of them, by as much as employers differ (Neuhaus, Kalbfleisch and
    Hauck 1991), and wrong tags draw it nearer all the more where chances are near 0 or 1. On the log scale the move is the
    cube of that many times as far: an approximation, found on drawn markets (`tests/claims/test_corrections.py`). The sampling
    error widens as the ratio itself does, at least by `widened`, at most twofold. The draws are the last axis.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        further = np.nan_to_num(np.log(within) / np.log(together), nan=1.0, posinf=1.0, neginf=1.0)
        times = np.clip(further, 1.0, MOST_FURTHER) ** 3
        figures: Matrix = (
            within[..., np.newaxis] * (drawn / together[..., np.newaxis]) ** times[..., np.newaxis]
        )
        grown = np.log(np.nanmean(figures, axis=-1)) / np.log(within)
    return figures, np.maximum(widened, np.clip(np.nan_to_num(grown, nan=1.0), 1.0, 2.0))


def plain(found: Estimate | None, finding: Finding) -> Finding:
    """Give a finding that rests on one estimate."""
    return replace(finding, shown=found, past=(found,), short=(found,))


def _share(part: Part) -> Counted:
    return Counted(
        part.where,
        ("1", f"coalesce({part.met}, 0)", f"({part.met}) is null"),
        (
            lambda t: t[..., 1] / (t[..., 0] - t[..., 2]),
            lambda t: t[..., 1] / t[..., 0],
            lambda t: (t[..., 1] + t[..., 2]) / t[..., 0],
        ),
    )


def _lead(part: Part) -> Counted:
    return Counted(part.where, ("1", part.met, part.less), (lambda t: (t[..., 1] - t[..., 2]) / t[..., 0],))


def _better_lead(part: Part) -> Counted:
    columns = ("1", part.met, part.less, part.by)
    return Counted(part.where, columns, (lambda t: (t[..., 1] - t[..., 2:4].max(axis=-1)) / t[..., 0],))


def _difference(part: Part) -> Counted:
    one, other, met = f"({part.where})", f"({part.against})", part.met or part.value
    columns = (one, f"{one} * ({met})", other, f"{other} * ({met})")
    return Counted(f"{one} or {other}", columns, (lambda t: t[..., 1] / t[..., 0] - t[..., 3] / t[..., 2],))


def _count_ratio(part: Part) -> Counted:
    where = f"({part.where}) and (({part.met}) or ({part.less}))"
    return Counted(where, (part.met, part.less), (lambda t: (t[..., 0] + 0.5) / (t[..., 1] + 0.5),))


def _odds(part: Part) -> Counted:
    by, met = f"({part.by})", f"({part.met})"
    cells = (f"{by} and {met}", f"{by} and not {met}", f"not {by} and {met}", f"not {by} and not {met}")
    return Counted(
        part.where,
        cells,
        (lambda t: (t[..., 0] + 0.5) * (t[..., 3] + 0.5) / ((t[..., 1] + 0.5) * (t[..., 2] + 0.5)),),
    )


COUNTED: dict[str, Callable[[Part], Counted]] = {
    "share": _share,
    "lead": _lead,
    "better lead": _better_lead,
    "difference": _difference,
    "mean difference": _difference,
    "count ratio": _count_ratio,
    "odds ratio": _odds,
}
