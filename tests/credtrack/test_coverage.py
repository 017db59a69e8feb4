"""Is what is said of coverage counted right, and does the page say the same?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from claims.ledger import Ledger, shipped
from crawler.registry import Employer, load
from crawler.run import spiders
from credtrack.coverage import FAMILIES, Reach, is_reached, reach, short_of


@pytest.fixture
def row() -> Callable[..., Employer]:
    def make(name: str, platform: str = "lever", **more: object) -> Employer:
        fields = {"slug": name, "kind": "vendor", "board": name, "confidence": "high", "source": "s", **more}
        return Employer(name=name, platform=platform, **fields)  # type: ignore[arg-type]  # the fields are texts

    return make


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return shipped()


def test_parents_are_counted_once_and_only_with_a_board_that_can_be_read(
    row: Callable[..., Employer],
) -> None:
    rows = [
        row("a", setting="payer"),
        row("a-2", setting="payer", parent="a"),
        row("b", "paycor", setting="payer"),
        row("c", "ukg_pro", setting="payer"),
        row("d"),
    ]
    found = reach(rows, spiders())
    assert found["payer"] == Reach(frozenset("abc"), frozenset("a"))
    assert found["(not set)"].reached == frozenset("d")
    assert found["school"] == Reach(frozenset(), frozenset())


def test_a_refused_list_counts_with_a_permission_or_addresses_alone(row: Callable[..., Employer]) -> None:
    readers = spiders()
    assert not is_reached(row("a", "smartrecruiters"), readers)
    assert is_reached(row("a", "smartrecruiters", permission="x"), readers)
    assert is_reached(row("a", "smartrecruiters", addresses=("https://a.example/1",)), readers)


def test_a_claim_is_short_where_its_settings_have_too_few_parents_together(ledger: Ledger) -> None:
    least = ledger.minimums.min_employers

    def short(counts: dict[str, int]) -> set[str]:
        some = {
            name: frozenset(f"{name}-{n}" for n in range(counts.get(name, 0)))
            for family in FAMILIES.values()
            for name in family
        }
        others = {name: frozenset(map(str, range(least))) for name in ("billing_company", "staffing_agency")}
        reaches = {name: Reach(parents, parents) for name, parents in (some | others).items()}
        return {name for name, claims in short_of(ledger, reaches).items() if claims} & some.keys()

    assert short({"health_system": least, "physician_practice": least}) == set()
    assert "acute_hospital" in short({"health_system": least - 1, "physician_practice": least})
    assert "physician_practice" in short({"health_system": least, "surgery_center": least})


def test_the_page_on_crawling_carries_the_table(ledger: Ledger, root: Path) -> None:
    page = (root / "docs" / "crawling.md").read_text(encoding="utf-8")
    reaches = reach(load(), spiders())
    short = short_of(ledger, reaches)
    for name, one in reaches.items():
        claims = ", ".join(claim.id for claim in short.get(name, ())) or "none"
        line = f"| {name} | {len(one.parents)} | {len(one.reached)} | {claims} |"
        assert line in page, "bring docs/crawling.md up to date with `credtrack sources coverage`"
