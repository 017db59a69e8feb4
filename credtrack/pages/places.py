"""Which states, metro areas and divisions have coder openings, and how many?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from sqlite_utils.db import Database

from credtrack.library import Datasette
from credtrack.pages.reading import metro_names
from credtrack.pages.shelf import asked
from credtrack.pages.stock import Stock, stock


@dataclass(frozen=True, slots=True)
class Place:
    """A state, metro or division that has coder openings; `code` is what a region's page is called by."""

    kind: str
    code: str
    name: str
    openings: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The places as pages offer them: as the options of a choice, and as names that complete what is typed."""

    options: Markup
    names: Markup


async def places(datasette: Datasette) -> Choice:
    """The places with coder openings, written once for all pages: they are a thousand."""
    held = await stock(datasette)
    written = datasette.jinja_env.get_template("_places.html").module

    def write(db: Database) -> Choice:
        there = found(db, held)
        return Choice(written.options(there), written.names(there))

    return await asked(datasette, ("places", held.reading), write)


def found(db: Database, held: Stock) -> dict[str, list[Place]]:
    """The places with coder openings, by kind, states first, each kind in the order of names."""
    by_profile = np.bincount(held.profiles, minlength=len(held.setting.codes))
    states = db.execute("select code, name, division from states").fetchall()
    kinds = {
        "State": list(_states(states, held, by_profile)),
        "Metro area": list(_metros(metro_names(db), held, by_profile)),
        "Census division": list(_divisions(states, held, by_profile)),
    }
    return {kind: sorted(each, key=lambda place: place.name) for kind, each in kinds.items() if each}


def _states(states: list[tuple[str, str, str]], held: Stock, by_profile: np.ndarray) -> Iterator[Place]:
    for code, name, _ in states:
        if openings := int(by_profile[held.states.of(code)].sum()):
            yield Place("State", code, name, openings)


def _metros(names: dict[str, str], held: Stock, by_profile: np.ndarray) -> Iterator[Place]:
    numbers, at = np.unique(held.metros[:, 1], return_inverse=True)
    sizes = np.bincount(at, weights=by_profile[held.metros[:, 0]], minlength=len(numbers))
    for number, openings in zip(numbers.tolist(), sizes.tolist(), strict=True):
        if openings and str(number) in names:
            yield Place("Metro area", f"cbsa:{number}", names[str(number)], int(openings))


def _divisions(states: list[tuple[str, str, str]], held: Stock, by_profile: np.ndarray) -> Iterator[Place]:
    members: dict[str, list[str]] = defaultdict(list)
    for code, _, division in states:
        if division:
            members[division].append(code)
    for division, codes in members.items():
        there = np.any([held.states.of(code) for code in codes], axis=0)
        if openings := int(by_profile[there].sum()):
            yield Place("Census division", division, division, openings)
