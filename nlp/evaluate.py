"""How does the tagger do on labelled postings, and where is it wrong?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.gold import GoldError, Labelled, is_split_set
from nlp.pipeline import build, tag_many
from nlp.scoring import READERS, Pair, differs, labelled
from nlp.split import halves

Part = Literal["tune", "audit", "all"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A posting in which the tagger's value of a field is not the labeled one."""

    posting: str
    label: str
    found: str


def part_of(gold: Sequence[Labelled], part: Part) -> tuple[Labelled, ...]:
    """Return the postings of one half; raises GoldError where that half is empty."""
    if part == "all":
        return tuple(gold)
    half = halves(one.posting for one in gold)
    kept = tuple(one for one in gold if half[one.posting] == part)
    if not kept:
        raise GoldError(f"expected more than 100 labeled postings to have an {part} half, found {len(gold)}")
    return kept


def pairs_of(gold: Sequence[Labelled]) -> Iterator[Pair]:
    """Yield the tags of each labelled posting beside its labels, as they are made."""
    tagged = tag_many(build(), (one.subject for one in gold))
    for one, tags in zip(gold, tagged, strict=True):
        yield Pair(one.truth, tags, one.fields)


def may_be_read(gold: Sequence[Labelled], part: Part) -> None:
    """Raise GoldError for postings that only measure; `gold` is the whole set."""
    if part == "audit" or (part == "all" and is_split_set(one.posting for one in gold)):
        raise GoldError("--errors: the audit half only measures, its errors are not read; use --half tune")


def may_be_counted(gold: Sequence[Labelled]) -> None:
    """Raise GoldError for postings from whose errors rules were mended: their counts would flatter the claims."""
    if is_split_set(one.posting for one in gold):
        raise GoldError("--write: rules were written from these postings; expected some that no one has read")


def mistakes(gold: Sequence[Labelled], pairs: Sequence[Pair], field: str) -> tuple[Mistake, ...]:
    """Return where the tagger's value of a field is not the labeled one."""
    read = READERS[field]
    scored = {id(pair) for pair in labelled(pairs, field)}
    return tuple(
        Mistake(one.posting, _shown(read(pair.truth)), _shown(read(pair.found)))
        for one, pair in zip(gold, pairs, strict=True)
        if id(pair) in scored and differs(pair, field)
    )


def _shown(value: object) -> str:
    """Return a value as one line, the same in every run."""
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(_shown, value))) + "}"
    if isinstance(value, tuple):
        return " ".join(map(_shown, value))
    return "none" if value is None else str(value)
