"""How do postings from a file of somebody else's come into the database?"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlite_utils.db import Database

from crawler.posting import Posting
from credtrack.commands.options import db_option, to_fill
from credtrack.commands.texts import show_problems
from credtrack.mistakes import MISTAKE, UserError
from credtrack.tagging import tag_waiting
from credtrack.terminal import Advance, progress, say
from db.importing import Problem, read_postings
from db.rows import Stored
from db.store import put_postings

ARCHIVES = (".warc", ".warc.gz")
map_option = click.option(
    "--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column of the files holds a field."
)
mapping_option = click.option("--mapping", type=click.Path(path_type=Path), help="A TOML file of such pairs.")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@db_option
@map_option
@mapping_option
@click.option("--no-tag", is_flag=True, help="Store the postings, and tag them another time.")
def import_command(
    files: tuple[Path, ...], path: Path, pairs: tuple[str, ...], mapping: Path | None, no_tag: bool
) -> int:
    """Bring in postings from JSON Lines (.jsonl), CSV, Parquet or WARC files, or from a bulk run's folder.

    \b
    Example: credtrack import postings.csv --map title="Position Title" --map text=Description

    Each line needs an id, a title and a text (or html). Lines that can't be taken are named, the others are kept,
    and the exit code is then 2. A WARC file is one that `credtrack crawl --archive` wrote; it is read as the crawl
    read the boards, with no network. A folder is one that `credtrack bulk` filled; its tags come with it.
    """
    columns = asked_columns(pairs, mapping)
    db = to_fill(path, "real")
    problems: list[Problem] = []
    with progress("postings") as advance:
        stored = [_bring_in(db, file, columns, problems, advance) for file in files]
    show_problems([str(problem) for problem in problems])
    if not no_tag:
        with progress("tagged") as advance:
            tag_waiting(db, advance, processes=2)
    new, changed, same = (sum(getattr(s, name) for s in stored) for name in ("new", "changed", "same"))
    say(f"{new} postings new, {changed} changed, {same} as before; {len(problems)} lines left out; in {path}")
    if problems and not new + changed + same:
        say("no line could be taken: `credtrack import --help` says how to name columns with --map")
    return MISTAKE if problems else 0


def _bring_in(
    db: Database, file: Path, columns: Mapping[str, str], problems: list[Problem], advance: Advance
) -> Stored:
    if not file.is_dir():
        return put_postings(db, postings_of(file, columns, problems, advance))
    from credtrack.bulk.loading import load  # imported late, for it is slow to load

    tag_waiting(db, advance, processes=2)
    return load(db, file, advance, datetime.now(UTC).date())


def postings_of(
    file: Path, columns: Mapping[str, str], problems: list[Problem], advance: Advance
) -> Iterator[Posting]:
    """The postings of a file of any kind; lines that can't be taken are added to `problems`."""
    if not file.name.lower().endswith(ARCHIVES):
        return good_lines(file, columns, problems, advance)
    from crawler.replay import replay  # imported late, for it brings the spiders with it

    return iter(replay(file))


def good_lines(
    file: Path, columns: Mapping[str, str], problems: list[Problem], advance: Advance
) -> Iterator[Posting]:
    """The file's postings; lines that can't be taken are added to `problems`."""
    for number, line in enumerate(read_postings(file, columns=columns), 1):
        advance(number)
        if isinstance(line, Problem):
            problems.append(line)
        else:
            yield line


def asked_columns(pairs: tuple[str, ...], mapping: Path | None) -> dict[str, str]:
    """The mapping of our fields to the file's columns, from a TOML file and from `--map`, which wins."""
    columns = mapping_file(mapping) if mapping else {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign or not field or not column:
            raise UserError(f'--map {pair}: expected FIELD=COLUMN, for example title="Position Title"')
        columns[field.strip()] = column.strip()
    return columns


def mapping_file(path: Path) -> dict[str, str]:
    """The pairs of a mapping file; raises UserError where it is no TOML of texts."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f'{path}: expected TOML lines such as title = "Position Title" ({error})') from error
    for field, column in table.items():
        if not isinstance(column, str):
            raise UserError(f"{path}: {field}: expected the name of a column in quotes, found {column!r}")
    return table
