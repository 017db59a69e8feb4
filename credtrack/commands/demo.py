"""How does a newcomer see all of it at once, on an invented market?"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlite_utils.db import Database

from claims.outcomes import Result
from credtrack.commands.match_report import matches_table
from credtrack.commands.rough import show_rough
from credtrack.commands.serving import show
from credtrack.commands.weighing import figures, newest
from credtrack.demo import crawl_sample
from credtrack.mistakes import UserError
from credtrack.paths import sample_database
from credtrack.serving import claim_port
from credtrack.tagging import tag_waiting
from credtrack.terminal import notice, progress, say, show_table
from db.connect import connect
from db.statements import statement
from matcher.checking import profile, read_profile
from matcher.rank import rank

SAMPLE_CODER = Path(__file__).parent.parent / "sample" / "coder.toml"
SHOWN_MATCHES = 5
DECIDED = ("verdict", "figure", "95 % interval", "rule", "openings", "employers", "claim")
COLUMNS = ("setting", "openings", "name the CPC", "name the CCS", "name none", "remote")


@click.command("demo")
@click.option(
    "--db",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=sample_database,
    show_default="sample.db in the user's data folder",
    help="Where the sample database lies.",
)
@click.option("--no-serve", is_flag=True, help="End after the summary.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0: a free one.")
@click.option("--rough", is_flag=True, help="Crawl boards that set traps instead, and say how each ended.")
@click.option("--platform", "only", multiple=True, help="With --rough: only this platform; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="With --rough: print JSON.")
def demo_command(
    path: Path, no_serve: bool, port: int, rough: bool, only: tuple[str, ...], as_json: bool
) -> int:
    """Crawl, tag, weigh and serve an invented job market, all on this machine.

    \b
    Example: credtrack demo --no-serve

    With --rough, boards of every platform that is read set a trap each; they are crawled on three days into a
    database that is thrown away. Exit code 0: each report tells the truth; 1: some don't, and are marked.
    """
    if rough:
        return show_rough(frozenset(only), as_json=as_json)
    if only or as_json:
        raise UserError("--platform and --json go with --rough")
    path.parent.mkdir(parents=True, exist_ok=True)
    listener = None if no_serve else claim_port("127.0.0.1", port)
    notice("sample")
    today = datetime.now(UTC).date()
    with progress("crawling: postings") as advance:
        crawled = crawl_sample(path, today, advance)
    say(f"crawled {crawled.boards} boards on {len(crawled.days)} days since {crawled.days[0]}")
    db = connect(path, kind="sample")
    with progress("tagging: postings") as advance:
        tag_waiting(db, advance, processes=2)
    summarize(db, path)
    db.conn.close()
    if listener:
        show(path, listener)
    return 0


def summarize(db: Database, path: Path) -> None:
    """Print what was found, by employer setting, and what the claims come to."""
    rows = db.execute(statement("summary_by_setting")).fetchall()
    show_table("SAMPLE DATA: coder openings by employer setting", COLUMNS, [shown(row) for row in rows])
    click.echo()
    results = newest(db)
    seen = [result for result in results if result.claim.evidence == "postings"]
    decided = [result for result in seen if result.verdict in ("supported", "contradicted")]
    show_table("SAMPLE DATA: the article's claims that the sample decides", DECIDED, map(told, decided))
    counts = Counter(result.verdict for result in seen)
    say(", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()))
    click.echo()
    coder = profile(read_profile(SAMPLE_CODER))
    matches_table(rank(db, coder, limit=SHOWN_MATCHES), "SAMPLE DATA: for a coder with the CPC near Dallas, ")
    say(f"ask it more: `credtrack demand --region TX --db {path}`; so do claims, match and serve")


def told(result: Result) -> tuple[object, ...]:
    """One decided claim: the verdict, the first figure that it rests on, and the claim in words."""
    figure, interval, rule, openings, employers = figures(result.parts[0])
    return result.verdict, figure, interval, rule, openings, employers, result.claim.statement


def shown(row: Sequence[Any]) -> list[object]:
    """One setting's line: counts as they are, shares in percent."""
    setting, openings, *shares = row
    return [str(setting).replace("_", " "), openings, *(f"{share:.0%}" for share in shares)]
