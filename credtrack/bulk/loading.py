"""How does what a bulk run tagged come into the database, without being tagged again?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above
from sqlite_utils.db import Database

from credtrack import catalogue
from credtrack.bulk.plan import BulkError
from credtrack.bulk.run import manifest
from credtrack.bulk.table import SCHEMA, Read, from_row
from credtrack.terminal import Advance
from db.past import close_past
from db.rows import Stored, Tagged, Untagged
from db.store import put_postings
from db.tagging import put_tags, untagged
from nlp.version import version

AT_ONCE = 2_000


def load(db: Database, folder: Path, advance: Advance, today: date) -> Stored:
    """Load all that a bulk run tagged; tags of another tagger's version are left out, so that they are made anew.

    No posting may wait for its tags when this is called. Raises BulkError where the folder holds no bulk run, one that
    is not done, or a file that is not its own. Postings whose last day is over are closed as of it.
    """
    paths = _paths(folder)
    catalogue.load(db)
    total = Stored(0, 0, 0)
    for reads in (batch for path in paths for batch in _batches(path)):
        by_id = {read.posting.id: read for read in reads}
        stored = put_postings(db, [read.posting for read in reads])
        put_tags(db, _tagged(untagged(db, len(by_id)), by_id))
        close_past(db, by_id, today)
        total += stored
        advance(total.new + total.changed + total.same)
    return total


def _paths(folder: Path) -> list[Path]:
    count = manifest(folder)["parts"]
    paths = [folder / f"part-{number:05}.parquet" for number in range(count)]
    missing = sum(not (path.exists() and path.with_suffix(".json").exists()) for path in paths)
    if missing:
        raise BulkError(
            f"{folder}: {missing} of {count} parts are not done yet; run the same credtrack bulk again"
        )
    return paths


def _batches(path: Path) -> Iterator[list[Read]]:
    try:
        file = pq.ParquetFile(path)
        if file.schema_arrow != SCHEMA:
            raise BulkError(f"{path}: expected the columns that this version of credtrack bulk writes")
        for batch in file.iter_batches(batch_size=AT_ONCE):
            yield [from_row(row) for row in batch.to_pylist()]
    except (pa.ArrowException, OSError) as error:
        raise BulkError(f"{path}: expected a Parquet file of credtrack bulk ({str(error)[:200]})") from error


def _tagged(waiting: list[Untagged], by_id: dict[str, Read]) -> Iterator[Tagged]:
    for row in waiting:
        read = by_id.get(row.id)
        if read and read.tagger == version():
            yield Tagged(row.id, row.content, read.text, read.was_cut, read.tags, read.tagger)
