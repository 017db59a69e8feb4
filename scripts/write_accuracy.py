"""How well does the tagger read? Measures it, and writes docs/accuracy.md and nlp/accuracy.json anew.

Example: python scripts/write_accuracy.py ../shared

README.md gets the chief figures where it holds the lines <!-- accuracy --> and <!-- /accuracy -->.
"""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, Literal

from nlp.confusion import write_accuracy
from nlp.evaluate import pairs_of, part_of
from nlp.gold import Labelled, labels_of_row, read_gold
from nlp.scoring import READERS, Pair, Score, differs, labelled, scores
from nlp.version import version

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests" / "nlp"
TEMPLATE = Path(__file__).with_name("accuracy_template.md")
KINDS = Path(__file__).with_name("accuracy_kinds.md")
FIRST = Path(__file__).with_name("accuracy_first.toml")
REMARKS = Path(__file__).with_name("accuracy_read.toml")
PAGE = ROOT / "docs" / "accuracy.md"
MARKS = ("<!-- accuracy -->", "<!-- /accuracy -->")
CHIEF: tuple[tuple[str, Literal["accuracy", "F1"]], ...] = (
    ("credential_levels", "F1"),
    ("requirement_groups", "accuracy"),
    ("employer_setting", "accuracy"),
    ("work_types", "F1"),
    ("remote", "accuracy"),
    ("states", "accuracy"),
    ("pay", "F1"),
    ("experience_years", "accuracy"),
)
HANDS = tuple(range(1, 37))
# No error of these was read.
UNREAD = (20, 27, 28, 31, 35)
# Of those before the last nine the floors are held and no more is shown.
SHOWN = -9
FEDERAL = "usastaffing-questionnaire"


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of postings, with the tags beside the labels."""

    gold: tuple[Labelled, ...]
    pairs: tuple[Pair, ...]

    def only(self, ids: Iterable[str]) -> "Measured":
        """The part of the set with these ids."""
        wanted = set(ids)
        kept = [place for place, one in enumerate(self.gold) if one.posting in wanted]
        return Measured(tuple(self.gold[n] for n in kept), tuple(self.pairs[n] for n in kept))


def joined(parts: Iterable[Measured]) -> Measured:
    """Several sets as one."""
    parts = tuple(parts)
    return Measured(
        tuple(one for part in parts for one in part.gold), tuple(one for part in parts for one in part.pairs)
    )


def measure(gold: Sequence[Labelled]) -> Measured:
    """Tag a set of labelled postings."""
    return Measured(tuple(gold), tuple(pairs_of(gold)))


def table(columns: dict[str, Sequence[Pair]]) -> str:
    """Return a table: a row for each field, a column for each set, each cell with interval and n."""
    scored = {
        name: {(one.field, one.measure): one for one in scores(pairs)} for name, pairs in columns.items()
    }
    keys = list(next(iter(scored.values())))
    lines = [
        [f"{field}, {kind}", *(cell(one[field, kind]) for one in scored.values())] for field, kind in keys
    ]
    for field, kind in keys:
        if next(iter(scored.values()))[field, kind].macro_f1 is not None:
            cells = [f"{one[field, kind].macro_f1:.3f}" for one in scored.values()]
            lines.append([f"{field}, macro-F1", *cells])
    return markdown(["Field", *scored], lines)


def first_measured() -> str:
    """Return the scores that real texts had before any rule was mended with them in view."""
    rows = tomllib.loads(FIRST.read_text(encoding="utf-8"))["first"]
    return markdown(
        ["Field", "private", "federal", "all"], [[field, *values] for field, values in rows.items()]
    )


def cell(score: Score) -> str:
    """Return a score with its interval and n; nothing where there was no case to score."""
    if not score.n:
        return "no cases"
    return f"{score.value:.3f} ({score.low:.3f} to {score.high:.3f}), n = {score.n}"


def markdown(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as Markdown writes it."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def kinds_of_error(sets: dict[str, Measured]) -> str:
    """Return how many postings differ in each field, by whether something was missed, added or taken for another."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for name, measured in sets.items():
        for field in READERS:
            wrong = [pair for pair in labelled(measured.pairs, field) if differs(pair, field)]
            counts.update((field, name, kind_of_error(pair, field)) for pair in wrong)
    kinds = ("missed", "added", "another")
    rows = [
        [field, *(" / ".join(str(counts[field, name, kind]) for kind in kinds) for name in sets)]
        for field in READERS
    ]
    return markdown(["Field", *sets], rows)


def kind_of_error(pair: Pair, field: str) -> str:
    """Return whether a value was missed, added where the text has none, or taken for another."""
    truth, found = READERS[field](pair.truth), READERS[field](pair.found)
    if isinstance(truth, frozenset) and isinstance(found, frozenset):
        return "missed" if found < truth else "added" if found > truth else "another"
    nothing = (None, "unstated", "unknown")
    return "missed" if found in nothing else "added" if truth in nothing else "another"


def agreement(real: Measured) -> tuple[Pair, ...]:
    """Return the second labeller's labels beside the first's, for each real text."""
    rows = read_rows(TESTS / "real_labels.jsonl")
    sides: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for row in rows:
        for side in sides:
            side[row["id"]] = dict(row)
    for one in read_rows(TESTS / "real_differences.jsonl"):
        for side, name in zip(sides, ("first", "second"), strict=True):
            side[one["id"]][one["field"]] = one[name]
    return tuple(
        Pair(labels_of_row(sides[0][one.posting]), labels_of_row(sides[1][one.posting]), one.fields)
        for one in real.gold
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file that is known to be whole."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def read_by_eye(real: Measured) -> str:
    """Return the twenty texts that were read by eye: the fields that differ now, and what a reader found."""
    remarks = tomllib.loads(REMARKS.read_text(encoding="utf-8"))
    rows = []
    for one, pair in zip(real.gold, real.pairs, strict=True):
        if one.posting in remarks:
            wrong = [field for field in READERS if labelled([pair], field) and differs(pair, field)]
            rows.append([one.posting, ", ".join(wrong) or "none", remarks[one.posting]])
    return markdown(["Text", "Fields that differ from the labels", "Read by eye"], rows)


@dataclass(frozen=True, slots=True)
class Sets:
    """All that is measured."""

    private: Measured
    federal: Measured
    real: Measured
    tune: Measured
    audit: Measured
    hands: tuple[Measured, ...]
    unread: Measured


def measure_all(shared: Path) -> Sets:
    """Tag all sets; `shared` holds gold/dev and real."""
    dev = read_gold(shared / "gold" / "dev")
    texts = shared / "real" / "postings.jsonl"
    real = measure(read_gold(TESTS / "real_labels.jsonl", texts))
    federal = {row["id"] for row in read_rows(texts) if row["form"] == FEDERAL}
    hands = [measure(read_gold(TESTS / "written" / f"hand{n}.jsonl")) for n in HANDS]
    return Sets(
        private=real.only({one.posting for one in real.gold} - federal),
        federal=real.only(federal),
        real=real,
        tune=measure(part_of(dev, "tune")),
        audit=measure(part_of(dev, "audit")),
        hands=tuple(hands),
        unread=joined(one for n, one in zip(HANDS, hands, strict=True) if n in UNREAD),
    )


def page(sets: Sets) -> str:
    """Return the page on accuracy."""
    private, federal, real = sets.private, sets.federal, sets.real
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        version=version(),
        real=table({"private": private.pairs, "federal": federal.pairs, "all": real.pairs}),
        first=first_measured(),
        halves=table({"audit": sets.audit.pairs, "tune": sets.tune.pairs}),
        hands=table(
            {f"hands {', '.join(map(str, UNREAD[:-1]))} and {UNREAD[-1]}": sets.unread.pairs}
            | {
                f"hand {n}": one.pairs
                for n, one in reversed(list(zip(HANDS, sets.hands, strict=True))[SHOWN:])
                if n not in UNREAD
            }
        ),
        agreement=table(
            {"private": agreement(private), "federal": agreement(federal), "all": agreement(real)}
        ),
        errors=kinds_of_error(
            {"real private": private, "real federal": federal, "hand 9": sets.hands[8], "tune": sets.tune}
        ),
        kinds=KINDS.read_text(encoding="utf-8").strip(),
        eye=read_by_eye(real),
        n_real=len(real.gold),
        n_private=len(private.gold),
        n_federal=len(federal.gold),
        n_unread=len(sets.unread.gold),
        n_asking=sum(bool(one.truth.requirements) for one in private.gold),
        n_coders=sum(one.truth.job_class == "coder" for one in private.gold),
        n_agree=len(real.gold) - len({row["id"] for row in read_rows(TESTS / "real_differences.jsonl")}),
    )


def in_short(sets: Sets) -> str:
    """Return the chief figures, real texts first."""
    columns = {
        f"real texts, n = {len(sets.real.gold)}": sets.real,
        f"written, {len(UNREAD)} unread hands, n = {len(sets.unread.gold)}": sets.unread,
    }
    scored = [
        {(one.field, one.measure): one for one in scores(measured.pairs)} for measured in columns.values()
    ]
    before = tomllib.loads(FIRST.read_text(encoding="utf-8"))
    rows = [[f"{field}, {kind}", *(in_brief(one[field, kind]) for one in scored)] for field, kind in CHIEF]
    for row in rows:
        row[1] += f"; at first sight {float(before['first'][row[0]][-1]):.2f}"
    return markdown(["Tag", *columns], rows)


def in_brief(score: Score) -> str:
    """Return a score with its interval, to two places."""
    return f"{score.value:.2f} ({score.low:.2f} to {score.high:.2f})"


def fill(path: Path, text: str) -> None:
    """Put `text` between a file's two marks; a file without them stays as it is."""
    before, mark, rest = path.read_text(encoding="utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if mark and end:
        path.write_text(f"{before}{mark}\n{text}\n{end}{after}", encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Write both files from the folder named; return 2 where none is."""
    if len(words) != 1:
        sys.stderr.write("usage: write_accuracy.py SHARED, the folder with gold/dev and real\n")
        return 2
    sets = measure_all(Path(words[0]))
    PAGE.write_text(page(sets), encoding="utf-8")
    write_accuracy(sets.unread.pairs)
    fill(ROOT / "README.md", in_short(sets))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
