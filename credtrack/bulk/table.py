"""How does a posting with its tags look as one row of a Parquet file, and back?"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types

from crawler.posting import PayField, Posting
from nlp.shapes import Evidence, Pay, Rejected, RequirementGroup, Tags

Row = dict[str, Any]
TEXTS = pa.list_(pa.string())
POSTING = {
    "id": pa.string(),
    "source": pa.string(),
    "platform": pa.string(),
    "url": pa.string(),
    "title": pa.string(),
    "employer": pa.string(),
    "employer_kind": pa.string(),
    "locations": TEXTS,
    "posted_on": pa.date32(),
    "posted_kind": pa.string(),
    "updated_on": pa.date32(),
    "closes_on": pa.date32(),
    "requisition": pa.string(),
    "employment_type": pa.string(),
    "remote_field": pa.string(),
    "fetched_at": pa.timestamp("us", tz="UTC"),
}
PAY_FIELD = {
    "board_pay_low": pa.float64(),
    "board_pay_high": pa.float64(),
    "board_pay_unit": pa.string(),
}
READ = {
    "text": pa.string(),
    "text_was_cut": pa.bool_(),
    "job_class": pa.string(),
    "role": pa.string(),
    "employer_setting": pa.string(),
    "work_types": TEXTS,
    "remote": pa.string(),
    "states": TEXTS,
    "credentials_required": TEXTS,
    "credentials_preferred": TEXTS,
    "pay_low": pa.float64(),
    "pay_high": pa.float64(),
    "pay_unit": pa.string(),
    "experience_years": pa.float64(),
    "tags": pa.string(),
    "tagger": pa.string(),
}
SCHEMA = pa.schema(POSTING | PAY_FIELD | READ)


@dataclass(frozen=True, slots=True)
class Read:
    """A posting, the text in which offsets count, whether it was cut, its tags, and the tagger's version."""

    posting: Posting
    text: str
    was_cut: bool
    tags: Tags
    tagger: str


def to_row(read: Read) -> Row:
    """Give the row: the posting's own fields, its text, the tags that analysts ask for most, and all tags as JSON."""
    posting, tags, pay = read.posting, read.tags, read.posting.pay_field
    return {
        **{name: getattr(posting, name) for name in POSTING},
        "board_pay_low": pay.low if pay else None,
        "board_pay_high": pay.high if pay else None,
        "board_pay_unit": pay.unit if pay else None,
        **{name: getattr(tags, name) for name in READ if hasattr(tags, name)},
        "text": read.text,
        "text_was_cut": read.was_cut,
        "credentials_required": _codes(tags, "required"),
        "credentials_preferred": _codes(tags, "preferred"),
        "pay_low": tags.pay.low if tags.pay else None,
        "pay_high": tags.pay.high if tags.pay else None,
        "pay_unit": tags.pay.unit if tags.pay else None,
        "tags": json.dumps(asdict(tags), ensure_ascii=False),
        "tagger": read.tagger,
    }


def _codes(tags: Tags, level: str) -> list[str]:
    return sorted({code for group in tags.requirements if group.level == level for code in group.any_of})


def from_row(row: Mapping[str, Any]) -> Read:
    """Give back what a row was made of; its body is the text in which offsets count."""
    fields = {name: row[name] for name in POSTING} | {"locations": tuple(row["locations"])}
    pay = [row[name] for name in PAY_FIELD]
    posting = Posting(
        **fields,
        body=row["text"],
        body_kind="text",
        pay_field=None if pay == [None, None, None] else PayField(low=pay[0], high=pay[1], unit=pay[2]),
    )
    return Read(posting, row["text"], row["text_was_cut"], _tags(json.loads(row["tags"])), row["tagger"])


def _tags(said: Row) -> Tags:
    lists = ("work_types", "states", "specialties", "mentions")
    shaped = {
        "requirements": tuple(
            RequirementGroup(**group | {"any_of": tuple(group["any_of"])}) for group in said["requirements"]
        ),
        "pay": Pay(**said["pay"]) if said["pay"] else None,
        "evidence": tuple(Evidence(**one) for one in said["evidence"]),
        "rejected": tuple(Rejected(**one) for one in said["rejected"]),
    }
    return Tags(**said | {name: tuple(said[name]) for name in lists} | shaped)
