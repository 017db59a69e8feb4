"""How is each measure of the ledger taken again on tags that were drawn anew?

Figures of pay are taken on at most some thousand openings, chosen evenly: the change from drawing anew is what counts.
"""

from collections import ChainMap
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from claims import models, ranks, states
from claims.columns import Coded, Columns
from claims.corrections import (
    COUNTED,
    added_by,
    adjust,
    adjust_rank,
    by_group,
    corrected_counts,
    plain,
)
from claims.errors import DRAWS, Tagger
from claims.estimates import Matrix
from claims.ledger import Part
from claims.linear import Model, value
from claims.openings import Openings
from claims.outcomes import Finding
from claims.pays import Pays, paid_of, pays_of
from claims.redraw import Redraw, common, redraw
from claims.trends import effects

MOST_PAID = 20_000
MOST_FITTED = 4_000
BLOCKS = (
    ("is_coder",),
    ("only_ccs", "only_cpc", "names_specialty", "names_cpc", "names_ccs"),
    ("side",),
    ("setting", "family"),
    ("region", "state"),
    ("is_remote",),
    ("experience_years",),
)
"""Columns that a model of pay reads, by what is drawn together."""

Carried = Callable[[Openings, Part, Finding, Tagger], Finding | None]


def carry(openings: Openings, part: Part, finding: Finding) -> Finding | None:
    """Give a finding with the tagger's errors carried through; None where nothing that it rests on was audited."""
    tagger = openings.tagger
    if finding.shown is None or not tagger.audit:
        return None
    if part.measure in COUNTED:
        return corrected_counts(openings, part, finding, tagger)
    return _CARRIED[part.measure](openings, part, finding, tagger)


def _setting_rank(openings: Openings, part: Part, finding: Finding, tagger: Tagger) -> Finding | None:
    """Correct each setting's share; in a draw in which a setting has too few openings to be ranked, it isn't."""
    facts = openings.facts
    names = [str(level) for level in facts.coded["setting"].levels]
    words = [f"({part.where})"]
    for name in names:
        words += [f"setting = '{name}'", f"setting = '{name}' and ({part.met})"]
    setting_up = redraw(facts, words, tagger.sources, tagger.audit)
    if setting_up is None:
        return None
    values = added_by(facts, setting_up, words)
    sums = np.moveaxis((setting_up.expected() @ values).reshape(DRAWS, len(names), 2), 0, -1)
    shares = sums[:, 1] / np.maximum(sums[:, 0], 1.0)
    shares[sums[:, 0] < openings.minimums.min_openings] = np.nan
    wider = setting_up.widened(by_group(facts, setting_up), values, _shares_of_blocks)
    ranked = ranks.ranked_settings(openings, part)
    drawn = {name: (shares[at], wider[at]) for at, name in enumerate(names) if name in ranked}
    return _ranked(finding, part, drawn, tagger.level)


def _shares_of_blocks(totals: Matrix) -> Matrix:
    """Give the share of each block of two columns, openings and met, as the first axis."""
    shares: Matrix = np.moveaxis(totals[..., 1::2] / np.maximum(totals[..., 0::2], 1e-9), -1, 0)
    return shares


def _credential_rank(openings: Openings, part: Part, finding: Finding, tagger: Tagger) -> Finding | None:
    """Correct each credential's share by its own rates of being missed and of being found in vain (Rogan and Gladen 1978)."""
    rng = np.random.default_rng(len(openings.facts))
    drawn: dict[str, tuple[Matrix, Matrix]] = {}
    for code, share in ranks.named_shares(openings, part).items():
        pairs = tagger.audit.fields.get(f"credentials:{code}", {})
        if not pairs:
            drawn[code] = np.full(DRAWS, share), np.array(1.0)
            continue
        hits = sum(n for (truth, seen), n in pairs.items() if truth != "absent" and seen != "absent")
        missed = sum(n for (truth, seen), n in pairs.items() if truth != "absent" and seen == "absent")
        vain = sum(n for (truth, seen), n in pairs.items() if truth == "absent" and seen != "absent")
        none = pairs.get(("absent", "absent"), 0)
        found = rng.beta(hits + 0.5, missed + 0.5, DRAWS)
        false = rng.beta(vain + 0.5, none + 0.5, DRAWS)
        told = np.maximum(found - false, 0.1)
        drawn[code] = np.clip((share - false) / told, 0.0, 1.0), 1 / told.mean()
    return _ranked(finding, part, drawn, tagger.level)


def _ranked(
    finding: Finding, part: Part, drawn: dict[str, tuple[Matrix, Matrix]], level: float
) -> Finding | None:
    """Correct a rank from each candidate's drawn shares, and by how much correcting widens its sampling error."""
    if finding.shown is None:
        return None
    sides = [
        [drawn[name] for name in part.claimed],
        [drawn[name] for name in drawn if name not in part.claimed],
    ]
    claimed, others = (np.stack([shares for shares, _ in side]) for side in sides)
    wider = tuple(np.array([float(each) for _, each in side]) for side in sides)
    found = adjust_rank(finding.shown.many(), claimed, others, part, level, (wider[0], wider[1])).one()
    return plain(found or finding.shown, finding)


def _strata(openings: Openings, part: Part, finding: Finding, tagger: Tagger) -> Finding | None:
    """Correct the shares of the two strata that lean most."""
    found = []
    for stratum, met, estimate in zip(finding.strata, (part.met, part.less), finding.past, strict=True):
        where = f"({part.where}) and ({part.by}) = '{stratum}'"
        one = replace(part, measure="share", where=where, by="", met=met, less="")
        plainly = Finding(shown=estimate, past=(estimate, estimate), short=(estimate, estimate))
        carried = corrected_counts(openings, one, plainly, tagger)
        found.append(estimate if carried is None else carried.shown)
    shown = min((each for each in found if each is not None), key=lambda each: each.value, default=None)
    return replace(finding, shown=shown, past=tuple(found))


def _trend(openings: Openings, part: Part, finding: Finding, tagger: Tagger) -> Finding | None:
    panel, months = openings.window.panel, openings.window.months
    words = [f"({part.where})", "1", f"({part.met})"]
    setting_up = redraw(panel, words, tagger.sources, tagger.audit)
    if setting_up is None:
        return None
    values = added_by(panel, setting_up, words)
    column = panel.coded["month"]
    sizes, met = np.zeros((2, DRAWS, len(months)))
    for at, month in enumerate(months):
        here = column.codes == column.levels.index(month) if month in column.levels else np.zeros(0, bool)
        found = np.bincount(setting_up.combos.codes[here], minlength=len(setting_up.found)).astype(float)
        of_readings = np.bincount(setting_up.reading, found).astype(float)
        of_month = replace(setting_up, found=found, common=common(setting_up.likely, of_readings))
        sizes[:, at], met[:, at] = (of_month.expected() @ values).T
    drawn = effects(sizes, met, int(months[0][5:]))
    return plain(adjust(finding.shown, drawn, part, tagger.level), finding)


def _evenly(facts: Columns, mask: NDArray[np.bool_], most: int) -> Columns:
    """Give the openings of a mask, or as many of them, evenly chosen."""
    places = np.flatnonzero(mask)
    kept = np.zeros(len(facts), dtype=bool)
    kept[places[:: max(1, -(-len(places) // most))]] = True
    return facts.kept(kept)


def _median_ratio(openings: Openings, part: Part, finding: Finding, tagger: Tagger) -> Finding | None:
    paid = _evenly(openings.facts, openings.facts.numbers[part.value] > 0, MOST_PAID)
    words = ["1", f"({part.where})", f"({part.against})"]
    setting_up = redraw(paid, words, tagger.sources, tagger.audit)
    if setting_up is None or finding.shown is None:
        return None
    values = added_by(paid, setting_up, words)
    pay = np.log(paid.numbers[part.value])
    rng = np.random.default_rng(len(paid))
    one, other = (values > 0).T
    codes = setting_up.combos.codes
    base = np.median(pay[one[codes]]) - np.median(pay[other[codes]])
    drawn = []
    for share, truly in zip(_wrong_pay(tagger, rng), setting_up.drawn(rng), strict=True):
        amounts = np.where(rng.random(len(pay)) < share, rng.choice(pay, len(pay)), pay)
        first, second = amounts[one[truly]], amounts[other[truly]]
        drawn.append(np.median(first) - np.median(second) - base if len(first) and len(second) else np.nan)
    ratios = finding.shown.value * np.exp(np.array(drawn))
    return plain(adjust(finding.shown, ratios, part, tagger.level), finding)


def _wrong_pay(tagger: Tagger, rng: np.random.Generator) -> Matrix:
    pairs = tagger.audit.fields.get("pay", {})
    right = pairs.get(("stated", "same"), 0)
    wrong = sum(n for (_, seen), n in pairs.items() if seen == "another")
    return rng.beta(wrong + 0.5, right + 0.5, DRAWS) if pairs else np.zeros(DRAWS)


def _modelled(openings: Openings, part: Part, finding: Finding, tagger: Tagger) -> Finding | None:
    """Fit the model anew on openings whose tags were drawn anew, what belongs together drawn together."""
    paid = _evenly(openings.facts, openings.facts.numbers["annual_pay"] > 0, MOST_FITTED)
    blocks = [redraw(paid, list(names), tagger.sources, tagger.audit) for names in BLOCKS]
    if not any(blocks):
        return None
    rng = np.random.default_rng(len(paid))
    base = _figures(paid, part)
    if base is None:
        return None
    drawn = []
    for coded in zip(*(_drawn_columns(block, rng) for block in blocks if block is not None), strict=True):
        figures = _figures(Columns(paid.db, paid.cluster, ChainMap(*coded, paid.coded), paid.numbers), part)
        if figures is not None and len(figures) == len(base):
            drawn.append(figures)
    moved = np.array(drawn).reshape(len(drawn), len(base)) - base
    return _moved(part, finding, base, moved, tagger.level)


def _drawn_columns(block: Redraw, rng: np.random.Generator) -> Iterator[dict[str, Coded]]:
    """Draw the true combination of each opening, and give the block's columns as they then are, for each draw."""
    places = {}
    for name in block.combos.names:
        values = block.combos.column(name)
        levels = tuple(dict.fromkeys(values))
        places[name] = np.array([levels.index(each) for each in values]), levels
    for truly in block.drawn(rng):
        yield {name: Coded(of[truly], levels) for name, (of, levels) in places.items()}


def _figures(paid: Columns, part: Part) -> list[float] | None:
    kept = paid_of(paid, part)
    if not len(kept):
        return None
    pays = pays_of(paid, kept)
    if part.measure != "state spread":  # for coefficients alone, employers needn't be told apart
        pays = replace(pays, clusters=np.zeros_like(pays.clusters))
    return _LINES[part.measure](pays)


def _lines(fitted: tuple[Model, list[models.Line]]) -> list[float]:
    fit, lines = fitted
    return [value(fit, line) for line in lines]


def _moved(part: Part, finding: Finding, base: list[float], moved: Matrix, level: float) -> Finding:
    """Add the draws' change to the estimates of the whole."""
    if part.measure == "experience against credential":
        past = tuple(
            None if found is None else adjust(found, found.value + moved[:, at], part, level)
            for at, found in enumerate(finding.past)
        )
        return replace(finding, shown=past[0], past=past, short=past[:2])
    if finding.shown is None or not np.isfinite(base).any():
        return finding
    shown = finding.shown.value
    at = int(np.nanargmin(np.abs(np.array(base) - shown)))
    found = adjust(finding.shown, shown + moved[:, at], part, level)
    holds_none = found is not None and found.low <= 0 <= found.high
    if part.measure != "state spread" and holds_none and finding.forced == "supported":
        return replace(finding, shown=found, forced="undecided")
    return plain(found, finding)


_LINES: dict[str, Callable[[Pays], list[float]]] = {
    "experience against credential": lambda pays: _lines(models.experience_lines(pays)),
    "premium": lambda pays: _lines(models.premium_lines(pays)),
    "families": lambda pays: _lines(models.families_lines(pays)),
    "state spread": lambda pays: [states.spread_of(pays)],
}
_CARRIED: dict[str, Carried] = {
    "setting rank": _setting_rank,
    "credential rank": _credential_rank,
    "strata": _strata,
    "trend": _trend,
    "median ratio": _median_ratio,
    "state spread": _modelled,
    "experience against credential": _modelled,
    "premium": _modelled,
    "families": _modelled,
}
