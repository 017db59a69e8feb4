"""Is a posting's text whole when its proofs are marked, however they overlap?"""

from hypothesis import given
from hypothesis import strategies as st

from credtrack.pages.marks import Fact, stretches


def fact(start: int, end: int, number: int = 1) -> Fact:
    return Fact(number, "requirements", f"CPC {number}", start, end, "rule", "text", "")


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8))
def test_the_stretches_joined_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    facts = [fact(start, end, number) for number, (start, end) in enumerate(spans)]
    found = stretches(text, facts)
    assert "".join(each.text for each in found) == text
    inside = [each for each in facts if 0 <= each.start < each.end <= len(text)]
    for each in inside:
        marked = "".join(stretch.text for stretch in found if each in stretch.facts)
        assert marked == text[each.start : each.end]


def test_overlapping_proofs_are_named_together() -> None:
    found = stretches("CPC or CCS required", [fact(0, 10, 1), fact(7, 19, 2)])
    assert [(each.text, len(each.facts)) for each in found] == [("CPC or ", 1), ("CCS", 2), (" required", 1)]
    assert found[1].says == "credential: CPC 1; credential: CPC 2"
