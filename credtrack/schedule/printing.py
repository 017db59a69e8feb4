"""Which files let another system run the schedule: systemd, cron, GitHub Actions?"""

import shlex
import string
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from credtrack.config import Config
from credtrack.mistakes import UserError

TEMPLATES = Path(__file__).with_name("templates")
KINDS = ("systemd", "cron", "github-actions")


class _Page(string.Template):
    """A template whose own sign is rare in such files."""

    delimiter = "@"


def files_of(kind: str, config: Config, folder: Path) -> list[Path]:
    """Write the files of that kind into a folder, made where it is missing; those of that name are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted((TEMPLATES / kind).iterdir()):
        path = folder / source.name
        path.write_text(text_of(source, kind, config), encoding="utf-8")
        written.append(path)
    return written


def text_of(source: Path, kind: str, config: Config) -> str:
    """One file's text, with this installation's paths; raises UserError for a path that no such file can hold."""
    quote = {"systemd": _for_systemd, "cron": _for_cron}.get(kind, str)
    text = source.read_text(encoding="utf-8")
    return text if kind == "github-actions" else _Page(text).substitute(_words(config, quote))


def _words(config: Config, quote: Callable[[str], str]) -> Mapping[str, str]:
    database = config.database.absolute()
    folders = {database.parent, config.backup_folder.absolute()}
    folders |= {config.archive.absolute()} if config.archive else set()
    said = {"CREDTRACK_CONFIG": str(config.path)} if config.path else {"CREDTRACK_CONTACT": config.contact}
    variables = [f"{name}={_line(value)}" for name, value in said.items() if value]
    return {
        "program": quote(_line(str(Path(sys.executable).with_name("credtrack")))),
        "database": quote(_line(f"CREDTRACK_DATABASE={database}")),
        "folders": " ".join(sorted(quote(_line(f"-{folder}")) for folder in folders)),
        "environment": "\n".join(f"Environment={quote(pair)}" for pair in variables) or "#",
        "variables": "\n".join([f"CREDTRACK_DATABASE={database}", *variables]),
        "log": quote(_line(f"{database}.log")),
        "host": config.site_host,
        "port": str(config.site_port),
    }


def _line(value: str) -> str:
    if not value.isprintable():
        raise UserError(f"{value!r}: expected a path or address without control characters")
    return value


def _for_systemd(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return escaped if escaped == value and " " not in value else f'"{escaped}"'


def _for_cron(value: str) -> str:
    return shlex.quote(value).replace("%", "\\%")
