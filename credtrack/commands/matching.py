"""How does a coder ask which openings fit, why, and what one more credential would open?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click
from sqlite_utils.db import Database

from credtrack.commands.match_report import explained, matches_table, near_line, what_if_tables
from credtrack.commands.options import db_option, json_option, to_read
from credtrack.mistakes import MISTAKE, fail
from credtrack.terminal import show_json
from matcher.checking import profile, read_profile
from matcher.errors import ProfileError
from matcher.profile import Profile
from matcher.rank import LIMIT, match_of, rank
from matcher.shown import quotes
from matcher.telling import explanation_words, ranking_words, what_if_words
from matcher.uplift import what_if

P = ParamSpec("P")
R = TypeVar("R")
FLAGS = (
    ("--holds", "credentials", "A credential held; several with commas or the option again."),
    ("--in-progress", "in_progress", "What is in progress and when it is due: CCS=2027-03-31."),
    ("--years", "years", "Years of experience in all."),
    ("--years-in", "years_by_work_type", "Years by work type: inpatient=2."),
    ("--home", "home", 'A state, a ZIP code, or a city with its state: "Austin, TX".'),
    ("--radius", "radius_miles", "Miles from home that are near enough."),
    ("--exclude-state", "states_excluded", "A state to leave out."),
    ("--setting", "settings", "An employer setting wished for, such as payer."),
    ("--work-type", "work_types", "A work type wished for, such as inpatient."),
    ("--specialty", "specialties", "A specialty wished for, such as cardiology."),
    ("--floor", "pay_floor", "The least pay: 28/hour or 60000/year."),
    ("--schedule", "schedule", "full_time, part_time, prn, contract or temporary."),
)
SWITCHES = (
    ("--apprentice", "apprentice", "The credentials held are apprentices' (CPC is CPC-A)."),
    ("--move", "willing_to_move", "Willing to move."),
    ("--remote-only", "remote_only", "Only remote work."),
)


def profile_options(command: Callable[P, R]) -> Callable[P, R]:
    """Add the flags that a profile may be given by."""
    for name, key, text in reversed(FLAGS):
        command = click.option(name, key, multiple=True, help=text)(command)
    for name, key, text in reversed(SWITCHES):
        command = click.option(name, key, is_flag=True, default=None, help=text)(command)
    return command


@click.command("match")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@db_option
@profile_options
@click.option(
    "--limit", default=LIMIT, show_default=True, type=click.IntRange(1, 1000), help="How many to list."
)
@click.option("--near", is_flag=True, help="List also openings that a credential or some years are short of.")
@click.option(
    "--explain", type=int, metavar="OPENING", help="Say why one opening fits or not, in its own words."
)
@click.option("--what-if", "asks_what_if", is_flag=True, help="Say what one more credential would open.")
@json_option
def match_command(
    file: Path | None,
    path: Path,
    limit: int,
    near: bool,
    explain: int | None,
    asks_what_if: bool,
    as_json: bool,
    **flags: Any,
) -> None:
    """List the openings that fit a coder, best first; FILE is a profile, and flags add to it.

    \b
    Example: credtrack match --holds CPC --home "Austin, TX" --radius 40 --floor 28/hour
    """
    try:
        coder = asked_profile(file, flags)
    except ProfileError as error:
        for line in error.lines:
            fail(line)
        click.get_current_context().exit(MISTAKE)
    db, kind = to_read(path)
    if explain is not None:
        answer_why(db, kind, coder, explain, as_json)
    elif asks_what_if:
        found = what_if(db, coder)
        show_json(what_if_words(found), kind) if as_json else what_if_tables(found)
    else:
        ranking = rank(db, coder, limit=limit, near=near)
        show_json(ranking_words(ranking), kind) if as_json else matches_table(ranking)
        if not as_json:
            near_line(ranking)


def asked_profile(file: Path | None, flags: dict[str, Any]) -> Profile:
    """The profile of the file with what the flags say in its place; raises ProfileError with a line a mistake."""
    said = read_profile(file) if file else {}
    given = {key: value for key, value in flags.items() if value not in (None, ())}
    return profile(said | {key: joined(key, value) for key, value in given.items()}, str(file or "profile"))


def joined(key: str, value: object) -> object:
    """A flag's values joined by commas, or the last where one alone is meant; a switch as it is."""
    if not isinstance(value, tuple):
        return value
    return value[-1] if key in {"home", "pay_floor"} else ",".join(value)


def answer_why(db: Database, kind: str, coder: Profile, opening: int, as_json: bool) -> None:
    """Say why one opening fits or not."""
    match = match_of(db, coder, opening)
    proofs = quotes(db, opening, coder.named())
    show_json(explanation_words(match, proofs), kind) if as_json else explained(match, proofs)
