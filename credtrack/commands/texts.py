"""How does a person tag a file of postings, or score the tagger, with no database?"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from credtrack.commands.options import json_option
from credtrack.mistakes import MISTAKE, fail
from credtrack.terminal import progress, say, show_json, show_table
from credtrack.textfiles import tag_file
from nlp.confusion import ACCURACY, write_accuracy
from nlp.evaluate import Mistake, Part, may_be_counted, may_be_read, mistakes, pairs_of, part_of
from nlp.gold import Labelled, read_gold
from nlp.scoring import READERS, Pair, Score, scores

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
    if problems and not count:
        say(
            "no line could be taken: tag reads JSON Lines; `credtrack import` and `bulk` read CSV and Parquet too"
        )
    return MISTAKE if problems else 0


def show_problems(problems: list[str]) -> None:
    """Print the first lines that could not be taken, and how many more there are."""
    for problem in problems[:SHOWN_PROBLEMS]:
        fail(problem)
    if len(problems) > SHOWN_PROBLEMS:
        fail(f"and {len(problems) - SHOWN_PROBLEMS} more lines that can't be taken")


@click.command("evaluate")
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option(
    "--postings", type=click.Path(path_type=Path), help="The postings, where they are not beside the labels."
)
@click.option(
    "--half",
    type=click.Choice(["tune", "audit", "all"]),
    default="all",
    show_default=True,
    help="Only the postings that rules were written from (tune), or the others (audit).",
)
@click.option(
    "--errors", type=click.Choice(list(READERS)), help="List the postings where this field differs."
)
@click.option(
    "--write",
    is_flag=True,
    help="Also write the counts of right and wrong tags, which the claims use: nlp/accuracy.json. Only for postings of which no error was read.",
)
@json_option
def evaluate_command(
    gold: Path, postings: Path | None, half: Part, errors: str | None, write: bool, as_json: bool
) -> None:
    """Tag labeled postings and score the tags, field by field.

    GOLD is a folder with labels.jsonl and postings.jsonl, or a labels file.

    \b
    Example: credtrack evaluate ../shared/gold/dev --half tune
    """
    whole = read_gold(gold, postings)
    if errors:
        may_be_read(whole, half)
    if write:
        may_be_counted(whole)
    kept = part_of(whole, half)
    pairs = tagged(kept)
    if write:
        write_accuracy(pairs)
        say(f"counts of {len(kept)} postings written to {ACCURACY}")
    if errors:
        return show_mistakes(errors, mistakes(kept, pairs, errors), as_json=as_json)
    return show_scores(len(kept), scores(pairs), as_json=as_json)


def tagged(gold: Sequence[Labelled]) -> list[Pair]:
    """The tags of labelled postings beside their labels, with a bar while a person waits."""
    pairs = []
    with progress("tagging: postings") as advance:
        for pair in pairs_of(gold):
            pairs.append(pair)
            advance(len(pairs), len(gold))
    return pairs


def show_mistakes(field: str, found: Sequence[Mistake], *, as_json: bool) -> None:
    """Print the postings in which a field differs."""
    if as_json:
        return show_json([asdict(one) for one in found], "real")
    return show_table(
        f"{field}: {len(found)} differ",
        ["posting", "label", "found"],
        [[one.posting, one.label, one.found] for one in found],
    )


def show_scores(postings: int, found: Sequence[Score], *, as_json: bool) -> None:
    """Print the scores as a table or as JSON."""
    if as_json:
        return show_json({"postings": postings, "scores": [asdict(one) for one in found]}, "real")
    columns = ("field", "measure", "n", "value", "95 % interval", "macro-F1", "precision", "recall")
    rows = [
        [
            one.field,
            one.measure,
            one.n,
            f"{one.value:.3f}",
            f"{one.low:.3f} to {one.high:.3f}",
            *("" if x is None else f"{x:.3f}" for x in (one.macro_f1, one.precision, one.recall)),
        ]
        for one in found
    ]
    return show_table(f"{postings} labeled postings", columns, rows)
