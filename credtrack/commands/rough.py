"""How is it shown what a crawl made of the rough market's traps?"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from credtrack.mistakes import UserError
from credtrack.rough import Ending, crawl_rough
from credtrack.sample.boards.rough import platforms
from credtrack.terminal import notice, progress, say, show_json, show_table

UNTRUE = 1
COLUMNS = ("platform", "the board", "expected", "told", "open", "stored", "missed", "asked", "true")


def show_rough(only: frozenset[str], *, as_json: bool, every: int = 1) -> int:
    """Crawl the rough market, or some platforms of it, and print how each board ended; the exit code.

    With `every`, platforms set one in so many of the traps that they share.
    """
    known = sorted(platform.name for platform in platforms())
    for name in sorted(only.difference(known)):
        raise UserError(f"--platform {name}: expected one of {', '.join(known)}")
    notice("sample")
    today = datetime.now(UTC).date()
    with TemporaryDirectory() as folder, progress("crawling: postings") as advance:
        endings = crawl_rough(Path(folder) / "rough.db", today, advance, only, every)
    show(endings, as_json=as_json)
    return 0 if all(ending.is_true for ending in endings) else UNTRUE


def show(endings: Sequence[Ending], *, as_json: bool) -> None:
    """Print a line for each board, and what they come to."""
    if as_json:
        show_json([asdict(ending) | {"is_true": ending.is_true} for ending in endings], "sample")
        return
    show_table("SAMPLE DATA: what the crawl made of each trap", COLUMNS, map(cells, endings))
    untrue = sum(not ending.is_true for ending in endings)
    say(
        f"{len(endings)} boards (platforms: {len({ending.platform for ending in endings})}) crawled on three days; "
        f"{sum(ending.stored for ending in endings)} postings stored; {untrue} reports are not true"
    )


def cells(ending: Ending) -> tuple[object, ...]:
    """One board's line."""
    said = (ending.expect.replace("_", " "), ending.told.replace("_", " "))
    counts = (ending.open_postings, ending.stored, ending.missed, ending.requests)
    return ending.platform, ending.trap, *said, *counts, "yes" if ending.is_true else "NO"
