"""How is an answer of the matcher told to a program?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from matcher.rank import Match, Ranking
from matcher.shown import Quote
from matcher.uplift import Gain, WhatIf


def ranking_words(ranking: Ranking) -> dict[str, Any]:
    """Give a ranking as JSON holds it; scores are points of 100."""
    return {
        "openings": ranking.openings,
        "by_status": ranking.counts,
        "matches": [match_words(match) for match in ranking.matches],
    }


def match_words(match: Match) -> dict[str, Any]:
    """Give one match as JSON holds it."""
    fit = match.fit
    return {
        **asdict(match.opening),
        "first_on": match.first_on.isoformat(),
        "score": round(fit.points.total, 2),
        "points": {name: round(points, 2) for name, points, _ in fit.points.parts()},
        "status": fit.status,
        "missing": fit.missing,
        "months": fit.months,
        "years_short": fit.years_short,
        "preferred": {"met": fit.preferred_met, "asked": fit.preferred_asked},
        "unknown": fit.unknown,
        "reasons": [asdict(finding) for finding in fit.findings],
    }


def explanation_words(match: Match, quotes: Mapping[str, Sequence[Quote]]) -> dict[str, Any]:
    """Give one match with the words that prove its reasons."""
    said = match_words(match)
    for reason in said["reasons"]:
        reason["quotes"] = [asdict(quote) for quote in quotes.get(reason["part"], ())]
    return said


def what_if_words(found: WhatIf) -> dict[str, Any]:
    """Give what one more credential would open as JSON holds it."""
    told = asdict(found)
    told["since"], told["until"] = found.since.isoformat(), found.until.isoformat()
    told["gains"] = [gain_words(gain, found) for gain in found.gains]
    return told


def gain_words(gain: Gain, found: WhatIf) -> dict[str, Any]:
    """Give one credential's gain; the interval of openings is the share's, of the population."""
    told = asdict(gain)
    told["settings"] = dict(gain.settings)
    told["openings_low"], told["openings_high"] = span(gain, found.population)
    told["pay_difference"] = pay_difference(gain, found)
    return told


def span(gain: Gain, population: int) -> tuple[int, int]:
    """Give the interval of the openings gained, in openings."""
    return round(gain.share.low * population), round(gain.share.high * population)


def pay_difference(gain: Gain, found: WhatIf) -> float | None:
    """Give the median yearly pay of what is gained less that of what the coder qualifies for now."""
    if gain.pay.dollars is None or found.pay.dollars is None:
        return None
    return gain.pay.dollars - found.pay.dollars
