"""Does one opening fit one coder, and what speaks for it and against it?

The same rules answer for a single pair (`judge`) and for a whole database (matcher/rank.py).
"""

from dataclasses import dataclass
from datetime import date, datetime

from matcher.asks import UNKNOWN, Asked, Holder, asked, holder, missing, ready, satisfies
from matcher.experience import experience
from matcher.facts import Facts
from matcher.finding import FITS, STATUSES, Answer, Finding
from matcher.pay import Measure, pay
from matcher.profile import Profile
from matcher.says import say_asks, say_experience, say_pay, say_place, say_preferred, say_wishes
from matcher.score import Points, fresh_value, points
from matcher.usual_pay import usual_pay
from matcher.whereabouts import Ground, place
from matcher.wishes import wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How an opening fits: `status` is one of STATUSES, the worst that a part gives; `findings` hold each part's reason.

    `missing` lists credentials each of which alone would close the gap; `months` are those allowed to obtain it;
    `satisfies` is the ledger's answer, for which a preferred credential counts where none is required.
    """

    status: str
    missing: tuple[str, ...]
    months: float | None
    years_short: float
    preferred_met: int
    preferred_asked: int
    satisfies: bool | None
    findings: tuple[Finding, ...]
    points: Points

    @property
    def fits(self) -> bool:
        """Whether nothing known speaks against it."""
        return self.status in FITS

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that the opening, or the profile, leaves unsaid."""
        return tuple(finding.part for finding in self.findings if finding.verdict == "unknown")

    @property
    def against(self) -> tuple[str, ...]:
        """The parts that speak against it."""
        return tuple(finding.part for finding in self.findings if finding.verdict == "no")

    @property
    def in_favor(self) -> tuple[str, ...]:
        """The parts that speak for it."""
        return tuple(finding.part for finding in self.findings if finding.verdict == "yes")


@dataclass(frozen=True, slots=True)
class Judge:
    """A profile on one day, made ready to be compared with many openings."""

    profile: Profile
    today: date
    holder: Holder
    ground: Ground
    measure: Measure

    def fit(self, facts: Facts) -> Fit:
        """Compare an opening with the profile."""
        said, offered, work = self.profile, facts.pay, facts.work
        stand = self.asks(facts)
        years = experience(said, facts.experience_years, work.work_types)
        where = place(self.ground, facts.whereabouts)
        paid = pay(self.measure, offered, work.setting)
        wished = wishes(said, work)
        status = max(stand.status, years.status, where.status, paid.status)
        ready_asks = ready(facts.asks or ())
        lacking = missing(ready_asks, self.holder)
        findings = (
            say_asks(stand, facts.asks, self.holder, lacking, said),
            say_preferred(stand, facts.asks, self.holder),
            say_experience(years),
            say_place(said, facts.whereabouts, where),
            say_pay(self.measure, offered, paid),
            *say_wishes(said, work, wished),
        )
        fresh = fresh_value(facts.first_on, self.today)
        return Fit(
            status=STATUSES[status],
            missing=lacking,
            months=stand.months,
            years_short=_short(years),
            preferred_met=stand.met,
            preferred_asked=stand.preferred,
            satisfies=None if facts.asks is None else satisfies(ready_asks, self.holder.held),
            findings=tuple(finding for finding in findings if finding.verdict != "none"),
            points=points(status, stand.value, paid.value, wished.value, where.value, fresh),
        )

    def asks(self, facts: Facts) -> Asked:
        """How the coder stands to the requirement groups; unknown where nothing was read."""
        if facts.asks is None:
            return Asked(UNKNOWN, None, 0, 0)
        return asked(ready(facts.asks), self.holder)


def _short(years: Answer) -> float:
    return years.figure if years.verdict == "no" else 0.0


def judge_of(profile: Profile, today: date) -> Judge:
    """Make a profile ready to be compared with many openings."""
    measure = Measure(profile.pay_floor, usual_pay(profile.home))
    return Judge(profile, today, holder(profile, today), Ground(profile), measure)


def judge(profile: Profile, opening: Facts, today: date | None = None) -> Fit:
    """Say how one opening fits one coder; `today` is the day from which months and ages count.

    No database is needed: `facts_from_tags` gives the facts of a posting as the labeling guideline has them.
    """
    return judge_of(profile, today or datetime.now().astimezone().date()).fit(opening)
