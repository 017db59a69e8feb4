"""Do two regions' shares stand side by side, in the same order every time?"""

from credtrack.pages.compare import Pair, pairs
from db.demand_rows import Row


def row(key: str) -> Row:
    return Row("named", key, 0.1, 0.0, 0.2, 10, 5, "share")


def test_shares_keep_the_first_regions_order() -> None:
    found = pairs([row("RHIT"), row("CCS"), row("COC"), row("CRC")], [row("CPC"), row("COC"), row("AHIMA")])
    assert [pair.name for pair in found] == ["RHIT", "CCS", "COC", "CRC", "CPC", "AHIMA"]
    assert found[2] == Pair("COC", (row("COC"), row("COC")))
    assert found[4] == Pair("CPC", (None, row("CPC")))
