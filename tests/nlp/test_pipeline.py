"""Does the pipeline tag any posting, alike in one process and in two, with words that stand where it says?"""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.pipeline import build, tag, tag_many
from nlp.shapes import Subject

POSTING = Subject(
    title="Outpatient Coder II",
    employer="Larchmont Valley Hospital",
    locations="Dayton, OH",
    text="Qualifications\n- CPC or COC required\n- CRC preferred\n- Two years of outpatient coding\nPay: $25 - $31 an hour\nRemote.",
)
PIECES = [
    "CPC", "CCS-P", "one of the following:", "required", "preferred", "\n", "\n- ", " or ", " and ", ", ", "; ", " | ", "(", ")",
    "Qualifications:", "within 12 months of hire", "or equivalent experience", "$25", "/hr", "remote", "Ohio", "İ", "®", "’", "\u202e",
    "👩‍💻", "\t", "AAPC", "e.g.", "not ", "three years of experience", "must", "Certified Professional Coder", "•", "\r\n", "no ", ".",
]  # fmt: skip


@pytest.fixture(scope="module")
def nlp():
    return build()


def test_a_posting_gets_its_tags(nlp):
    tags = tag(nlp, POSTING)

    assert (tags.job_class, tags.role, tags.remote, tags.states) == ("coder", "coder", "remote", ("OH",))
    assert [(group.level, group.any_of) for group in tags.requirements] == [
        ("required", ("CPC", "COC")),
        ("preferred", ("CRC",)),
    ]


def test_each_proof_is_in_its_source(nlp):
    sources = {
        "text": POSTING.text,
        "title": POSTING.title,
        "employer": POSTING.employer,
        "locations": POSTING.locations,
    }

    for proof in tag(nlp, POSTING).evidence:
        assert sources[proof.where][proof.start : proof.end].strip()


def test_two_processes_find_what_one_finds(nlp):
    subjects = [POSTING, Subject(text="", title=""), POSTING]

    assert list(tag_many(nlp, subjects, processes=2)) == list(tag_many(nlp, subjects))


def test_a_posting_outside_coding_requires_no_credential(nlp):
    tags = tag(
        nlp, Subject(title="Journeyman Plumber", text="COC required. Knows the plumbing code. Medical gas.")
    )

    assert (tags.job_class, tags.requirements) == ("other", ())


def test_bare_text_may_be_piped_too(nlp):
    assert nlp("CPC required").text == "CPC required"


def test_components_are_spacys_own_and_take_no_model(nlp):
    assert nlp.pipe_names[0] == "reading"
    assert nlp.pipe_names[-1] == "tags"
    assert nlp.meta["lang"] == "en"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=60))
def test_hostile_text_is_tagged_and_proofs_stand_in_it(nlp, parts):
    text = "".join(parts).encode("utf-8", "replace").decode().replace("\0", "")
    tags = tag(nlp, Subject(text=text, title="Coder"))

    for one in (*tags.evidence, *tags.rejected):
        limit = len(text) if one.where == "text" else len("Coder")
        assert one.where == "board" or 0 <= one.start < one.end <= limit


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "CPC ",
        "CPC\n",
        "CPC or CCS, ",
        "CPC,\n",
        "certified ",
        "CPC (",
        "- CPC:\n",
        "$25 ",
        "pay 20.00 ",
        "step 1 20.00 ",
        "| 20.10 to 30.20 |\n",
        "(; CCS ",
        "three years | ",
        "remote ",
        "where in ",
        "Ohio, ",
        "a:\n",
        "| ",
        "\u202e",
    ],
)
def test_endless_text_is_tagged_quickly(nlp, piece):
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    begun = time.process_time()
    tag(nlp, Subject(text=text, title=text[:2000], employer=text[:2000], locations=text[:2000]))

    assert time.process_time() - begun < 2
