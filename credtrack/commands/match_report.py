"""How are matches, reasons and what-ifs shown on a terminal?"""

from collections.abc import Mapping, Sequence

import click

from credtrack.terminal import printable, say, show_table
from db.intervals import Share
from matcher.finding import NEAR, OUT
from matcher.rank import Match, Ranking
from matcher.shown import Quote
from matcher.telling import pay_difference, span
from matcher.uplift import Gain, WhatIf
from matcher.words import STATUS_WORDS

COLUMNS = ("opening", "score", "fit", "title", "employer", "place", "posted", "left unsaid")
SIGNS = {"yes": "+", "no": "-", "unknown": "?"}
WIDEST = 44
MOST_GAINS = 15
MOST_SETTINGS = 3


def matches_table(ranking: Ranking, head: str = "") -> None:
    """Print the best openings, under a title that may begin with a head."""
    title = f"{head}{ranking.fitting:,} of {ranking.openings:,} openings fit"
    show_table(title, COLUMNS, [row(match) for match in ranking.matches])


def row(match: Match) -> list[object]:
    """One opening's line."""
    shown, fit = match.opening, match.fit
    return [
        shown.opening,
        f"{fit.points.total:.1f}",
        fit_words(match),
        shown.title[:WIDEST],
        shown.employer[:WIDEST],
        shown.location[:WIDEST],
        match.first_on,
        ", ".join(part.replace("_", " ") for part in fit.unknown),
    ]


def fit_words(match: Match) -> str:
    """The status with its figure: which credential, how many months or years."""
    fit = match.fit
    words = STATUS_WORDS[fit.status]
    if fit.status == "one_credential_away":
        return f"{words}: {' or '.join(fit.missing[:3])}{' …' if len(fit.missing) > 3 else ''}"
    if fit.status == "qualifies_within_months":
        return f"{words} ({fit.months:g})"
    return f"{words} by {fit.years_short:g}" if fit.status == "experience_short" else words


def near_line(ranking: Ranking) -> None:
    """Say what became of the openings that are not listed."""
    told = [
        f"{ranking.counts[status]:,} {STATUS_WORDS[status]}"
        for status in (*NEAR, *OUT)
        if ranking.counts[status]
    ]
    say("; ".join(told) + ("; --near lists the first kinds, --explain OPENING says why" if told else ""))


def explained(match: Match, quotes: Mapping[str, Sequence[Quote]]) -> None:
    """Print why one opening fits or not, each reason with the words that prove it."""
    shown = match.opening
    click.secho(printable(f"{shown.title}, {shown.employer}, {shown.location}"), bold=True)
    click.echo(f"{fit_words(match)}; {match.fit.points.total:.1f} of 100 points")
    for finding in match.fit.findings:
        click.echo(f"{SIGNS[finding.verdict]} {finding.part.replace('_', ' ')}: {printable(finding.says)}")
        for quote in quotes.get(finding.part, ()):
            where = "" if quote.found_in == "text" else f"  ({quote.found_in})"
            words = f"{printable(quote.before)}{click.style(printable(quote.words), bold=True)}{printable(quote.after)}"
            click.echo(f"    “{words}”{where}")
    show_table(
        "Points",
        ("part", "points", "of"),
        [(n, f"{p:.1f}", f"{m:g}") for n, p, m in match.fit.points.parts()],
    )
    click.echo(printable(shown.url))


def what_if_tables(found: WhatIf) -> None:
    """Print what each credential more would open, and the pair CPC and CCS by region."""
    now = f", of which {interval(found.qualifies)} are open to the coder now" if found.qualifies else ""
    say(
        f"Rests on {found.population:,} openings of {found.employers:,} employers, first posted after {found.since}, that fit "
        f"in all but credentials{now}. Beside them {found.unplaced:,} don't tell their place"
    )
    columns = (
        "one more",
        "opens",
        "95 %",
        "share",
        "prefer it",
        "pay, difference",
        "open now",
        "most in",
        "cost",
    )
    rows = [gain_row(gain, found) for gain in found.gains[:MOST_GAINS]]
    used = columns if any(line[-1] for line in rows) else columns[:-1]
    show_table("What one more credential would open", used, [line[: len(used)] for line in rows])
    click.echo()
    pairs = ("region", "openings", "employers", "CPC alone", "CCS alone", "both")
    show_table(
        "Share of coder openings that each satisfies, whatever their work and place",
        pairs,
        [
            (
                each.region,
                f"{each.openings:,}",
                f"{each.employers:,}",
                *map(interval, (each.cpc, each.ccs, each.both)),
            )
            for each in found.regions
        ],
    )


def gain_row(gain: Gain, found: WhatIf) -> list[object]:
    """One credential's line."""
    low, high = span(gain, found.population)
    settings = ", ".join(f"{setting.replace('_', ' ')} {n}" for setting, n in gain.settings[:MOST_SETTINGS])
    return [
        gain.credential,
        gain.openings,
        f"{low:,} to {high:,}",
        f"{gain.share.estimate:.1%}",
        gain.prefers,
        pay_words(gain, found),
        gain.open_now,
        settings,
        cost_words(gain),
    ]


def pay_words(gain: Gain, found: WhatIf) -> str:
    """The difference of medians with the numbers of openings that it rests on."""
    difference = pay_difference(gain, found)
    if difference is None:
        return ""
    return f"{'+' if difference >= 0 else '-'}${abs(difference):,.0f} a year (n = {gain.pay.openings})"


def cost_words(gain: Gain) -> str:
    """What the coder said that it costs."""
    if gain.cost is None:
        return ""
    parts = [
        f"${gain.cost.dollars:,.0f}" if gain.cost.dollars is not None else "",
        f"{gain.cost.hours:g} hours" if gain.cost.hours is not None else "",
    ]
    return ", ".join(filter(None, parts))


def interval(share: Share) -> str:
    """A share with its interval."""
    return f"{share.estimate:.0%} ({share.low:.0%} to {share.high:.0%})"
