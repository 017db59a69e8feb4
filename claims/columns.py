"""Which openings are alike in all that a claim reads? The gathered facts, column by column.

SQL stays the language of the measures: SQLite evaluates a claim's words once for each distinct combination of the columns
that they read, and the openings themselves are counted as numbers.
"""

import json
import re
from collections import UserDict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.db import Database

from claims.estimates import Matrix

T = TypeVar("T")
Codes = NDArray[Any]
Mask = NDArray[np.bool_]

AT_ONCE = 10_000
MOST_CODES = 4_000_000
FEW_CODES = 65_536
CUT = ("annual_pay", "annual_pay_high", "item_pay")
"""Columns of too many values: openings on the same side of every number that the words hold are alike."""

FLAGS = (0, 1, None)
QUOTED = re.compile(r"'[^']*'")
WORD = re.compile(r"[a-z][a-z_0-9]*")
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One column: each opening's place among the levels."""

    codes: Codes
    levels: tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Combos:
    """The distinct combinations of some columns: each opening's combination, and the values of each."""

    names: tuple[str, ...]
    codes: Codes
    values: tuple[tuple[Any, ...], ...]

    def column(self, name: str) -> tuple[Any, ...]:
        """Give one column's value in each combination."""
        at = self.names.index(name)
        return tuple(row[at] for row in self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Openings as columns; `numbers` are nan where the postings are silent. Combinations are found once."""

    db: Database
    cluster: Codes
    coded: MutableMapping[str, Coded]
    numbers: MutableMapping[str, Matrix]
    found: dict[object, Combos] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many openings."""
        return len(self.cluster)

    def kept(self, mask: Mask) -> "Columns":
        """Give some of the openings; a column is cut when it is first read."""
        coded = _Cut(self.coded, lambda column: Coded(column.codes[mask], column.levels))
        return Columns(self.db, self.cluster[mask], coded, _Cut(self.numbers, lambda column: column[mask]))

    def read_by(self, *words: str) -> tuple[str, ...]:
        """Name the columns that some SQL reads."""
        found = {word for text in words for word in WORD.findall(QUOTED.sub("", text))}
        return tuple(name for name in (*self.coded, *CUT) if name in found)

    def combos(self, words: Sequence[str], more: Iterable[str] = ()) -> Combos:
        """Give the combinations of the columns that some SQL reads, and of `more` columns."""
        names = tuple(dict.fromkeys((*self.read_by(*words), *more)))
        cuts = (
            sorted({float(n) for text in words for n in NUMBER.findall(text)}) if set(names) & {*CUT} else []
        )
        key = (names, tuple(cuts))
        if key not in self.found:
            self.found[key] = _combined(names, [self._column(name, cuts) for name in names], len(self))
        return self.found[key]

    def evaluate(self, combos: Combos, words: Sequence[str]) -> Matrix:
        """Give the value of each of the SQL words for each combination, a column each; nan where it is null."""
        rows = self._asked(combos, words)
        return np.array(rows, dtype=float).reshape(len(rows), len(words))

    def texts(self, combos: Combos, word: str) -> list[str]:
        """Give the text that some SQL makes of each combination."""
        return [str(text) for (text,) in self._asked(combos, [word])]

    def _asked(self, combos: Combos, words: Sequence[str]) -> list[Any]:
        read = ", ".join(f"json_extract(value, '$[{at}]') as {name}" for at, name in enumerate(combos.names))
        query = f"select {', '.join(words)} from (select {read or '1'} from json_each(?) order by key)"  # noqa: S608  (the ledger's own words)
        return self.db.execute(query, [json.dumps(combos.values)]).fetchall()

    def _column(self, name: str, cuts: list[float]) -> Coded:
        if name in self.coded:
            return self.coded[name]
        values = self.numbers[name]
        absent = np.isnan(values)
        edges = np.array(cuts)
        codes = np.searchsorted(edges, values, "left") + np.searchsorted(edges, values, "right")
        codes[absent] = 2 * len(edges) + 1
        sides, places = numbered(codes)
        firsts = [int(np.argmax(codes == side)) for side in sides]
        return Coded(places, tuple(None if absent[first] else float(values[first]) for first in firsts))


def read(
    db: Database, table: str, numbers: Sequence[str], words: Sequence[str], flags: Sequence[str]
) -> Columns:
    """Read a table of openings: columns of numbers, and of few values (`flags` of these are 0, 1 or null).

    Flags are fetched as one number, two bits each: a row takes the time of its values.
    """
    plain = [name for name in words if name not in flags]
    bits = " | ".join(f"(coalesce({name}, 2) << {2 * at})" for at, name in enumerate(flags))
    cursor = db.execute(f"select cluster, {bits}, {', '.join((*numbers, *plain))} from {table}")  # noqa: S608  (our own names)
    whole: list[list[Codes]] = [[], []]
    read_numbers: dict[str, list[Matrix]] = {name: [] for name in numbers}
    codes: dict[str, list[Codes]] = {name: [] for name in plain}
    levels = {name: _Places() for name in plain}
    while rows := cursor.fetchmany(AT_ONCE):
        columns = iter(zip(*rows, strict=True))
        for parts, column in zip(whole, columns, strict=False):
            parts.append(np.array(column, dtype=np.int64))
        for name, column in zip(numbers, columns, strict=False):
            read_numbers[name].append(np.array(column, dtype=float))
        for name, column in zip(plain, columns, strict=True):
            codes[name].append(np.fromiter(map(levels[name].__getitem__, column), np.int32, len(column)))
    cluster, flagged = (_joined(parts, np.int64) for parts in whole)
    coded = {name: small(_joined(codes[name], np.int32), levels[name]) for name in plain}
    coded |= {name: _flag(flagged >> 2 * at & 3) for at, name in enumerate(flags)}
    of_numbers = {name: _joined(parts, float) for name, parts in read_numbers.items()}
    return Columns(db, numbered(cluster)[1], {name: coded[name] for name in words}, of_numbers)


class _Cut(UserDict[str, T]):
    """The columns of some openings, each made of the whole one when it is first read."""

    def __init__(self, whole: Mapping[str, T], cut: Callable[[T], T]) -> None:
        super().__init__()
        self._whole, self._cut = whole, cut

    def __missing__(self, name: str) -> T:
        self.data[name] = self._cut(self._whole[name])
        return self.data[name]

    def __contains__(self, name: object) -> bool:
        return name in self.data or name in self._whole

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._whole, *self.data)))

    def __len__(self) -> int:
        return len({*self._whole, *self.data})


def small(codes: Codes, levels: Iterable[Any]) -> Coded:
    """Give a column whose places take no more memory than they must."""
    levels = tuple(levels)
    return Coded(codes.astype(np.min_scalar_type(len(levels))), levels)


def _flag(codes: Codes) -> Coded:
    """Give a flag's column; its values, like all levels, stand in the order in which they are met."""
    present, codes = numbered(codes)
    met = sorted(range(len(present)), key=lambda place: int(np.argmax(codes == place)))
    return small(np.argsort(met)[codes], [FLAGS[present[place]] for place in met])


class _Places(dict[Any, int]):
    """Each value's place, in the order in which values are met."""

    def __missing__(self, value: Any) -> int:
        self[value] = len(self)
        return self[value]


def _joined(parts: list[Any], kind: type) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)


def numbered(codes: Codes) -> tuple[Codes, Codes]:
    """Give the whole numbers from 0 that occur, in order, and each one's place among them."""
    most = int(codes.max(initial=0))
    if most > MOST_CODES:
        return np.unique(codes, return_inverse=True)
    present = np.flatnonzero(np.bincount(codes))
    places = np.zeros(most + 1, dtype=np.int64)
    places[present] = np.arange(len(present))
    return present, places[codes]


def _combined(names: tuple[str, ...], columns: list[Coded], count: int) -> Combos:
    """Number the combinations that occur, some columns after the others so that the numbers stay small."""
    codes: Codes = np.zeros(count, dtype=np.int64)
    values: list[tuple[Any, ...]] = [()]
    added: list[tuple[Any, ...]] = [()]
    for column in columns:
        if len(values) * len(added) * len(column.levels) > FEW_CODES:
            codes, values, added = _present(codes, values, added)
        codes *= len(column.levels)
        codes += column.codes
        added = [(*each, level) for each in added for level in column.levels]
    codes, values, _ = _present(codes, values, added)
    return Combos(names, codes, tuple(values) if count else ())


def _present(
    codes: Codes, values: list[tuple[Any, ...]], added: list[tuple[Any, ...]]
) -> tuple[Codes, list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Number anew the combinations of `values` with what was `added` that occur; nothing is added to them yet."""
    present, codes = numbered(codes)
    return codes, [values[at // len(added)] + added[at % len(added)] for at in present.tolist()], [()]
