"""How does a person tag a file of postings, or score the tagger, with no database?"""

from pathlib import Path

import click

from credtrack.mistakes import MISTAKE, fail
from credtrack.terminal import progress, say
from credtrack.textfiles import tag_file

SHOWN_PROBLEMS = 20


@click.command("tag")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="How many to work with."
)
def tag_command(source: Path, target: Path, processes: int) -> int:
    """Tag the postings of a JSON Lines file; each line needs id, title and text (or html).

    \b
    Example: credtrack tag postings.jsonl tags.jsonl

    Lines that can't be read are named, the others are tagged, and the exit code is then 2.
    """
    problems: list[str] = []
    with progress("tagging: postings") as advance:
        count = tag_file(source, target, problems, advance, processes=processes)
    show_problems(problems)
    say(f"{count} postings tagged, {len(problems)} lines left out; in {target}")
    return MISTAKE if problems else 0


def show_problems(problems: list[str]) -> None:
    """Print the first lines that could not be taken, and how many more there are."""
    for problem in problems[:SHOWN_PROBLEMS]:
        fail(problem)
    if len(problems) > SHOWN_PROBLEMS:
        fail(f"and {len(problems) - SHOWN_PROBLEMS} more lines that can't be taken")
