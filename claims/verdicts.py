"""What do the openings say of a claim: supported, contradicted, undecided, or too little evidence?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlite_utils.db import Database

from claims.ledger import Claim, Ledger, Minimums, Part
from claims.measures import Tally, as_met, as_not_met, gather, left_out, tallies, without_largest
from db.intervals import Share, share

Verdict = Literal["supported", "contradicted", "undecided", "too little evidence"]
Side = Literal["past", "short", "across"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """One share of a claim with its interval; `reason` says why it is undecided or what evidence is missing."""

    label: str
    sense: str
    threshold: float
    verdict: Verdict
    share: Share | None
    unknown_share: float
    reason: str
    flips_under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The verdict on one claim over the openings first posted from `since` to `until`, always provisional on demand."""

    claim: Claim
    verdict: Verdict
    parts: tuple[PartResult, ...]
    since: date
    until: date

    @property
    def reading(self) -> str:
        """The verdict in plain words."""
        if self.verdict in ("supported", "contradicted"):
            return str(getattr(self.claim, self.verdict))
        return next(part.reason for part in self.parts if part.verdict == self.verdict)


def weigh(db: Database, ledger: Ledger, until: date) -> list[Result]:
    """Decide every claim of the ledger from the openings of the year up to `until`."""
    since, until = gather(db, until)
    return [_weigh(db, claim, ledger.minimums, since, until) for claim in ledger.claims]


def _weigh(db: Database, claim: Claim, minimums: Minimums, since: date, until: date) -> Result:
    parts = tuple(_part(db, part, minimums, twice=claim.twice) for part in claim.parts)
    return Result(
        claim=claim, verdict=joined([p.verdict for p in parts]), parts=parts, since=since, until=until
    )


def joined(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict on several parts: supported where all are, contradicted where any is, and so on."""
    if all(verdict == "supported" for verdict in verdicts):
        return "supported"
    order: tuple[Verdict, ...] = ("contradicted", "too little evidence", "undecided")
    return next(verdict for verdict in order if verdict in verdicts)


def _part(db: Database, part: Part, minimums: Minimums, *, twice: bool) -> PartResult:
    found = tallies(db, part)
    headline = as_not_met(found) if part.headline == "not met" else left_out(found)
    shown = estimate(headline, minimums.level)
    total = sum(t.openings for t in found)
    verdict, reason = decide(part, found, minimums, twice=twice)
    flips = _flips(db, part, found, minimums, verdict) if verdict in ("supported", "contradicted") else ()
    return PartResult(
        label=part.label,
        sense=part.sense,
        threshold=part.threshold,
        verdict=verdict,
        share=shown,
        unknown_share=sum(t.unknown for t in found) / total if total else 0.0,
        reason=reason,
        flips_under=flips,
    )


def decide(
    part: Part, found: Sequence[Tally], minimums: Minimums, *, twice: bool = False
) -> tuple[Verdict, str]:
    """The verdict on one share and why, with unknown openings left out, counted against it, and counted for it."""
    plain = estimate(left_out(found), minimums.level)
    missing = _missing(plain, minimums)
    if plain is None or missing:
        return "too little evidence", missing
    sides = [side(part, each) for each in (plain, *_both_ways(found, minimums.level))]
    verdict = _of_sides(sides)
    if verdict == "undecided":
        settled = sides[0] != "across"
        return verdict, "It rests on what postings leave unsaid." if settled else _near(part)
    if twice and (once := _of_sides([side(part, by_employer(left_out(found), minimums.level))])) != verdict:
        return "undecided", f"Counting each employer once, it would be {once}."
    return verdict, ""


def estimate(tally: Sequence[Tally], level: float) -> Share | None:
    """The share with its interval clustered by employer; None without openings."""
    return share([t.met for t in tally], [t.openings for t in tally], level=level)


def by_employer(tally: Sequence[Tally], level: float) -> Share | None:
    """The mean of the employers' own shares, each employer counted once."""
    return share([t.met / t.openings for t in tally], [1] * len(tally), level=level)


def side(part: Part, found: Share | None) -> Side:
    """Whether the interval lies wholly past the threshold, wholly short of it, or across it."""
    if found is None:
        return "across"
    above, below = found.low > part.threshold, found.high < part.threshold
    past, short = (below, above) if part.sense == "at most" else (above, below)
    return "past" if past else "short" if short else "across"


def _both_ways(found: Sequence[Tally], level: float) -> tuple[Share | None, Share | None]:
    return estimate(as_not_met(found), level), estimate(as_met(found), level)


def _of_sides(sides: Sequence[Side]) -> Verdict:
    if all(each == "past" for each in sides):
        return "supported"
    return "contradicted" if all(each == "short" for each in sides) else "undecided"


def _missing(found: Share | None, minimums: Minimums) -> str:
    if found is None:
        return "No opening of this kind was seen."
    checks = (
        (found.n, minimums.min_openings, "openings"),
        (found.employers, minimums.min_employers, "employers"),
        (found.effective_employers, minimums.min_effective_employers, "effective employers"),
    )
    short = [f"{have:.0f} of {need:.0f} {what}" for have, need, what in checks if have < need]
    return f"Only {', '.join(short)}." if short else ""


def _near(part: Part) -> str:
    return f"The interval holds {part.threshold:.0%}, the threshold."


def _flips(
    db: Database, part: Part, found: Sequence[Tally], minimums: Minimums, verdict: Verdict
) -> tuple[str, ...]:
    """The other ways of counting under which the verdict would not stand."""
    ways: dict[str, Callable[[], Sequence[Tally]]] = {
        "postings counted instead of openings": lambda: tallies(db, part, by_posting=True),
        "the largest employer left out": lambda: without_largest(found),
    }
    flipped = [name for name, counted in ways.items() if decide(part, counted(), minimums)[0] != verdict]
    once = by_employer(left_out(found), minimums.level)
    if _of_sides([side(part, once)]) != verdict:
        flipped.append("employers counted once each")
    return tuple(flipped)
