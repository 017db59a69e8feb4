"""Are the postings that the store joins into openings those that are one opening in the sample market's truth?"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils.db import Database

from crawler.posting import Posting
from credtrack.bench.truthful import MARKED_AS, employer_row, posting_of, true_tags
from credtrack.catalogue import load as load_catalogue
from credtrack.sample.boards.shelf import location_names
from credtrack.sample.compose import write
from credtrack.sample.facts import SamplePosting
from credtrack.sample.world import Market
from db.connect import connect
from db.openings import link_openings
from db.rows import Tagged, Untagged
from db.store import put_employers, put_postings
from db.tagging import put_tags, untagged
from nlp.text import to_text


@dataclass(frozen=True, slots=True)
class Joined:
    """Pairs of postings: joined by the store, one opening in truth, both; and of one employer and title (naive)."""

    joined: int
    true: int
    both: int
    naive: int
    naive_true: int

    @property
    def precision(self) -> float:
        """The share of joined pairs that are one opening."""
        return self.both / max(1, self.joined)

    @property
    def recall(self) -> float:
        """The share of pairs of one opening that are joined."""
        return self.both / max(1, self.true)

    @property
    def naive_wrong(self) -> float:
        """The share of pairs of one employer and title that are different openings."""
        return 1 - self.naive_true / max(1, self.naive)


def join_market(market: Market, path: Path) -> Joined:
    """Load a market's postings as they are written, with true tags, join them, and compare with the truth."""
    by_key = {posting.id: posting for posting in market.postings}
    with closing(connect(path, kind="sample").conn) as connection:
        db = Database(connection)
        connection.execute("pragma synchronous = off")
        load_catalogue(db)
        put_employers(db, map(employer_row, market.employers))
        put_postings(db, map(_posting, market.postings))
        while rows := untagged(db, 10_000):
            put_tags(db, _truly(rows, by_key))
        connection.executemany(
            "update postings set closed_at = ?, closed_reason = 'declared' where key = ?",
            [(f"{p.closed_on}T12:00:00+00:00", p.id) for p in market.postings if p.closed_on],
        )
        link_openings(db)
        homes = dict(db.execute("select key, opening from postings where job_class in ('coder', 'adjacent')"))
    return _compare([by_key[key] for key in homes], homes)


def _compare(postings: Sequence[SamplePosting], homes: dict[str, int]) -> Joined:
    def naive(posting: SamplePosting) -> Hashable:
        return posting.board_employer.name, posting.opening.title_hint

    return Joined(
        joined=_pairs(homes[p.id] for p in postings),
        true=_pairs(p.opening.key for p in postings),
        both=_pairs((homes[p.id], p.opening.key) for p in postings),
        naive=_pairs(naive(p) for p in postings),
        naive_true=_pairs((naive(p), p.opening.key) for p in postings),
    )


def _pairs(keys: Iterable[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(keys).values())


def _truly(rows: Sequence[Untagged], by_key: dict[str, SamplePosting]) -> Iterator[Tagged]:
    for row in rows:
        text = to_text(row.body, row.body_kind)
        yield Tagged(row.id, row.content, text.text, text.cut, true_tags(by_key[row.id]), MARKED_AS)


def _posting(posting: SamplePosting) -> Posting:
    written = write(posting)
    return replace(
        posting_of(posting),
        title=written.title,
        employer_kind=posting.board_employer.kind,
        body=written.body,
        body_kind=written.body_kind,
        locations=tuple(location_names(written)),
        requisition=posting.requisition or None,
        remote_field=written.remote_field,
    )
