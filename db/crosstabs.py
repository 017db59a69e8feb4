"""How is the CPC or the CCS asked for, setting by setting, and how often is each credential named in each?"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from db.counting import employers_of, runs
from db.frame import SPLIT, Bools, Frame, Numbers

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
    if not len(rows):
        return []
    profiles, shapes = openings.profiles, openings.shapes
    profile = openings.profile.take(rows)
    table = len(profiles.setting.words), len(shapes.split["any"])
    cell = profiles.setting.code * np.int64(table[1]) + profiles.shape
    of_profile = np.bincount(profile, minlength=len(profiles))
    counted = np.bincount(cell, of_profile, table[0] * table[1]).reshape(table)
    named, required = (counted @ shapes.asks[level].is_named for level in ("any", "required"))
    employers = _employers(openings, openings.cluster.take(rows), profile)
    found = [
        (
            profiles.setting.words[setting],
            shapes.credentials[credential],
            int(named[setting, credential]),
            int(required[setting, credential]),
            int(employers[setting, credential]),
        )
        for setting, credential in np.argwhere(named).tolist()
    ]
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))


def _employers(openings: Frame, cluster: NDArray[np.int32], profile: Numbers) -> Numbers:
    """Count, by setting and credential, the employer systems of some openings, which are in the frame's order."""
    settings, is_named = openings.profiles.setting, openings.shapes.asks["any"].is_named
    code = settings.code.take(profile)
    masks = _masks(is_named).take(openings.profiles.shape, axis=0)
    start, _ = runs(cluster, code)
    whose = code[start] * np.int64(len(openings.names)) + cluster[start]
    order = np.argsort(whose, kind="stable")
    by_run = np.bitwise_or.reduceat(masks.take(profile, axis=0), start)[order]
    start, _ = runs(whose[order])
    bits = np.unpackbits(np.bitwise_or.reduceat(by_run, start).view(np.uint8), axis=1, bitorder="little")
    setting = whose[order][start] // len(openings.names)
    first, _ = runs(setting)
    found = np.zeros((len(settings.words), bits.shape[1]), dtype=np.int64)
    # One after the other: a quarter of the time of reduceat, which turns all bits into numbers first.
    found[setting[first]] = [of_one.sum(axis=0) for of_one in np.split(bits, first[1:])]
    return found


def _masks(is_named: Bools) -> NDArray[np.uint64]:
    """Pack which credentials each shape names into numbers of 64 bits, the first credential lowest, with a column for every 64."""
    words = -(-is_named.shape[1] // 64)
    padded = np.zeros((len(is_named), 64 * words), dtype=bool)
    padded[:, : is_named.shape[1]] = is_named
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)
