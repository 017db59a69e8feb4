"""Tiny hand-made facts for the sample market's tests."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from credtrack.sample.facts import Opening, Place, SampleEmployer, SamplePosting, Written

TAMPA = Place(city="Tampa", state="FL", county_fips="12057", zip_code="33602")
EMPLOYER = SampleEmployer(
    slug="pelican-bay",
    name="Pelican Bay Health",
    parent="Pelican Bay",
    setting="hospital_system",
    kind="health system",
    platform="workday",
    board="pelican/External",
    places=(TAMPA,),
)
OPENING = Opening(
    key="opening-1",
    employer=EMPLOYER,
    title_hint="Inpatient Coder",
    job_class="coder",
    role="coder",
    work_types=("inpatient",),
    requirements=(),
    remote="onsite",
    places=(TAMPA,),
    states=("FL",),
    states_scope="listed",
    pay=None,
    pay_is_written=True,
    experience_years=None,
    employment_type="full_time",
    specialties=(),
    mentions=(),
    talked_about=(),
    differentials=False,
    requisition="R-1001",
    opened_on=date(2026, 11, 1),
)


@dataclass(frozen=True)
class TinyMarket:
    """Employers, their postings, and the words of each."""

    employers: tuple[SampleEmployer, ...]
    postings: tuple[SamplePosting, ...]
    words: dict[SamplePosting, Written]

    @property
    def write(self) -> Callable[[SamplePosting], Written]:
        # A dictionary's own method can be sent to another process, a function of a test module cannot.
        return self.words.__getitem__


@pytest.fixture
def make_employer() -> Callable[..., SampleEmployer]:
    return lambda **changes: replace(EMPLOYER, **changes)


@pytest.fixture
def make_posting() -> Callable[..., SamplePosting]:
    def make(native_id: str, employer: SampleEmployer = EMPLOYER, **changes: Any) -> SamplePosting:
        days = {key: changes.pop(key) for key in ("posted_on", "closed_on") if key in changes}
        opening = replace(OPENING, employer=employer, key=f"opening-{native_id}", **changes)
        return SamplePosting(
            id=f"{employer.platform}:{employer.board}:{native_id}",
            opening=opening,
            board_employer=employer,
            native_id=native_id,
            kind="original",
            posted_on=days.get("posted_on", date(2026, 11, 19)),
            closed_on=days.get("closed_on"),
            seed=1,
        )

    return make


@pytest.fixture
def make_market() -> Callable[..., TinyMarket]:
    def make(*postings: SamplePosting, **words: Any) -> TinyMarket:
        plain = {
            "title": "Inpatient Coder",
            "location": "Tampa, FL",
            "body": "<p>Assigns codes & reviews charts.</p>",
            "body_kind": "html",
            "remote_field": None,
            "employment_field": "Full time",
        }
        written = Written(**(plain | words))
        employers = tuple({posting.board_employer: None for posting in postings})
        return TinyMarket(employers, postings, dict.fromkeys(postings, written))

    return make
