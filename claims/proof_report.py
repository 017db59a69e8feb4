"""How do the figures of the proof read, as rows and as a picture?"""

from dataclasses import astuple
from math import isnan

from claims.markets import Cell
from claims.proof import Tally, enough, summaries

HEADINGS = (
    "figure",
    "cells",
    "coverage: mean",
    "least",
    "wrong at threshold: mean",
    "most",
    "wrong .05 away: most",
    "power: mean",
    "least",
)
WIDTH, HEIGHT, LEFT, TOP, ROW = 720, 40, 150, 30, 26
LOW, HIGH = 0.90, 1.0
COLORS = {(False, 0.0): "#1b6ca8", (False, 0.4): "#7fb2d9", (True, 0.0): "#b3541e", (True, 0.4): "#e5a67f"}
WORDS = {
    (False, 0.0): "all known, no errors",
    (False, 0.4): "40 % unknown",
    (True, 0.0): "wrong tags",
    (True, 0.4): "both",
}


def rows(tallies: list[Tally]) -> list[tuple[object, ...]]:
    """Give a row for each kind of figure, shares in percent."""
    summed = (astuple(each) for each in summaries(tallies))
    return [(kind, cells, *map(_percent, shares)) for kind, cells, *shares in summed]


def picture(tallies: list[Tally]) -> str:
    """Draw the coverage of every cell as SVG: a line for each kind, a dot for each cell, 95 % marked."""
    kept = [tally for tally in enough(tallies) if not isnan(tally.coverage)]
    kinds = list(dict.fromkeys(tally.cell.kind for tally in kept))
    height = TOP + ROW * len(kinds) + HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" font-size="12">',
        "<title>Coverage of 95 % intervals by kind of figure, a dot for each cell of the grid</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        *_axis(TOP + ROW * len(kinds)),
    ]
    for place, kind in enumerate(kinds):
        middle = TOP + ROW * place + ROW / 2
        parts.append(f'<text x="8" y="{middle + 4:.0f}">{kind}</text>')
        parts += [_dot(tally, middle) for tally in kept if tally.cell.kind == kind]
    for place, (key, words) in enumerate(WORDS.items()):
        x = LEFT + 140 * place
        parts.append(f'<circle cx="{x}" cy="{height - 10}" r="4" fill="{COLORS[key]}"/>')
        parts.append(f'<text x="{x + 8}" y="{height - 6}">{words}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _axis(bottom: int) -> list[str]:
    lines = []
    for percent in (90, 92.5, 95, 98, 100):
        x = _across(percent / 100)
        color = "#444" if percent == 95 else "#ccc"
        lines.append(f'<line x1="{x:.0f}" y1="{TOP}" x2="{x:.0f}" y2="{bottom}" stroke="{color}"/>')
        lines.append(f'<text x="{x:.0f}" y="{TOP - 8}" text-anchor="middle">{percent:g} %</text>')
    return lines


def _dot(tally: Tally, middle: float) -> str:
    cell = tally.cell
    shift = {12: -7, 30: 0, 100: 7}[cell.employers]
    color = COLORS[cell.has_errors, cell.unknown]
    return (
        f'<circle cx="{_across(tally.coverage):.1f}" cy="{middle + shift:.1f}" r="2.5" fill="{color}" '
        f'fill-opacity=".7"><title>{_told(cell)}: {tally.coverage:.1%}</title></circle>'
    )


def _told(cell: Cell) -> str:
    return f"{cell.employers} employers, {cell.sizes}, correlation {cell.correlation:g}, {cell.away:+g} away"


def _across(share: float) -> float:
    return LEFT + (WIDTH - LEFT - 20) * (max(share, LOW) - LOW) / (HIGH - LOW)


def _percent(share: float) -> str:
    return "" if isnan(share) else f"{100 * share:.1f} %"
