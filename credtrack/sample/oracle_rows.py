"""What would a reader of the claims see in each opening, if nothing were hidden?"""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from credtrack.sample.employers import settings
from credtrack.sample.facts import Opening
from credtrack.sample.leaning import leans, named, names, only, requires, satisfied, specialty_credentials
from credtrack.sample.pay import FEDERAL_HOURS, HOURS, regions
from credtrack.sample.truth import cluster
from credtrack.sample.world import Market

HOSPITALS = frozenset(
    {"acute_hospital", "academic_medical_center", "health_system", "rehab_hospital", "ltach"}
)
AMBULATORY = frozenset({"physician_practice", "multispecialty_clinic", "surgery_center", "outpatient_clinic"})
WINDOW = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Row:
    """One opening with the words of the claims worked out; `side` is inpatient or ambulatory where it is one alone."""

    opening: Opening
    setting: str
    family: str
    cluster: str
    work: frozenset[str]
    side: str
    codes: frozenset[str]
    cpc: bool
    ccs: bool
    only_cpc: bool
    only_ccs: bool
    leans_cpc: bool
    leans_ccs: bool
    by_cpc: bool
    by_ccs: bool
    by_both: bool
    years: float | None
    annual: float | None
    annual_high: float | None
    region: str
    time: float
    in_window: bool

    @property
    def inpatient(self) -> bool:
        """Whether inpatient work is among what is coded."""
        return "inpatient" in self.work

    @property
    def ambulatory(self) -> bool:
        """Whether outpatient or professional work is."""
        return bool(self.work & {"outpatient", "professional"})

    @property
    def remote(self) -> bool:
        """Whether it says that it is remote."""
        return self.opening.remote == "remote"

    @property
    def specialty(self) -> bool:
        """Whether it names an AAPC specialty credential."""
        return bool(self.codes & specialty_credentials())

    def requires(self, code: str) -> bool:
        """Whether the code stands in a required group."""
        return requires(self.opening.requirements, code)


@dataclass(frozen=True, slots=True)
class Support:
    """How much stands behind a figure: openings, employers (clusters), and effective employers."""

    openings: int
    employers: int
    effective: float


def rows(market: Market) -> tuple[Row, ...]:
    """Every opening of the two years; the claims' window is marked."""
    return tuple(_row(market, opening) for opening in market.openings)


def support(population: list[Row]) -> Support:
    """Count a population as the claims do; effective employers are (sum n)^2 / sum n^2."""
    sizes: dict[str, int] = {}
    for row in population:
        sizes[row.cluster] = sizes.get(row.cluster, 0) + 1
    squares = sum(size * size for size in sizes.values())
    return Support(len(population), len(sizes), len(population) ** 2 / squares if squares else 0.0)


def middle(population: list[Row]) -> float:
    """Return the median annualized midpoint of those that have one."""
    return median(row.annual for row in population if row.annual is not None)


def _row(market: Market, opening: Opening) -> Row:
    employer, groups = opening.employer, opening.requirements
    work = frozenset(opening.work_types)
    annual, high = _annualized(opening)
    return Row(
        opening=opening,
        setting=employer.setting,
        family=settings()[employer.setting].family,
        cluster=cluster(opening),
        work=work,
        side=_side(work),
        codes=named(groups),
        cpc=names(groups, "CPC"),
        ccs=names(groups, "CCS"),
        only_cpc=only(groups, "CPC", "CCS"),
        only_ccs=only(groups, "CCS", "CPC"),
        leans_cpc=leans(groups, "CPC", "CCS"),
        leans_ccs=leans(groups, "CCS", "CPC"),
        by_cpc=satisfied(groups, ("CPC",)),
        by_ccs=satisfied(groups, ("CCS",)),
        by_both=satisfied(groups, ("CPC", "CCS")),
        years=opening.experience_years,
        annual=annual,
        annual_high=high,
        region=_region(opening),
        time=(opening.opened_on - market.today).days / 365,
        in_window=opening.opened_on > market.today - WINDOW,
    )


def _side(work: frozenset[str]) -> str:
    if "inpatient" in work:
        return "both" if work & {"outpatient", "professional"} else "inpatient"
    return "ambulatory" if work & {"outpatient", "professional"} else ""


def _annualized(opening: Opening) -> tuple[float | None, float | None]:
    """Midpoint and maximum a year; nothing from one bound, and nothing from pay per item."""
    pay = opening.pay
    if pay is None or pay.low is None or pay.high is None or pay.unit not in {"hour", "year"}:
        return None, None
    hours = FEDERAL_HOURS if opening.employer.setting == "federal" else HOURS
    times = hours if pay.unit == "hour" else 1
    return (pay.low + pay.high) / 2 * times, pay.high * times


def _region(opening: Opening) -> str:
    """The Census region where all its states lie in one."""
    found = {regions()[state] for state in opening.states}
    return found.pop() if len(found) == 1 else ""
