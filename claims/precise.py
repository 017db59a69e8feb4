"""Which openings rest only on rules of the tagger that are seldom wrong?

A rule is precise where it proved a true value in at least 95 of 100 labeled postings, and in 20 or more. An opening counts
for a figure where every tag that the figure reads was proved by such rules alone; a tag for which no words were found counts.
"""

from dataclasses import replace

import numpy as np
from sqlite_utils.db import Database

from claims.columns import Columns, Mask
from claims.errors import Audit
from claims.ledger import Part
from claims.openings import Openings
from claims.redraw import behind
from claims.window import sql

LEAST_CASES = 20
LEAST_PRECISION = 0.95
PROVED_BY = {"credentials": "requirements", "work_types": "work_types"}
"""Fields of the evidence, for fields of the counts that are called otherwise; the part before the colon is meant."""


def precise_rules(audit: Audit) -> dict[str, set[str]]:
    """Name the precise rules of each field of the evidence."""
    found: dict[str, set[str]] = {}
    for name, pairs in audit.fields.items():
        kind, _, rest = name.partition(":")
        if kind != "rule":
            continue
        field, _, rule = rest.partition(":")
        right, wrong = pairs.get(("right", "found"), 0), pairs.get(("wrong", "found"), 0)
        if right + wrong >= LEAST_CASES and right >= LEAST_PRECISION * (right + wrong):
            found.setdefault(field, set()).add(rule)
    return found


def precise_only(openings: Openings, part: Part) -> Openings | None:
    """Give the openings whose tags that a part reads are precise; None where none of its tags can be."""
    fields = fields_of(openings, part)
    known = precise_rules(openings.tagger.audit)
    if not fields or not fields <= set(known):
        return None
    window = openings.window
    kept = [_kept(openings, columns, fields) for columns in (window.facts, window.panel)]
    facts, panel = (
        columns.kept(mask) for columns, mask in zip((window.facts, window.panel), kept, strict=True)
    )
    return replace(openings, window=replace(window, facts=facts, panel=panel))


def fields_of(openings: Openings, part: Part) -> frozenset[str]:
    """Name the fields of the evidence that stand behind a part."""
    words = (part.where, part.against, part.met, part.less, part.by, part.value)
    names = [*openings.facts.read_by(*words), part.value]
    fields = {
        name.partition(":")[0] for source in behind(openings.tagger.sources, names) for name in source.fields
    }
    return frozenset(PROVED_BY.get(field, field) for field in fields)


def _kept(openings: Openings, columns: Columns, fields: frozenset[str]) -> Mask:
    known = precise_rules(openings.tagger.audit)
    doubtful = openings.doubtful
    kept = np.ones(len(columns), dtype=bool)
    for field in sorted(fields):
        if field not in doubtful:
            doubtful[field] = _doubtful(openings.db, field, known[field])
        kept &= ~np.isin(columns.numbers["opening"], doubtful[field])
    return kept


def _doubtful(db: Database, field: str, rules: set[str]) -> np.ndarray:
    """The openings of which some rule that isn't precise proved a value of the field."""
    rows = db.execute(
        sql("doubtful"), {"field": field, "rules": "|" + "|".join(sorted(rules)) + "|"}
    ).fetchall()
    return np.array([opening for (opening,) in rows], dtype=float)
