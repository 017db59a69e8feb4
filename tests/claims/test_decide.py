"""Is a share decided as the rules say: by its interval, by what is unknown, and by employers?"""

from claims.ledger import Minimums, Part
from claims.measures import Tally
from claims.verdicts import decide, joined

MINIMUMS = Minimums(min_openings=30, min_employers=12, min_effective_employers=10, level=0.95)


def part(sense: str = "above", threshold: float = 0.5) -> Part:
    return Part(where="1", met="1", sense=sense, threshold=threshold)  # type: ignore[arg-type]  # as in the ledger


def employers(met: int, openings: int = 10, count: int = 20, unknown: int = 0) -> list[Tally]:
    return [Tally(number, openings, met, unknown) for number in range(count)]


def test_a_share_whose_interval_is_past_the_threshold_is_supported() -> None:
    assert decide(part(), employers(met=8), MINIMUMS) == ("supported", "")


def test_a_share_whose_interval_is_short_of_it_is_contradicted() -> None:
    assert decide(part(), employers(met=2), MINIMUMS)[0] == "contradicted"


def test_at_most_turns_past_and_short_around() -> None:
    assert decide(part("at most", 0.1), employers(met=0, count=60), MINIMUMS)[0] == "supported"
    assert decide(part("at most", 0.1), employers(met=5), MINIMUMS)[0] == "contradicted"


def test_an_interval_across_the_threshold_is_undecided() -> None:
    verdict, reason = decide(part(), employers(met=5), MINIMUMS)
    assert verdict == "undecided"
    assert "50%" in reason


def test_unknown_openings_that_could_turn_the_share_leave_it_undecided() -> None:
    verdict, reason = decide(part(), employers(met=5, openings=12, unknown=6), MINIMUMS)
    assert (verdict, reason) == ("undecided", "It rests on what postings leave unsaid.")


def test_few_employers_are_too_little_evidence_however_many_openings() -> None:
    verdict, reason = decide(part(), employers(met=90, openings=100, count=11), MINIMUMS)
    assert verdict == "too little evidence"
    assert "11 of 12 employers" in reason


def test_one_employer_with_nearly_all_openings_is_too_little_evidence() -> None:
    skewed = [Tally(0, 1000, 1000, 0), *employers(met=1, openings=1)]
    assert "effective employers" in decide(part(), skewed, MINIMUMS)[1]


def test_no_openings_at_all_are_too_little_evidence() -> None:
    assert decide(part(), [], MINIMUMS) == ("too little evidence", "No opening of this kind was seen.")


def test_counting_employers_once_can_leave_a_claim_undecided() -> None:
    large = [Tally(n, 100, 90, 0) for n in range(12)]
    small = [Tally(100 + n, 2, 0, 0) for n in range(12)]
    assert decide(part(), large + small, MINIMUMS)[0] == "supported"
    verdict, reason = decide(part(), large + small, MINIMUMS, twice=True)
    assert verdict == "undecided"
    assert "each employer once" in reason


def test_several_parts_are_joined_as_the_ledger_says() -> None:
    assert joined(["supported", "supported"]) == "supported"
    assert joined(["supported", "contradicted", "too little evidence"]) == "contradicted"
    assert joined(["supported", "too little evidence", "undecided"]) == "too little evidence"
    assert joined(["supported", "undecided"]) == "undecided"
