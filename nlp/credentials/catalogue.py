"""Which credentials are there, under which names, and who issues them?"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

_FILE = Path(__file__).with_name("catalogue.toml")
CredentialLevel = Literal["apprentice", "core", "specialty", "management"]
_NEEDED = {"names", "issuer", "level", "side", "checked"}
_KEYS = {*_NEEDED, "aliases", "former", "retired", "traps", "lower", "weak", "common", "source"}


class CatalogueError(ValueError):
    """Raised when the catalogue is not as it must be; the text names the credential and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One credential as its issuer names it; `checked` where the issuer's own pages were read for it.

    `traps` are words of a posting by which the same letters mean something else. A `weak` code counts
    only beside another credential or a word such as "certified". A `common` name is said of any
    certified coder, and means this credential only beside its code or issuer.
    """

    code: str
    name: str
    issuer: str
    level: CredentialLevel
    side: str
    names: tuple[str, ...]
    former: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    lower: bool = False
    weak: bool = False
    common: bool = False
    source: str = ""
    checked: bool = False


@cache
def credentials(file: Path = _FILE) -> dict[str, Credential]:
    """Return every credential by its code.

    Raises CatalogueError for an unknown or missing key, a level that does not exist, or a name or former code that two
    credentials claim.
    """
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    found = {code: _credential(f"{file.name}: [{code}]", code, entry) for code, entry in table.items()}
    owner: dict[str, str] = {}
    for code, credential in found.items():
        for written in {code, *credential.former, *(name.casefold() for name in credential.names)}:
            if owner.setdefault(written, code) != code:
                raise CatalogueError(
                    f"{file.name}: [{code}]: {written!r} belongs to {owner[written]} already"
                )
    return found


def _credential(where: str, code: str, entry: dict[str, Any]) -> Credential:
    if missing := _NEEDED - set(entry):
        raise CatalogueError(f"{where}: {min(missing)} is missing")
    if unknown := set(entry) - _KEYS:
        raise CatalogueError(f"{where}: unknown key {min(unknown)}; expected {', '.join(sorted(_KEYS))}")
    if entry["level"] not in get_args(CredentialLevel):
        raise CatalogueError(f"{where}: level: expected one of {', '.join(get_args(CredentialLevel))}")
    return Credential(
        code=code,
        name=entry["names"][0],
        issuer=entry["issuer"],
        level=entry["level"],
        side=entry["side"],
        names=(*entry["names"], *entry.get("aliases", ())),
        former=tuple(entry.get("former", ())),
        retired=tuple(entry.get("retired", ())),
        traps=tuple(entry.get("traps", ())),
        lower=entry.get("lower", False),
        weak=entry.get("weak", False),
        common=entry.get("common", False),
        source=entry.get("source", ""),
        checked=entry["checked"],
    )
