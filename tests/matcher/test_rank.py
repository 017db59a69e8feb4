"""Are openings ranked best first, the same whatever the order of storing, and with the words that prove each reason?"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from crawler.posting import Posting
from credtrack.bench.truthful import TODAY
from db.connect import connect
from db.rows import Tagged
from db.store import put_postings
from db.tagging import put_tags, untagged
from matcher.checking import profile
from matcher.errors import MatchError
from matcher.finding import FITS, STATUSES
from matcher.rank import match_of, rank
from matcher.shown import quotes
from nlp.shapes import Evidence, Pay, RequirementGroup, Tags

TEXT = "Codes charts. CPC required. Pays $30 an hour. Two years of experience."
CHOICES = (("CPC",), ("CCS",), ("CPC", "CCS"), ("AAPC",), ("CRC",))
PLACES = ("Dallas, TX", "Houston, TX", "Tulsa, OK", "")


def posting(number: int) -> Posting:
    return Posting(
        id=f"board:elm:{number}",
        source="elm",
        platform="board",
        url=f"https://elm.example/{number}",
        title=f"Coder {number}",
        employer=f"Elm Clinic {number % 7}",
        body=f"{TEXT} Desk {number}.",
        body_kind="text",
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        locations=tuple(filter(None, [PLACES[number % 4]])),
        posted_on=TODAY - timedelta(days=number % 5),
    )


def tags(number: int) -> Tags:
    return Tags(
        job_class="coder",
        role="coder",
        employer_setting="physician_practice" if number % 3 else "federal",
        work_types=("professional",) if number % 2 else (),
        requirements=(RequirementGroup("required", CHOICES[number % 5]),),
        remote="remote" if number % 6 == 0 else "onsite",
        states=("TX",) if number % 6 else (),
        states_scope="listed" if number % 6 else "any",
        pay=Pay(26 + number % 4, 30 + number % 9, "hour") if number % 4 else None,
        experience_years=2 if number % 2 else None,
        evidence=(
            Evidence("requirements", "CPC required", 14, 26, "test"),
            Evidence("pay", "30/hour", 33, 44, "test"),
        ),
    )


def stored(path: Path, numbers: Sequence[int]) -> Database:
    db = connect(path, kind="sample")
    for number in numbers:
        put_postings(db, [posting(number)])
        put_tags(
            db, [Tagged(row.id, row.content, row.body, False, tags(number), "1") for row in untagged(db, 1)]
        )
    return db


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return stored(tmp_path_factory.mktemp("ranked") / "forward.db", range(60))


CODER = {"credentials": "CPC", "home": "TX", "pay_floor": "29/hour", "years": 3, "settings": "federal"}


def test_the_best_stand_first_and_their_points_are_told(db: Database) -> None:
    found = rank(db, profile(CODER), limit=20, today=TODAY)
    scores = [match.fit.points.total for match in found.matches]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 5
    assert all(match.fit.status in FITS for match in found.matches)
    points = found.matches[0].fit.points
    assert points.total == pytest.approx(sum(part for _, part, _ in points.parts()))
    assert sum(most for *_, most in points.parts()) == 100


def test_every_opening_is_counted_once(db: Database) -> None:
    found = rank(db, profile(CODER), today=TODAY)
    assert sum(found.counts.values()) == found.openings == 60
    assert set(found.counts) == set(STATUSES)
    assert found.fitting == len(rank(db, profile(CODER), limit=1000, today=TODAY).matches)


def test_what_is_near_is_shown_when_asked_for(db: Database) -> None:
    near = rank(db, profile(CODER), limit=1000, near=True, today=TODAY)
    assert {match.fit.status for match in near.matches} >= {"qualifies", "one_credential_away"}
    assert not {match.fit.status for match in near.matches} & {
        "pay_below_floor",
        "too_far",
        "state_not_allowed",
    }


def test_no_order_of_storing_changes_the_ranking(db: Database, tmp_path: Path) -> None:
    other = stored(tmp_path / "backward.db", range(59, -1, -1))
    one, two = (
        [
            (match.opening.url, match.fit.points)
            for match in rank(each, profile(CODER), limit=30, today=TODAY).matches
        ]
        for each in (db, other)
    )
    assert one == two
    other.close()


def test_a_shorter_list_is_the_beginning_of_a_longer_one(db: Database) -> None:
    urls = [match.opening.url for match in rank(db, profile({}), limit=60, near=True, today=TODAY).matches]
    for limit in (0, 1, 7, 59):
        shorter = rank(db, profile({}), limit=limit, near=True, today=TODAY).matches
        assert [match.opening.url for match in shorter] == urls[:limit]


def test_the_newest_stand_first_when_asked_for(db: Database) -> None:
    days = [match.first_on for match in rank(db, profile({}), order="newest", near=True, today=TODAY).matches]
    assert days == sorted(days, reverse=True)


def test_reasons_stand_with_the_words_that_prove_them(db: Database) -> None:
    best = rank(db, profile(CODER), today=TODAY).matches[0]
    proved = quotes(db, best.opening.opening)
    assert [quote.words for quote in proved["credentials"]] == ["CPC required"]
    assert [quote.words for quote in proved["pay"]] == ["$30 an hour"]


def test_one_opening_is_explained_whatever_its_status(db: Database) -> None:
    assert match_of(db, profile(CODER), 2, TODAY).fit.findings
    with pytest.raises(MatchError, match="no coder opening of that number"):
        match_of(db, profile(CODER), 99_999, TODAY)


def test_an_empty_database_ranks_nothing(tmp_path: Path) -> None:
    empty = connect(tmp_path / "empty.db", kind="real")
    assert rank(empty, profile(CODER), today=TODAY).matches == ()
    empty.close()


def test_a_closed_opening_is_not_ranked_and_a_change_is_seen(tmp_path: Path) -> None:
    changing = stored(tmp_path / "changing.db", range(6))
    assert rank(changing, profile({}), today=TODAY).openings == 6
    put_postings(changing, [posting(6)])
    put_tags(
        changing,
        [Tagged(row.id, row.content, row.body, False, tags(6), "1") for row in untagged(changing, 1)],
    )
    assert rank(changing, profile({}), today=TODAY).openings == 7
    changing.close()
