"""How is the CPC or the CCS asked for, setting by setting, and how often is each credential named in each?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from db.counting import employers_of, runs
from db.frame import SPLIT, Frame, Numbers, expand

SplitRow = tuple[str, str, int, int, float]
CredentialRow = tuple[str, str, int, int, int]


def split_by_setting(openings: Frame, rows: Numbers) -> list[SplitRow]:
    """Give, by setting and class of split, of the openings at `rows`: how many, of how many employers, and their share.

    The share counts each employer once, shared out over its own openings.
    """
    settings = openings.profiles.setting
    setting = settings.code[openings.profile[rows]].astype(np.int64)
    found = []
    for code in np.unique(setting):
        split = _split(openings, rows[setting == code])
        found += [(settings.words[code], *counted) for counted in split]
    return found


def split_of_all(openings: Frame) -> list[tuple[str, int, float]]:
    """Give, by class of split, openings and the share of employers, each shared out over its own openings."""
    rows = np.arange(len(openings))
    return [(name, count, share) for name, count, _, share in _split(openings, rows)]


def _split(openings: Frame, rows: Numbers) -> Iterator[tuple[str, int, int, float]]:
    employers = employers_of(openings, rows)
    split = openings.shapes.split["any"][openings.shape[rows]]
    cells = np.bincount(
        employers.own * len(SPLIT) + split, minlength=len(employers.size) * len(SPLIT)
    ).reshape(-1, len(SPLIT))
    for code, name in sorted(enumerate(SPLIT), key=lambda each: each[1]):
        counts = cells[:, code]
        if counts.any():
            share = round(float((counts / employers.size).sum()), 4)
            yield name, int(counts.sum()), int(np.count_nonzero(counts)), share


def credential_by_setting(openings: Frame, rows: Numbers) -> list[CredentialRow]:
    """Give, by setting and credential: openings at `rows` that name it, of those that require it, and employers."""
    setting = openings.profiles.setting
    cluster, shape = openings.cluster[rows], openings.shape[rows]
    code = setting.code[openings.profile[rows]]
    start, count = runs(cluster, shape, code)
    many = len(openings.shapes.credentials)
    size = len(setting.words) * many
    asks = openings.shapes.asks
    run, member = expand(asks["any"].start, shape[start])
    cell = code[start][run].astype(np.int32) * many + asks["any"].credential[member]
    table = len(setting.words), len(asks["any"].is_named)
    counted = np.bincount(code[start] * np.int64(table[1]) + shape[start], count, table[0] * table[1])
    named, required = (
        (counted.reshape(table) @ asks[level].is_named).ravel() for level in ("any", "required")
    )
    employers = _employers(cell, cluster[start][run], size)
    found = [
        (
            setting.words[at // many],
            openings.shapes.credentials[at % many],
            int(named[at]),
            int(required[at]),
            int(employers[at]),
        )
        for at in np.flatnonzero(named).tolist()
    ]
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))


def _employers(cell: Numbers, cluster: NDArray[np.int32], size: int) -> Numbers:
    """Count the employer systems of each cell; `cluster` is in order."""
    order = np.argsort(cell.astype(np.int16) if size < 1 << 15 else cell, kind="stable")
    start, _ = runs(cell[order], cluster[order])
    return np.bincount(cell[order][start], minlength=size)
