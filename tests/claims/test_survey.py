"""What does the shipped wage survey say, and does it say so where it is silent?"""

from pathlib import Path

import pytest

from claims import survey
from claims.ledger import shipped
from claims.verdicts import weigh
from credtrack.bench.truthful import TODAY
from db.connect import connect


def test_fewer_than_half_of_coders_work_in_physicians_offices_and_outpatient_centers(tmp_path: Path) -> None:
    db = connect(tmp_path / "empty.db", kind="real")
    (part,) = shipped().find("jobs-sit-in-ambulatory-care").parts
    found, _ = survey.measure(db, part, 0.95)
    assert found is not None
    assert found.value == pytest.approx((34860 + 9510) / 194720)
    assert 0.21 < found.low < found.high < 0.25


def test_the_hospital_wage_band_has_no_interval(tmp_path: Path) -> None:
    db = connect(tmp_path / "empty.db", kind="real")
    (part,) = shipped().find("hospital-wage-band").parts
    found, note = survey.measure(db, part, 0.95)
    assert found is not None
    assert found.low == found.value == found.high
    assert 0.35 < found.value < 0.45
    assert note == "Survey, no interval."


def test_an_empty_database_decides_the_survey_s_claims_alone(tmp_path: Path) -> None:
    db = connect(tmp_path / "empty.db", kind="real")
    verdicts = {result.claim.id: result.verdict for result in weigh(db, shipped(), TODAY)}
    decided = {name for name, verdict in verdicts.items() if verdict in ("supported", "contradicted")}
    assert decided == {"jobs-sit-in-ambulatory-care", "hospital-wage-band"}
    assert list(verdicts.values()).count("not testable here") == 7
    assert list(verdicts.values()).count("too little evidence") == 55
