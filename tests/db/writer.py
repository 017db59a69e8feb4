"""Writers and a reader to be killed: one stores postings without end and says how many are, one tags, one reads."""

import sys
from datetime import UTC, datetime

from crawler.posting import Posting
from db.connect import connect
from db.demand import demand
from db.rows import Tagged
from db.store import put_postings
from db.tagging import put_tags, untagged
from nlp.shapes import RequirementGroup, Tags

TAGS = Tags(
    job_class="coder",
    role="coder",
    employer_setting="payer",
    requirements=(RequirementGroup("required", ("CPC", "CRC")),),
)


def batch(start: int) -> list[Posting]:
    return [
        Posting(
            id=f"board:oak:{number}",
            source="oak",
            platform="board",
            url="https://oak.example",
            title="Coder",
            employer="Oak Plan",
            body="Codes charts.",
            body_kind="text",
            fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        )
        for number in range(start, start + 20)
    ]


def store(path: str, first: int) -> None:
    db = connect(path, kind="real")
    for start in range(first, first + 1_000_000, 20):
        put_postings(db, batch(start))
        sys.stdout.write(f"{start + 20}\n")
        sys.stdout.flush()


def tag(path: str, _: int) -> None:
    db = connect(path, kind="real")
    tagged = 0
    while True:
        rows = untagged(db, 20)
        tagged += put_tags(db, [Tagged(r.id, r.content, r.body, False, TAGS, "1") for r in rows])
        sys.stdout.write(f"{tagged}\n")
        sys.stdout.flush()


def read(path: str, _: int) -> None:
    db = connect(path, readonly=True)
    counts = "select (select count(*) from postings), (select count(*) from openings)"
    while True:
        postings, openings = db.execute(counts).fetchone()
        answered = {row.key: row.value for row in demand(db).rows if row.section == "openings"}
        if postings != openings or answered["openings"] > openings:
            sys.exit(f"{postings} postings, {openings} openings, {answered['openings']} counted")


if __name__ == "__main__":
    {"store": store, "tag": tag, "read": read}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
