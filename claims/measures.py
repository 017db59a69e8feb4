"""What does each measure of the ledger come to on the gathered openings?"""

from collections.abc import Callable

import numpy as np

from claims import models, ranks, states, statistics, trends
from claims.columns import numbered
from claims.estimates import Estimate, Matrix
from claims.ledger import Part
from claims.medians import Paid, median_ratio
from claims.openings import Counting, Openings, largest
from claims.outcomes import Finding


def measure(openings: Openings, part: Part, counting: Counting) -> Finding:
    """Measure one part; its figures are None where there are no openings of the kind."""
    if part.measure == "share":
        return _share(openings, part, counting)
    if part.measure in _FINDINGS:
        return _FINDINGS[part.measure](openings, part, counting)
    return _plain(_ESTIMATES[part.measure](openings, part, counting))


def _plain(found: Estimate | None) -> Finding:
    return Finding(shown=found, past=(found,), short=(found,))


def _share(openings: Openings, part: Part, counting: Counting) -> Finding:
    """Take the share three ways: unknown openings left out, counted against the rule, and counted for it."""
    columns = ["1", f"coalesce({part.met}, 0)", f"({part.met}) is null"]
    sums = openings.sums(part.where, columns, counting)
    if not len(sums):
        return Finding(shown=None)
    level = openings.minimums.level
    known = np.column_stack([sums[:, 0] - sums[:, 2], sums[:, 1]])
    ways = [known[known[:, 0] > 0], sums[:, :2], np.column_stack([sums[:, 0], sums[:, 1] + sums[:, 2]])]
    if counting.once:
        ways = [statistics.once_each(way, (0,)) for way in ways]
    left_out, unmet, met = (
        statistics.share(way, part.threshold, level) if len(way) else None for way in ways
    )
    unknown = float(sums[:, 2].sum() / sums[:, 0].sum())
    against, for_it = (unmet, met) if part.is_high else (met, unmet)
    return Finding(
        shown=unmet if part.headline == "not met" else left_out,
        past=(left_out, against),
        short=(left_out, for_it),
        unknown_share=unknown,
    )


def _lead(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    columns = ["1", part.met, part.less, f"({part.met}) <> ({part.less})"]
    sums = openings.sums(part.where, columns, counting)
    return statistics.lead(_once(sums, counting), part.threshold, openings.minimums.level)


def _better_lead(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    """Take the lead over the better of two shares, `less` and `by`."""
    sums = openings.sums(part.where, ["1", part.met, part.less, part.by], counting)
    better = 2 if sums[:, 2].sum() >= sums[:, 3].sum() else 3
    sums = np.column_stack([sums[:, 0], sums[:, 1], sums[:, better], sums[:, 1] - sums[:, better]])
    return statistics.lead(_once(sums, counting), part.threshold, openings.minimums.level)


def _difference(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    one, other = f"({part.where})", f"({part.against})"
    columns = [one, f"{one} and ({part.met})", other, f"{other} and ({part.met})"]
    sums = openings.sums(f"{one} or {other}", columns, counting)
    return statistics.difference(sums, part.threshold, openings.minimums.level)


def _mean_difference(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    one, other = f"({part.where})", f"({part.against})"
    columns = [one, f"{one} * {part.value}", other, f"{other} * {part.value}"]
    sums = openings.sums(f"{one} or {other}", columns, counting)
    return statistics.mean_difference(sums, part.threshold, openings.minimums.level)


def _count_ratio(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    columns = [part.met, part.less, f"({part.met}) or ({part.less})"]
    sums = openings.sums(f"({part.where}) and (({part.met}) or ({part.less}))", columns, counting)
    return statistics.count_ratio(sums, part.threshold, openings.minimums.level)


def _odds_ratio(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    by, met = f"({part.by})", f"({part.met})"
    columns = [f"{by} and {met}", f"{by} and not {met}", f"not {by} and {met}", f"not {by} and not {met}"]
    sums = openings.sums(part.where, columns, counting)
    return statistics.odds_ratio(sums, part.threshold, openings.minimums.level)


def _median_ratio(openings: Openings, part: Part, counting: Counting) -> Estimate | None:
    facts = openings.facts
    combos = facts.combos([part.where, part.against])
    group: Matrix = facts.evaluate(combos, [f"({part.where})", f"({part.against})"])
    pay = facts.numbers[part.value]
    of_either = group.max(axis=1, initial=0.0) > 0
    kept = np.flatnonzero(of_either[combos.codes] & (pay > 0))
    if not len(kept):
        return None
    clusters = numbered(facts.cluster[kept])[1]
    if counting.without_largest:
        kept = kept[clusters != largest(clusters)]
        clusters = numbered(facts.cluster[kept])[1]
    paid = Paid(clusters, np.log(pay[kept]), group[combos.codes[kept], 0] > 0)
    return median_ratio(paid, part.threshold, openings.minimums.level)


def _trend(openings: Openings, part: Part, counting: Counting) -> Finding:
    found, note = trends.trend(openings, part, counting)
    return Finding(
        shown=found, past=(found,), short=(found,), note=note, forced="undecided" if note else None
    )


def _by_bootstrap(openings: Openings, part: Part, counting: Counting) -> Finding:
    found = models.premium if part.measure == "premium" else models.families
    shown, is_sure, note = found(openings, part, counting)
    return Finding(shown=shown, forced="supported" if is_sure else "undecided", note=note)


def _once(sums: Matrix, counting: Counting) -> Matrix:
    return statistics.once_each(sums, (0,)) if counting.once else sums


_ESTIMATES: dict[str, Callable[[Openings, Part, Counting], Estimate | None]] = {
    "lead": _lead,
    "better lead": _better_lead,
    "difference": _difference,
    "mean difference": _mean_difference,
    "count ratio": _count_ratio,
    "odds ratio": _odds_ratio,
    "median ratio": _median_ratio,
    "setting rank": ranks.settings,
    "credential rank": ranks.credentials,
    "state spread": states.state_spread,
}
_FINDINGS: dict[str, Callable[[Openings, Part, Counting], Finding]] = {
    "strata": ranks.strata,
    "trend": _trend,
    "experience against credential": models.experience,
    "premium": _by_bootstrap,
    "families": _by_bootstrap,
}
