"""Are the bench's inputs as many and as mixed as the figures say?"""

from collections import Counter
from itertools import islice

import pytest

from credtrack.bench import boards, inputs
from credtrack.sample.world import build_market
from nlp.shapes import Subject


@pytest.fixture(autouse=True)
def small(monkeypatch):
    market = build_market("demo", "demo", 3, inputs.TODAY)
    for module in (inputs, boards):
        monkeypatch.setattr(module, "market", lambda: market)


def test_all_texts_are_distinct_with_and_without_labelled_postings(tmp_path):
    texts = [subject.text for subject in inputs.subjects(60, tmp_path)]
    assert len(set(texts)) == len(texts) == 60


def test_variations_keep_what_is_said_and_change_names_and_numbers():
    subject = Subject(text="Heron Clinic pays $52,000. Needs ICD-10-CM, 2 years.", employer="Heron Clinic")
    texts = {varied.text for varied in islice(inputs.varied([subject], 20), 20)}
    assert len(texts) == 20
    assert all("ICD-10-CM, 2 years." in text and "Heron" not in text for text in texts)


def test_half_the_texts_vary_labelled_ones_where_they_lie_beside_the_project(shared):
    subjects = inputs.subjects(40, shared.parent / "project")
    assert len({subject.text for subject in subjects}) == 40


def test_the_boards_hold_as_many_open_coder_postings_as_asked():
    some = boards.details_market(100)
    assert len({posting.id for posting in some.postings}) == 100
    assert {posting.opening.job_class for posting in some.postings} == {"coder"}
    assert all(posting.closed_on is None for posting in some.postings)
    assert {posting.board_employer for posting in some.postings} == set(some.employers)


@pytest.mark.parametrize("make", [boards.mostly_others, boards.large_board])
def test_one_in_twenty_is_a_coders_and_no_id_occurs_twice_on_a_board(make):
    some = make(400)
    classes = Counter(posting.opening.job_class for posting in some.postings)
    assert classes == {"coder": 20, "other": 380}
    assert len({(posting.board_employer.slug, posting.native_id) for posting in some.postings}) == 400


def test_a_large_board_lies_in_many_places():
    some = boards.large_board(400)
    assert len({boards.plain_words(posting).location for posting in some.postings}) > 10
