"""How is a new employer's board recognized from its address, and written into the registry in its place?"""

import json
import re
import tomllib
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from crawler.registry import EMPLOYERS, KNOWN_KEYS, Employer, RegistryError, load, load_file

PLATFORMS = Path(__file__).with_name("platforms.toml")
HEADER = re.compile(r"(?m)^\[([^\]\n]+)\]$")


def recognized(address: str) -> tuple[str, str] | None:
    """Give the platform of a careers address, and the board as that platform's rows spell it; None where it is unknown.

    A front on an employer's own host can't be told by its address.
    """
    for platform, pattern, board in _platforms():
        if match := pattern.search(address):
            return platform, board.format(**match.groupdict())
    return None


def host_in(address: str) -> str:
    """Give the host of an address, with or without a scheme, for fronts whose board is their host."""
    host = urlsplit(address if "://" in address else f"https://{address}").hostname
    if not host or "." not in host:
        raise RegistryError(f"{address[:200]}: expected the address of a careers page")
    return host


def slug_of(name: str) -> str:
    """Give the slug of a name: its words in lower case, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower().replace("'", "").replace("&", "and")))


def add(employer: Employer, folder: Path | None = None) -> Path:
    """Write a row into its platform's file, in the order of the slugs, and give the file.

    Raises RegistryError where the row is wrong, or its slug or board is there already; nothing is written then.
    """
    folder = folder or EMPLOYERS
    path = folder / f"{employer.platform}.toml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    _check_new(employer, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as trial:
        written = Path(trial) / path.name
        written.write_text(_inserted(text, employer), encoding="utf-8")
        load_file(written)
        path.write_bytes(written.read_bytes())
    return path


def _check_new(employer: Employer, folder: Path) -> None:
    if not any(folder.glob("*.toml")):
        return
    for other in load(folder):
        same_board = (
            other.platform == employer.platform and other.board.casefold() == employer.board.casefold()
        )
        if other.slug == employer.slug or same_board:
            raise RegistryError(f"{other.platform}.toml: [{other.slug}] is there already: {other.board}")


def _inserted(text: str, employer: Employer) -> str:
    row = _row(employer)
    for header in HEADER.finditer(text):
        if header[1] > employer.slug:
            return f"{text[: header.start()]}{row}\n{text[header.start() :]}"
    return f"{text.rstrip()}\n\n{row}".lstrip()


def _row(employer: Employer) -> str:
    """Give a row as the files write it: what is set, a line each, in the order of the shape."""
    lines = [f"[{employer.slug}]"]
    for field in fields(employer):
        value = getattr(employer, field.name)
        if field.name in KNOWN_KEYS and value not in (None, ()):
            shown = list(value) if isinstance(value, tuple) else value
            lines.append(f"{field.name} = {json.dumps(shown, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=1)
def _platforms() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    tables = tomllib.loads(PLATFORMS.read_text(encoding="utf-8"))
    return tuple(
        (name, re.compile(rf"(?i)(?:^|//|\b){table['address']}"), table["board"])
        for name, table in tables.items()
    )
