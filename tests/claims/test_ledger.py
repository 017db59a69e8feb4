"""Does the ledger hold what it must, and does it say so where it doesn't?"""

from pathlib import Path

import pytest

from claims.ledger import LedgerError, load

GOOD = """
[defaults]
min_openings = 30
min_employers = 12
min_effective_employers = 10
level = 0.95

[one]
section = "S"
statement = "S."
population = "p"
rule = "r"
supported = "Yes."
contradicted = "No."
parts = [{ where = "is_coder", met = "names_cpc", sense = "above", threshold = 0.5 }]
"""


def test_every_claim_shipped_has_a_rule_and_a_reading_of_each_verdict() -> None:
    for claim in load().claims:
        assert claim.parts
        assert claim.rule
        assert claim.supported != claim.contradicted


def test_the_claims_are_those_of_the_specification(shared: Path) -> None:
    import tomllib

    spec = {row["id"]: row for row in tomllib.loads((shared / "spec/claims.toml").read_text())["claim"]}
    for claim in load().claims:
        assert claim.statement == spec[claim.id]["statement"]
        assert claim.section == spec[claim.id]["section"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('rule = "r"\n', ""), "one: the key rule is missing"),
        (('rule = "r"\n', 'rule = "r"\nhue = 1\n'), "one: unknown key hue"),
        (('"above"', '"beside"'), "one, part 1: sense: expected one of"),
        (("threshold = 0.5", "threshold = 50"), "one, part 1: threshold: expected a share between 0 and 1"),
    ],
)
def test_a_wrong_key_is_told_by_claim_and_key(
    tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    path = tmp_path / "ledger.toml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(LedgerError, match=complaint):
        load(path)
