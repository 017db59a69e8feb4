"""Is it told who hires by a posting, and who counts as one employer?"""

from datetime import date

import pytest

from credtrack.sample.truth import cluster, hiring_setting
from credtrack.sample.world import Market, build_market


@pytest.fixture(scope="module")
def market() -> Market:
    return build_market("demo", "true", 3, date(2026, 11, 22))


def test_an_agency_hires_by_its_own_copies_alone(market: Market) -> None:
    copies = [posting for posting in market.postings if posting.kind == "copy"]
    boards = {posting.board_employer.setting: hiring_setting(posting) for posting in copies}
    assert boards["staffing_agency"] == "staffing_agency"
    elsewhere = [posting for posting in copies if posting.board_employer.setting != "staffing_agency"]
    assert elsewhere
    assert all(hiring_setting(posting) == posting.opening.employer.setting for posting in elsewhere)


def test_federal_facilities_count_apart_from_their_department(market: Market) -> None:
    va = [opening for opening in market.openings if opening.employer.is_va]
    assert len({opening.employer.parent for opening in va}) == 1
    assert len({cluster(opening) for opening in va}) == len({opening.employer.slug for opening in va})
