"""What was found of one figure, and what is said of it and of the claim that rests on it?"""

from dataclasses import dataclass
from datetime import date

from claims.estimates import Estimate
from claims.ledger import Claim, Part, Verdict

DECIDED = ("supported", "contradicted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One part as measured: the figure shown, and those that must lie past or short of the threshold to decide it.

    `forced` is the verdict where no interval decides; `note` is shown beside it; `strata` are those that `past` is of.
    """

    shown: Estimate | None
    past: tuple[Estimate | None, ...] = ()
    short: tuple[Estimate | None, ...] = ()
    unknown_share: float = 0.0
    forced: Verdict | None = None
    note: str = ""
    strata: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """One figure of a claim with its interval; `reason` says why it is undecided or what evidence is missing.

    `weighted` is the same figure weighted to employment, where the answer hangs on which employers are crawled; `corrected`
    has the tagger's errors carried through;
    `flips_under` are the other ways of counting under which the verdict would not stand.
    """

    part: Part
    verdict: Verdict
    estimate: Estimate | None
    weighted: Estimate | None = None
    once: Estimate | None = None
    corrected: Estimate | None = None
    unknown_share: float = 0.0
    reason: str = ""
    note: str = ""
    flips_under: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share between 0 and 1, which can be drawn on a line of percent."""
        return self.part.measure in ("share", "strata", "employment share", "wage band")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The verdict on one claim over the openings first posted from `since` to `until`, provisional on demand.

    `holm` is the largest p of its parts, made larger for the number of claims with enough evidence.
    """

    claim: Claim
    verdict: Verdict
    reading: str
    parts: tuple[PartResult, ...] = ()
    since: date
    until: date
    holm: float | None = None
    notes: tuple[str, ...] = ()
