"""Which tags does a claim rest on whose errors nobody has counted?"""

import re

from sqlite_utils.db import Database

from claims.ledger import Claim, Ledger


def unaudited(db: Database, ledger: Ledger, claim: Claim) -> tuple[str, ...]:
    """Name the tags that a claim's SQL reads and of which `tagger_accuracy` holds no counts."""
    words = " ".join(
        f"{p.where} {p.against} {p.met} {p.less} {p.by} {p.value} {' '.join(p.claimed)}" for p in claim.parts
    )
    fields = db.execute("select distinct field from tagger_accuracy").fetchall()
    counted = {str(field).split(":")[0] for (field,) in fields}
    return tuple(
        tag for tag, pattern in ledger.tags.items() if tag not in counted and re.search(pattern, words)
    )
