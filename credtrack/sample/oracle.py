"""What is the plain value of every claim's rule on a sample market whose truth is known? For tests alone."""

from credtrack.sample.oracle_asks import asked
from credtrack.sample.oracle_parts import Part, Parts, keep
from credtrack.sample.oracle_pay import paid
from credtrack.sample.oracle_rows import rows
from credtrack.sample.oracle_work import worked
from credtrack.sample.world import Market


def weigh(market: Market) -> Parts:
    """Weigh every claim that postings can decide, by claim id; a claim holds where all its parts do.

    Shares, ratios and differences are those of the openings first posted in the 365 days up to the market's day;
    trends take the whole two years.
    """
    every = rows(market)
    window = keep(every, lambda row: row.in_window)
    coders = keep(window, lambda row: row.opening.job_class == "coder")
    history = keep(every, lambda row: row.opening.job_class == "coder")
    return asked(coders, window) | worked(coders, history) | paid(coders, market.scenario)


def holds(parts: tuple[Part, ...]) -> bool:
    """Whether all parts of a claim are on the right side."""
    return all(part.holds for part in parts)
