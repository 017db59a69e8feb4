"""What does a person ask of the demand, and which openings does that mean?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from sqlite_utils.db import Database

from db.errors import RequestError
from db.geography import Region, region
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
