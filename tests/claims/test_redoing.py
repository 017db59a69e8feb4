"""Could a reader redo a verdict from what is printed and exported?"""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import beta, t
from sqlite_utils.db import Database

from claims.ledger import shipped
from claims.openings import PLAIN, Openings, sums_query
from claims.verdicts import opened, weigh_claim
from credtrack.bench.truthful import TODAY, load_market

CLAIM = "cpc-is-outpatient"


@pytest.fixture(scope="module")
def openings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Openings]:
    db: Database = load_market(tmp_path_factory.mktemp("market") / "demo.db", "demo", size="demo")
    yield opened(db, shipped(), TODAY)
    db.conn.close()


def test_the_sums_are_those_of_the_printed_sql(openings: Openings) -> None:
    counted = 0
    for claim in shipped().claims:
        for part in claim.parts:
            if part.measure not in ("share", "lead"):
                continue
            columns = ["1", f"coalesce({part.met}, 0)", part.less or f"({part.met}) is null"]
            told = openings.db.execute(sums_query(part.where, columns, "weight")).fetchall()
            found = openings.sums(part.where, columns, PLAIN)
            plain = openings.db.execute(sums_query(part.where, columns, "1")).fetchall()
            assert sorted(map(tuple, found.tolist())) == sorted(row[1:] for row in plain), claim.id
            assert len(told) == len(plain)
            counted += 1
    assert counted > 30


def test_a_verdict_redone_from_a_csv_file_comes_out_the_same(openings: Openings, tmp_path: Path) -> None:
    claim = shipped().find(CLAIM)
    (part,) = claim.parts
    path = tmp_path / "sums.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = openings.db.execute(sums_query(part.where, ["1", part.met], "1")).fetchall()
        csv.writer(file).writerows(rows)
    with path.open(encoding="utf-8") as file:
        table = np.array([[float(n), float(met)] for _, n, met in csv.reader(file)])
    share, low, high = redone(table[:, 0], table[:, 1])
    found = weigh_claim(openings, shipped(), claim).parts[0].estimate
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((share, low, high), abs=1e-9)


def redone(n: np.ndarray, met: np.ndarray) -> tuple[float, float, float]:
    """The interval as docs/statistics.md states it, in the fewest lines."""
    share, employers = met.sum() / n.sum(), len(n)
    left_out = (met.sum() - met) / (n.sum() - n)
    variance = (employers - 1) / employers * ((left_out - left_out.mean()) ** 2).sum()
    effective = min(each.sum() ** 2 / (each**2).sum() for each in (n, met, n - met))
    ratio = t.ppf(0.975, n.sum() - 1) / t.ppf(0.975, effective - 1)
    size = min(n.sum(), share * (1 - share) / variance * ratio**2)
    hits, misses = share * size, (1 - share) * size
    return share, beta.ppf(0.025, hits, misses + 1), beta.ppf(0.975, hits + 1, misses)
