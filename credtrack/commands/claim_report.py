"""What does a report on the claims say, and on which queries and openings does one claim rest?"""

from collections.abc import Iterator, Sequence

from sqlite_utils.db import Database

from claims.ledger import Claim, Part
from claims.openings import sums_query
from claims.outcomes import PartResult, Result
from claims.weights import Frame
from claims.wording import figure, interval, rule
from credtrack.terminal import SAMPLE_NOTICE
from db.connect import Kind

SHOWN = 10


def markdown(results: Sequence[Result], kind: Kind, frame: Frame) -> str:
    """A report in Markdown: the count of each verdict, how the crawl stands to employment, every claim by section."""
    parts = ["# The article's claims, weighed", ""]
    if kind == "sample":
        parts += [f"**{SAMPLE_NOTICE}**", ""]
    if results:
        first = results[0]
        parts += [f"Openings first posted from {first.since} to {first.until}. Verdicts are provisional.", ""]
    parts += [*_score(results), *_frame(frame)]
    section = ""
    for result in results:
        if result.claim.section != section:
            section = result.claim.section
            parts += ["", f"## {section}"]
        parts += list(_claim(result))
    return "\n".join(parts)


def queries(claim: Claim) -> list[str]:
    """The SQL by which a claim's shares and leads are counted, over the table of facts (claims/sql/facts.sql)."""
    return [sums_query(part.where, _columns(part), "1") for part in claim.parts if part.met]


def examples(db: Database, claim: Claim) -> list[Sequence[object]]:
    """Some openings of a claim's first population, newest first, with whether each meets the rule."""
    if claim.evidence != "postings":
        return []
    part = claim.parts[0]
    return db.execute(f"""
        with shown as (
            select opening, {part.met or "null"} as meets from temp.facts
            where {part.where} order by opening desc limit {SHOWN}
        )
        select shown.opening, postings.title, employers.name, shown.meets, postings.url
        from shown
        join openings on openings.id = shown.opening
        join postings on postings.id = shown.opening
        join employers on employers.id = openings.employer
        order by shown.opening desc
    """).fetchall()  # noqa: S608  (the ledger's own words)


def _columns(part: Part) -> list[str]:
    if part.less:
        return ["1", part.met, part.less]
    return ["1", f"coalesce({part.met}, 0)", f"({part.met}) is null"]


def _score(results: Sequence[Result]) -> Iterator[str]:
    verdicts = [result.verdict for result in results]
    for verdict in dict.fromkeys(verdicts):
        yield f"- {verdict}: {verdicts.count(verdict)}"


def _frame(frame: Frame) -> Iterator[str]:
    yield "\n## Where coders work, and where openings were seen\n"
    yield "| setting group | share of employment | of openings | of openings, weighted |"
    yield "|---|---|---|---|"
    for each in frame.groups:
        name = each.group.replace("_", " ")
        yield f"| {name} | {each.employment:.1%} | {each.openings:.1%} | {each.weighted:.1%} |"
    yield f"\nDesign effect of the weights: {frame.design_effect:.2f}."
    if frame.absent:
        yield f"No openings seen: {', '.join(frame.absent).replace('_', ' ')}."


def _claim(result: Result) -> Iterator[str]:
    claim = result.claim
    yield f"\n### {claim.statement}"
    yield f"\n**{result.verdict}** (`{claim.id}`). {result.reading}\n"
    if claim.population:
        yield f"- Asked of: {claim.population}"
    yield f"- Rule: {claim.rule}"
    for part in result.parts:
        yield f"- {_figure(part)}"
    for note in result.notes:
        yield f"- {note}"
    if result.holm is not None:
        yield f"- p, adjusted for the number of claims (Holm): {result.holm:.3g}"


def _figure(result: PartResult) -> str:
    part, found = result.part, result.estimate
    label = f"{part.label}: " if part.label else ""
    if found is None:
        return f"{label}{result.verdict}. {result.reason}"
    words = f"{label}{figure(part, found.value)} ({interval(part, found)}; rule: {rule(part)}); {found.n:,} openings"
    if found.employers:
        words += f" of {found.employers} employers, {found.effective_employers:.0f} effective"
    if result.unknown_share:
        words += f"; left unsaid by {result.unknown_share:.0%}"
    if result.corrected is not None:
        words += f"; tagger's errors carried through {figure(part, result.corrected.value)} ({interval(part, result.corrected)})"
    if result.weighted is not None:
        words += f"; weighted to employment {figure(part, result.weighted.value)} ({interval(part, result.weighted)})"
    if result.flips_under:
        words += f"; would not stand with {', '.join(result.flips_under)}"
    return f"{words}. {result.note}".strip()
