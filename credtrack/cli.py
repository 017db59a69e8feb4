"""Which commands are there? Each is loaded only when it is asked for, so that the answer is quick."""

import sys
from difflib import get_close_matches
from importlib import import_module

import click

from credtrack.mistakes import told

COMMANDS = {
    "backup": ("leaving", "Copy the whole database while it is in use, and check the copy."),
    "bulk": ("bulk", "Tag files of any size on all processors or a cluster."),
    "claims": ("weighing", "Weigh the article's claims against the openings."),
    "crawl": ("crawling", "Read employers' boards and keep their postings."),
    "demand": ("asking", "Say which credentials a region's employers ask for."),
    "demo": ("demo", "Crawl, tag, weigh and serve an invented market."),
    "doctor": ("checking", "Check settings, disk and database; list boards in trouble."),
    "evaluate": ("texts", "Score the tagger on labeled postings."),
    "export": ("leaving", "Write the public tables as CSV, JSON Lines, Parquet or SQLite."),
    "import": ("importing", "Bring in postings from files, or an archived crawl."),
    "joins": ("joining", "List postings joined as one opening; part or join them by a file."),
    "match": ("matching", "List the openings that fit a coder, and say why."),
    "schedule": ("scheduling", "Do all of it by itself, each in its time."),
    "serve": ("serving", "Serve a database as pages, JSON and CSV."),
    "sources": ("sources", "List and check the registry of employers."),
    "status": ("scheduling", "Show how the schedule goes, and what needs a person."),
    "tag": ("texts", "Tag a file of postings, with no database."),
}
"""The module of each command, below credtrack.commands, and what it does."""


class Commands(click.Group):
    """The commands by name; a mistyped one is answered with those that are near."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"credtrack.commands.{module}"), f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; raises UsageError with what is near a mistyped name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=2)
            hint = (
                f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(sorted(COMMANDS))}"
            )
            ctx.fail(f"no command {args[0]!r}: {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in sorted(COMMANDS.items())])


@click.group(
    "credtrack",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="credtrack")
def credtrack() -> None:
    """Find medical-coding postings, and see which credential employers really ask for."""


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(told(lambda: credtrack.main(standalone_mode=False)))
