"""Which tags, cluster and places are right for each posting of a sample market? Written for tests and the tagger's score."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from credtrack.sample.facts import Opening, Place, SamplePosting
from credtrack.sample.world import Market
from nlp.shapes import Pay, RequirementGroup


@dataclass(frozen=True, slots=True)
class Truth:
    """One line of a truth file: the posting's labels in the guideline's names, and what joins it to others.

    `opening` is the cluster's key, `kind` how the posting came about; `pay_is_written` False means that pay stands
    in the board's fields alone.
    """

    id: str
    opening: str
    kind: str
    employer: str
    cluster: str
    is_va: bool
    posted_on: date
    closed_on: date | None
    places: tuple[tuple[str, str, str], ...]
    pay_is_written: bool
    labels: dict[str, Any]


def write(market: Market, path: Path) -> int:
    """Write one JSON line per posting and return their number; a file of that name is replaced."""
    with path.open("w", encoding="utf-8") as out:
        for posting in market.postings:
            out.write(json.dumps(_line(posting), ensure_ascii=False) + "\n")
    return len(market.postings)


def read(path: Path) -> tuple[Truth, ...]:
    """Read a truth file; raises ValueError with file and line where one is broken."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                found.append(_truth(json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(
                    f"{path}, line {number}: {error!r} where a truth record was expected"
                ) from error
    return tuple(found)


def labels(posting: SamplePosting) -> dict[str, Any]:
    """Label a posting as the guideline does: who hires is the opening's employer, but an agency for its own copies."""
    opening = posting.opening
    is_agency = posting.board_employer.setting == "staffing_agency"
    return {
        "id": posting.id,
        "job_class": opening.job_class,
        "role": opening.role,
        "employer_setting": "staffing_agency" if is_agency else opening.employer.setting,
        "work_types": list(opening.work_types),
        "requirements": [_group(group) for group in opening.requirements],
        "remote": opening.remote,
        "states": list(opening.states),
        "states_scope": opening.states_scope,
        "pay": _pay(opening.pay),
        "experience_years": opening.experience_years,
        "employment_type": opening.employment_type,
        "specialties": list(opening.specialties),
        "mentions": list(opening.mentions),
    }


def cluster(opening: Opening) -> str:
    """Name the employer that counts for an interval: the parent, for federal openings the facility."""
    employer = opening.employer
    return employer.name if employer.setting == "federal" else employer.parent


def _line(posting: SamplePosting) -> dict[str, Any]:
    opening = posting.opening
    return {
        **labels(posting),
        "opening": opening.key,
        "kind": posting.kind,
        "employer": posting.board_employer.name,
        "cluster": cluster(opening),
        "is_va": opening.employer.is_va,
        "posted_on": posting.posted_on.isoformat(),
        "closed_on": posting.closed_on.isoformat() if posting.closed_on else None,
        "places": [_place(place) for place in opening.places],
        "pay_is_written": opening.pay_is_written,
    }


def _group(group: RequirementGroup) -> dict[str, Any]:
    return {
        "level": group.level,
        "any_of": list(group.any_of),
        "months_to_obtain": group.months_to_obtain,
        "or_experience": group.or_experience,
    }


def _pay(pay: Pay | None) -> dict[str, Any] | None:
    return None if pay is None else {"min": pay.low, "max": pay.high, "unit": pay.unit}


def _place(place: Place) -> dict[str, str]:
    return {"city": place.city, "state": place.state, "county_fips": place.county_fips}


_OWN = (
    "opening",
    "kind",
    "employer",
    "cluster",
    "is_va",
    "posted_on",
    "closed_on",
    "places",
    "pay_is_written",
)


def _truth(line: dict[str, Any]) -> Truth:
    return Truth(
        id=line["id"],
        opening=line["opening"],
        kind=line["kind"],
        employer=line["employer"],
        cluster=line["cluster"],
        is_va=line["is_va"],
        posted_on=date.fromisoformat(line["posted_on"]),
        closed_on=date.fromisoformat(line["closed_on"]) if line["closed_on"] else None,
        places=tuple((place["city"], place["state"], place["county_fips"]) for place in line["places"]),
        pay_is_written=line["pay_is_written"],
        labels={key: value for key, value in line.items() if key not in _OWN},
    )
