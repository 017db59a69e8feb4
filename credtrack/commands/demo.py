"""How does a newcomer see all of it at once, on an invented market?"""

from datetime import UTC, datetime
from pathlib import Path

import click

from credtrack.commands.serving import show
from credtrack.demo import crawl_sample
from credtrack.paths import sample_database
from credtrack.serving import claim_port
from credtrack.tagging import tag_waiting
from credtrack.terminal import notice, progress, say
from db.connect import connect


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
def demo_command(path: Path, no_serve: bool, port: int) -> None:
    """Crawl, tag, weigh and serve an invented job market, all on this machine.

    \b
    Example: credtrack demo --no-serve
    """
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
    db.conn.close()
    if listener:
        show(path, listener)
