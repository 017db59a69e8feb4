"""How is the CPC or the CCS asked for, setting by setting, and how often is each credential named in each?"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from db.counted import Bools, Counted, Numbers
from db.counting import employers_of
from db.days import ALWAYS, Span, by_profile, in_time
from db.frame import Frame, runs
from db.naming import BITS, SPLIT
from db.selection import openings_of, share

BYTE = 256
BITS_OF_BYTES = np.unpackbits(np.arange(BYTE, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(
    float
)
FEW = 0.05  # of all openings: up to here it is quicker to gather them than to go through all

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
        split = _split(openings, openings.counted.take(rows[setting == code]))
        found += [(settings.words[code], *counted) for counted in split]
    return found


def split_of_all(openings: Frame) -> list[tuple[str, int, float]]:
    """Give, by class of split, openings and the share of employers, each shared out over its own openings."""
    return [(name, count, share) for name, count, _, share in _split(openings, openings.counted)]


def _split(openings: Frame, found: Counted) -> Iterator[tuple[str, int, int, float]]:
    employers, split = employers_of(found.cluster), openings.shapes.split["any"].take(found.shape)
    for code, name in sorted(enumerate(SPLIT), key=lambda each: each[1]):
        counts = np.add.reduceat(split == code, employers.start, dtype=np.int64)
        if counts.any():
            share = round(float((counts / employers.size).sum()), 4)
            yield name, int(counts.sum()), int(np.count_nonzero(counts)), share


def credential_by_setting(openings: Frame, is_meant: Bools, span: Span) -> list[CredentialRow]:
    """Give, by setting and credential: openings of those profiles and days that name it, of those that require it, and employers."""
    profiles, shapes = openings.profiles, openings.shapes
    of_profile = by_profile(openings.days, openings.profile, span) * is_meant
    table = len(profiles.setting.words), len(shapes)
    cell = profiles.setting.code * np.int64(table[1]) + profiles.shape
    counted = np.bincount(cell, of_profile, table[0] * table[1]).reshape(table)
    named, required = (counted @ shapes.asks[level].is_named for level in ("any", "required"))
    if not named.any():
        return []
    employers = _employers(openings, is_meant, span)
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


def _employers(openings: Frame, is_meant: Bools, span: Span) -> Numbers:
    """Count, by setting and credential, the employer systems of the openings of some profiles and days."""
    profiles, masks = openings.profiles, openings.shapes.asks["any"].masks
    of_profile = [mask.take(profiles.shape) * is_meant for mask in masks]
    if share(openings, is_meant) < FEW:
        rows = openings_of(openings, is_meant, span)
        profile = openings.profile.take(rows)
        start, _ = runs(openings.cluster.take(rows), profiles.setting.code.take(profile))
        named = [mask.take(profile) for mask in of_profile]
    else:
        profile, start = openings.profile, openings.by_setting
        is_in_time = True if span == ALWAYS else in_time(openings.first_on, span)
        named = [mask.take(profile) * is_in_time for mask in of_profile]
    held = [np.bitwise_or.reduceat(mask, start) for mask in named]
    setting = profiles.setting.code.take(profile.take(start))
    return _with_bits(held, setting, len(profiles.setting.words), len(openings.shapes.credentials))


def _with_bits(
    masks: Sequence[NDArray[np.uint64]], kind: NDArray[np.integer], kinds: int, bits: int
) -> Numbers:
    """Count by kind the members that have each bit set; `masks` are the members' bits, 64 at a time, the first lowest."""
    taken = [byte for mask in masks for byte in mask.astype("<u8").view(np.uint8).reshape(-1, BITS // 8).T]
    first = kind * np.int64(BYTE)
    counts = [np.bincount(first + byte, minlength=kinds * BYTE) for byte in taken[: -(-bits // 8)]]
    by_byte = np.reshape(counts, (-1, kinds, BYTE)).astype(float) @ BITS_OF_BYTES
    found: Numbers = by_byte.transpose(1, 0, 2).reshape(kinds, -1)[:, :bits].astype(np.int64)
    return found
