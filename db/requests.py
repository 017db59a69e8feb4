"""What does a person ask of the demand, and which openings does that mean?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from sqlite_utils.db import Database

from db.errors import RequestError
from db.geography import Region, region
from db.statements import statement
from nlp.shapes import Level

RemoteChoice = Literal["exclude", "include", "only"]
WORK_TYPES = ("inpatient", "outpatient", "professional", "risk_adjustment", "post_acute")

LEVELS: tuple[Level, ...] = get_args(Level)
REMOTE_CHOICES: tuple[RemoteChoice, ...] = get_args(RemoteChoice)
SETTINGS = (
    *("physician_practice", "multispecialty_clinic", "surgery_center", "outpatient_clinic", "acute_hospital"),
    *(
        "academic_medical_center",
        "health_system",
        "rehab_hospital",
        "ltach",
        "post_acute",
        "behavioral",
        "federal",
    ),
    *("public_health", "billing_company", "staffing_agency", "payer", "school", "software_vendor", "unknown"),
)

Word = TypeVar("Word", bound=str)
Parameters = dict[str, str | None]

PLACES = {
    "nation": "1",
    "state": "id in (select opening from opening_places where state = :code)",
    "metro": "id in (select opening from opening_places where cbsa = :code and cbsa <> '')",
    "county": "id in (select opening from opening_places where county_fips = :code and county_fips <> '')",
    "region": "id in (select opening from opening_places where state in (select code from states where region = :code))",
    "division": (
        "id in (select opening from opening_places where state in (select code from states where division = :code))"
    ),
}
REMOTE = {
    "exclude": "(remote is not 'remote' and {place})",
    "include": "(({place}) or (remote = 'remote' and states_scope = 'any'))",
    "only": "(remote = 'remote' and (({place}) or states_scope = 'any'))",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which openings are asked for; dates are those of first posting, both ends included."""

    region: Region
    setting: str | None
    work_type: str | None
    level: Level | None
    remote: RemoteChoice
    since: date | None
    until: date | None

    def parameters(self) -> Parameters:
        """Give the values that the statements bind."""
        return {
            "kind": self.region.kind,
            "code": self.region.code,
            "setting": self.setting,
            "level": self.level,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }

    def chosen(self) -> str:
        """Give the query of the openings asked for, to stand in a `with chosen as (...)`."""
        place = REMOTE[self.remote].format(place=self.place())
        return statement("chosen_openings").format(place=place, work_type=self.work_type or "1")

    def placed(self) -> str:
        """Give the query of the same openings whatever their remote status."""
        return statement("chosen_openings").format(place=self.place(), work_type=self.work_type or "1")

    def place(self) -> str:
        """Give the condition that an opening has a place in the region."""
        return PLACES[self.region.kind]


def request(
    db: Database,
    *,
    region_name: str | None = None,
    setting: str | None = None,
    work_type: str | None = None,
    level: str | None = None,
    remote: str = "exclude",
    since: date | str | None = None,
    until: date | str | None = None,
) -> Request:
    """Give the request that these words mean; an empty word is none.

    Raises RequestError or RegionError with one line where a word is not understood.
    """
    return Request(
        region=region(db, region_name),
        setting=_one_of("setting", setting, SETTINGS),
        work_type=_one_of("work_type", work_type, WORK_TYPES),
        level=_one_of("level", level, LEVELS),
        remote=_one_of("remote", remote or "exclude", REMOTE_CHOICES) or "exclude",
        since=_day("since", since),
        until=_day("until", until),
    )


def _one_of(field: str, word: str | None, allowed: tuple[Word, ...]) -> Word | None:
    if not word:
        return None
    for known in allowed:
        if known == word:
            return known
    raise RequestError(f"{field} {word!r}: expected one of {', '.join(allowed)}")


def _day(field: str, word: date | str | None) -> date | None:
    if not word or isinstance(word, date):
        return word or None
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise RequestError(f"{field} {word!r}: expected a date such as 2026-01-31") from error
