"""How is a large collection tagged from the command line?"""

from pathlib import Path

import click

from credtrack.commands.importing import asked_columns, map_option, mapping_option
from credtrack.mistakes import MISTAKE, UserError, next_step
from credtrack.terminal import progress, say


@click.command("bulk")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to fill."
)
@click.option("--workers", type=click.IntRange(1, 256), default=2, show_default=True, help="Local processes.")
@click.option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler, such as tcp://10.0.0.5:8786.")
@map_option
@mapping_option
def bulk_command(
    inputs: tuple[Path, ...],
    out: Path,
    workers: int,
    scheduler: str | None,
    pairs: tuple[str, ...],
    mapping: Path | None,
) -> int:
    """Tag files of any size into a folder of Parquet files, on all processors or a Dask cluster.

    \b
    Example: credtrack bulk feed/*.jsonl CC-MAIN-*.warc.gz --out tagged
    Then:    credtrack import tagged

    Takes JSON Lines, CSV and Parquet, WARC files of any crawl whose pages are marked up as JobPosting, and the quads
    that Web Data Commons draws from such. A run that was stopped goes on where it was; a record that can't be taken
    goes, with the reason, into part-*.rejects.jsonl.
    """
    from credtrack.bulk.run import run  # imported late, for Dask is slow to load

    if scheduler and "://" not in scheduler:
        raise UserError(f"--scheduler {scheduler}: expected an address such as tcp://10.0.0.5:8786")
    columns = asked_columns(pairs, mapping)
    with progress("parts") as advance:
        found = run(inputs, out, columns=columns, advance=advance, workers=workers, scheduler=scheduler)
    for number, reason in sorted(found.failed.items()):
        say(f"part {number}: {reason}{next_step(reason)}")
    say(
        f"{found.postings} postings tagged, {found.screened_out} passed over by their titles, "
        f"{found.rejected} records rejected; {found.parts - len(found.failed)} of {found.parts} parts done, in {out}"
    )
    return MISTAKE if found.failed else 0
