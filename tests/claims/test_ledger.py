"""Does the ledger hold what it must, and does it say so where it doesn't?"""

import tomllib
from pathlib import Path

import pytest

from claims.ledger import LEDGER, LedgerError, load

HEAD = """
files = ["all"]
[minimums]
min_openings = 30
min_employers = 12
min_effective_employers = 10
level = 0.95
[readings]
[measures]
share = ["where", "met"]
"""

GOOD = """
[one]
section = "S"
statement = "S."
evidence = "postings"
kind = "share"
population = "p"
rule = "r"
supported = "Yes."
contradicted = "No."
parts = [{ measure = "share", where = "is_coder", met = "names_cpc", sense = "above", threshold = 0.5 }]
"""


def test_every_claim_has_a_rule_and_a_reading_of_each_verdict() -> None:
    for claim in load().claims:
        assert claim.rule
        if claim.evidence == "none":
            assert claim.who
        else:
            assert claim.parts
            assert claim.supported != claim.contradicted


def test_the_claims_are_those_of_the_specification(shared: Path) -> None:
    spec = {row["id"]: row for row in tomllib.loads((shared / "spec/claims.toml").read_text())["claim"]}
    found = {claim.id: claim for claim in load().claims}
    assert found.keys() >= spec.keys()
    for name, row in spec.items():
        claim = found[name]
        assert (claim.statement, claim.section, claim.rule) == (row["statement"], row["section"], row["rule"])
        assert (claim.evidence, claim.kind) == (row["evidence"], row["kind"])
        assert (claim.population, claim.frame) == (row.get("population", ""), row.get("frame", ""))
        assert claim.twice == (claim.section == "Employer Preference")


def test_the_minimums_are_those_of_the_specification(shared: Path) -> None:
    spec = tomllib.loads((shared / "spec/claims.toml").read_text())["defaults"]
    assert spec == tomllib.loads((LEDGER / "defaults.toml").read_text())["minimums"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('rule = "r"\n', ""), "one: the key rule is missing"),
        (('rule = "r"\n', 'rule = "r"\nhue = 1\n'), "one: unknown key hue"),
        (('supported = "Yes."\n', ""), "one: the key supported is missing"),
        (('"above"', '"beside"'), "one, part 1: sense: expected one of"),
        (('measure = "share"', 'measure = "luck"'), "one, part 1: measure: expected one of share"),
        (("threshold = 0.5", "threshold = 50"), "one, part 1: threshold: expected a share between 0 and 1"),
        (("[one]", "[one"), "all.toml: "),
    ],
)
def test_a_wrong_key_is_told_by_claim_and_key(
    tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    (tmp_path / "defaults.toml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "all.toml").write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(LedgerError, match=complaint):
        load(tmp_path)


def test_an_unknown_claim_is_told_by_name() -> None:
    with pytest.raises(LedgerError, match="no-such: no such claim"):
        load().find("no-such")
