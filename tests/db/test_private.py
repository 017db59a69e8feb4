"""Is what is private dotted out, and nothing else moved?"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils.db import Database

from crawler.posting import Posting
from db.private import masked


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Write to jo.elm+jobs@elm.example.org today.", "jo.elm+jobs@elm.example.org"),
        ("Call (555) 010-0199 ext. 12 now.", "(555) 010-0199 ext. 12"),
        ("Call 555-010-0199.", "555-010-0199"),
        ("Recruiter: Maria de la Cruz", "Maria de la Cruz"),
        ("<b>Contact:</b> Ann O'Neil<br>", "Ann O'Neil"),
        ("Hiring Manager - Sam Oak, HIM", "Sam Oak"),
        ("jo (at) elm.example", "jo (at) elm.example"),
    ],
)
def test_private_words_are_dotted_out(text: str, hidden: str) -> None:
    assert masked(text) == text.replace(hidden, "•" * len(hidden))


@pytest.mark.parametrize(
    "text",
    [
        "Pay is $25.50 - $31.75 an hour, $62,000-$71,000 a year.",
        "Requisition 2026-100-4417; ICD-10-PCS; E/M 99213-99215; 1,500 - 2,000 charts.",
        "You will contact physicians. Contact: please apply online.",
        "ZIP 75701-1234. Codes at home.",
    ],
)
def test_pay_and_codes_stay(text: str) -> None:
    assert masked(text) == text


@given(st.text())
def test_offsets_hold(text: str) -> None:
    assert len(masked(text)) == len(text)


def test_what_is_private_is_not_kept(
    db: Database, make_posting: Callable[..., Posting], load: Callable[..., None]
) -> None:
    load([make_posting(1, body="CPC required. Mail jo@elm.example with questions.")])
    rows = db.execute("select text from posting_texts").fetchall()
    assert rows == [("CPC required. Mail ••••••••••••••  with questions.".replace("  ", " "),)]


def test_a_title_keeps_no_address_nor_number_nor_does_its_history(
    db: Database, make_posting: Callable[..., Posting], load: Callable[..., None]
) -> None:
    load([make_posting(1, title="Coder, call 903-555-0142")])
    load([make_posting(1, hours=1, title="Coder, mail jo@elm.example")])
    assert db.execute("select title from postings").fetchall() == [("Coder, mail " + "•" * 14,)]
    events = db.execute("select old, new from posting_events where field = 'title'").fetchall()
    assert events == [("Coder, call " + "•" * 12, "Coder, mail " + "•" * 14)]
    found = "select count(*) from postings_fts where postings_fts match ?"
    assert db.execute(found, ["elm"]).fetchone() == (0,)
    db.execute("insert into postings_fts (postings_fts, rank) values ('integrity-check', 1)")
