"""Which employers are crawled, on which platform, and where does each board answer?"""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

EMPLOYERS = Path(__file__).parent / "employers"
_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
KINDS = frozenset(_WORDS["kinds"])
SETTINGS = tuple(_WORDS["settings"])
CONFIDENCES = frozenset(_WORDS["confidences"])
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RegistryError(ValueError):
    """A registry row is wrong; the text names the file, the row and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """One employer's board: who runs it, on which platform, under which coordinates.

    `board` is spelled as the platform's address spells it. `origin` (scheme, host and port) is where the
    board answers in place of the platform's own host; the sample market alone uses it. `permission` records
    a host owner's leave to read what its rules forbid, as "who, 2026-11-01, where it is written". `at_least` is the least
    number of postings that the board is known to list. `addresses` are pages that name postings (or postings'
    own), for a board whose list its host keeps from robots. `scope` names facets, and of each the values (as the
    board shows them, or their ids) that are this employer's, where several share a Workday site. `note` says what is
    known to be weak about the board.
    """

    slug: str
    name: str
    kind: str
    setting: str | None = None
    parent: str | None = None
    hq_state: str | None = None
    platform: str
    board: str
    confidence: str
    source: str
    origin: str | None = None
    permission: str | None = None
    at_least: int | None = None
    addresses: tuple[str, ...] = ()
    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    note: str | None = None


KNOWN_KEYS = {field.name for field in fields(Employer)} - {"slug", "platform"}
NEEDED_KEYS = ("name", "kind", "board", "confidence", "source")


def load(folder: Path | None = None) -> tuple[Employer, ...]:
    """Read every registry file of a folder, by default the project's own.

    Raises RegistryError, naming file and row, for a key that is unknown or missing, a value outside its
    closed list, and for a slug or a board that occurs twice.
    """
    files = sorted((folder or EMPLOYERS).glob("*.toml"))
    if not files:
        raise RegistryError(f"{folder or EMPLOYERS}: expected files such as greenhouse.toml, found none")
    employers = tuple(employer for path in files for employer in load_file(path))
    _check_unique(employers)
    return employers


def load_file(path: Path) -> tuple[Employer, ...]:
    """Read one platform's file; its name is the platform."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path.name}: expected TOML ({error})") from error
    if list(tables) != sorted(tables):
        first = next(slug for slug, right in zip(tables, sorted(tables), strict=True) if slug != right)
        raise RegistryError(f"{path.name}: [{first}]: expected the rows in the order of their names")
    return tuple(_employer(path, slug, table) for slug, table in tables.items())


def readable(employers: Iterable[Employer], platforms: Iterable[str]) -> tuple[Employer, ...]:
    """Keep the employers on platforms that some spider reads; the others have no reader yet."""
    read = frozenset(platforms)
    return tuple(employer for employer in employers if employer.platform in read)


def _employer(path: Path, slug: str, table: object) -> Employer:
    where = f"{path.name}: [{slug}]"
    if not isinstance(table, dict) or not SLUG.fullmatch(slug):
        raise RegistryError(f"{where}: expected a table whose name is lower-case words joined by hyphens")
    for key in NEEDED_KEYS:
        if key not in table:
            raise RegistryError(f"{where}: the key {key} is missing")
    for key, value in table.items():
        _check(where, key, value)
    addresses = tuple(table.get("addresses", ()))
    scope = tuple((name, tuple(values)) for name, values in table.get("scope", {}).items())
    return Employer(slug=slug, platform=path.stem, **{**table, "addresses": addresses, "scope": scope})


def _check(where: str, key: str, value: object) -> None:
    if key not in KNOWN_KEYS:
        raise RegistryError(f"{where}: unknown key {key}; known are {', '.join(sorted(KNOWN_KEYS))}")
    if key == "at_least":
        if type(value) is not int or value < 0:
            raise RegistryError(f"{where}: at_least: expected a whole number, found {value!r}")
        return
    if key == "addresses":
        if not isinstance(value, list) or not all(isinstance(url, str) and _is_address(url) for url in value):
            raise RegistryError(f"{where}: addresses: expected a list of http or https addresses")
        return
    if key == "scope":
        if not isinstance(value, dict) or not value or not all(map(_are_texts, value.values())):
            raise RegistryError(f"{where}: scope: expected a table of facets, each with a list of values")
        return
    if not isinstance(value, str) or not value.strip():
        raise RegistryError(f"{where}: {key}: expected some text, found {value!r}")
    if key in CLOSED and not CLOSED[key][0](value):
        raise RegistryError(f"{where}: {key}: expected {CLOSED[key][1]}, found {value!r}")


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and bool(values) and all(isinstance(value, str) for value in values)


def _is_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_origin(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.path in {"", "/"}


def _is_permission(value: str) -> bool:
    """Tell whether a permission says who gave it, on which day, and where it is written."""
    return re.fullmatch(r"[^,].*, \d{4}-\d{2}-\d{2}, \S.*", value) is not None


CLOSED: dict[str, tuple[Callable[[str], object], str]] = {
    "kind": (KINDS.__contains__, f"one of {', '.join(sorted(KINDS))}"),
    "confidence": (CONFIDENCES.__contains__, f"one of {', '.join(sorted(CONFIDENCES))}"),
    "setting": (SETTINGS.__contains__, f"one of {', '.join(sorted(SETTINGS))}"),
    "hq_state": (re.compile(r"[A-Z]{2}").fullmatch, "two capital letters"),
    "origin": (_is_origin, "http or https, a host, and no path"),
    "permission": (
        _is_permission,
        "who gave it, the day, and where it is written: Acme, 2026-01-31, a letter",
    ),
}


def _check_unique(employers: Iterable[Employer]) -> None:
    slugs: set[str] = set()
    boards: set[tuple[object, ...]] = set()
    for employer in employers:
        board = (employer.platform, employer.board.casefold(), employer.scope)
        if employer.slug in slugs or board in boards:
            raise RegistryError(
                f"{employer.platform}.toml: [{employer.slug}]: its slug or its board occurs twice"
            )
        slugs.add(employer.slug)
        boards.add(board)
