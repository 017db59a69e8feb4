"""Does a row of Parquet give back the posting and the tags that it was made of?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa

from crawler.posting import PayField, Posting
from credtrack.bulk.table import SCHEMA, Read, from_row, to_row
from nlp.pipeline import build, tag_many
from nlp.shapes import Subject

TEXT = (
    "About us: Cedar Clinic is a group of physicians.\nRequired:\n- CPC or CCS\n- CRC preferred\n"
    "Pay: $24.10 - $33.00 hourly. Remote in TX or OK. 3 years of E/M coding. CPC-A is not accepted."
)
POSTING = Posting(
    id="file:feed:1",
    source="feed.jsonl",
    platform="file",
    url="",
    title="Coder, Remote",
    employer="Cedar Clinic",
    body=TEXT,
    body_kind="text",
    fetched_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    locations=("Tulsa, OK", "Waco, TX"),
    posted_on=date(2026, 3, 1),
    pay_field=PayField(low=24.1, high=None, unit="hour"),
)


def test_a_row_gives_back_what_it_was_made_of() -> None:
    (tags,) = tag_many(build(), [Subject(text=TEXT, title=POSTING.title, employer=POSTING.employer)])
    assert tags.requirements
    assert tags.rejected
    assert tags.pay
    for posting in (POSTING, replace(POSTING, pay_field=None, locations=(), posted_on=None)):
        read = Read(posting, TEXT, False, tags, "abc")
        (row,) = pa.Table.from_pylist([to_row(read)], SCHEMA).to_pylist()
        assert from_row(row) == read
        assert row["credentials_required"] == ["CCS", "CPC"]
