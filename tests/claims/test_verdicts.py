"""Is a claim concluded from its figures as the ledger says, and kept as it was concluded?"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claims import verdicts
from claims.deciding import decide
from claims.estimates import Estimate
from claims.ledger import Claim, Ledger, Minimums, Part, shipped
from claims.outcomes import Finding, PartResult, Result
from claims.results import keep
from claims.verdicts import HOLM, weigh_claim, weigh_gathered, weigh_part
from db.connect import connect

LEDGER = shipped()
MINIMUMS = Minimums(min_openings=30, min_employers=12, min_effective_employers=10, level=0.95)


def found(low: float, high: float, p: float = 0.01, n: int = 100) -> Estimate:
    return Estimate(
        value=(low + high) / 2, low=low, high=high, p=p, n=n, employers=20, effective_employers=20
    )


def part(**changes: Any) -> Part:
    return Part(**{"measure": "share", "sense": "above", "threshold": 0.5, **changes})


def claim(*parts: Part, **changes: Any) -> Claim:
    words = {"id": "c", "section": "s", "statement": "t", "kind": "k", "rule": "r", "evidence": "postings"}
    said = {"supported": "It holds.", "contradicted": "It doesn't hold."}
    return Claim(**{**words, **said, "parts": parts or (part(),), **changes})


def finding(one: Estimate | None) -> Finding:
    return Finding(shown=one, past=(one,), short=(one,))


@pytest.fixture
def openings(tmp_path: Path) -> Any:
    """What is asked of the openings beside the figures, which each test gives."""
    db = connect(tmp_path / "empty.db", kind="real")
    window = SimpleNamespace(since=date(2026, 1, 1), until=date(2026, 6, 1))
    yield SimpleNamespace(db=db, window=window, minimums=MINIMUMS, forget=lambda: None)
    db.conn.close()


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let figures be those given for each label, and note which other ways of counting were taken."""
    ways: list[str] = []

    def give(**figures: Estimate | None) -> list[str]:
        monkeypatch.setattr(verdicts, "measure", lambda _, one, __: finding(figures[one.label or "it"]))
        monkeypatch.setattr(verdicts, "with_errors", lambda _, result, __: result)
        for name in ("once", "weights"):
            monkeypatch.setattr(verdicts, f"with_{name}", lambda _, one, name=name: ways.append(name) or one)
        monkeypatch.setattr(verdicts, "flips", lambda *_: ways.append("flips") or ("another way",))
        return ways

    return give


@pytest.mark.parametrize("sense", ["above", "at least", "below", "at most"])
@pytest.mark.parametrize("ends", [(0.3, 0.5), (0.5, 0.7)])
def test_an_interval_that_touches_the_threshold_decides_nothing(
    sense: str, ends: tuple[float, float]
) -> None:
    assert decide(part(sense=sense), finding(found(*ends)), MINIMUMS)[0] == "undecided"


def test_why_it_is_open_is_said_of_what_would_have_to_lie_past() -> None:
    sure, unsure = found(0.6, 0.8), found(0.4, 0.6)
    shared = Finding(shown=unsure, past=(sure, unsure), short=(unsure,))
    assert decide(part(), shared, MINIMUMS)[1] == "It rests on what postings leave unsaid."
    assert decide(part(measure="lead"), shared, MINIMUMS)[1].startswith("Not all that it rests on")


def test_a_figure_that_does_not_exist_in_one_way_of_counting_decides_nothing() -> None:
    growth = part(measure="trend", contradicted_below=0.0)
    gone = Finding(shown=found(0.2, 0.4), past=(None,), short=(None,))
    assert decide(growth, gone, MINIMUMS) == ("undecided", "The interval holds 0.5, the threshold.")


def test_nothing_that_must_lie_short_contradicts_nothing() -> None:
    low = found(0.2, 0.4)
    assert decide(part(), Finding(shown=low, past=(low,)), MINIMUMS)[0] == "undecided"


@pytest.mark.parametrize(
    ("of_claim", "measure", "ways"),
    [
        ({"twice": True}, "share", ["once", "flips"]),
        ({"twice": True}, "premium", ["flips"]),
        ({"frame": "market"}, "share", ["weights", "flips"]),
        ({"frame": "market"}, "premium", ["flips"]),
        ({}, "share", ["flips"]),
    ],
)
def test_other_ways_of_counting_are_taken_where_the_claim_and_its_measure_ask_for_them(
    openings: Any, taken: Any, of_claim: dict[str, Any], measure: str, ways: list[str]
) -> None:
    counted = taken(it=found(0.6, 0.8))
    result = weigh_part(openings, claim(**of_claim), part(measure=measure))
    assert (counted, result.flips_under) == (ways, ("another way",))


@pytest.mark.parametrize("figure", [found(0.4, 0.6), found(0.6, 0.8, n=3)])
def test_what_is_not_decided_is_not_tried_in_other_ways(openings: Any, taken: Any, figure: Estimate) -> None:
    counted = taken(it=figure)
    assert weigh_part(openings, claim(twice=True), part()).flips_under == ()
    assert "flips" not in counted


def read(openings: Any, one: Claim) -> tuple[str, str]:
    result = weigh_claim(openings, LEDGER, one)
    return result.verdict, result.reading


def test_a_decided_claim_reads_as_its_own_words_say(openings: Any, taken: Any) -> None:
    taken(it=found(0.6, 0.8))
    assert read(openings, claim()) == ("supported", "It holds.")
    taken(it=found(0.2, 0.4))
    assert read(openings, claim()) == ("contradicted", "It doesn't hold.")
    assert read(openings, claim(never=("contradicted",)))[0] == "undecided"


def test_an_open_claim_gives_the_reason_of_the_part_that_leaves_it_open(openings: Any, taken: Any) -> None:
    taken(one=found(0.4, 0.6), two=found(0.6, 0.8, n=3))
    parts = (part(label="one"), part(label="two"))
    little = LEDGER.readings["too little evidence"]
    assert read(openings, claim(*parts)) == ("too little evidence", f"{little} Only 3 of 30 openings.")
    open_ = "The interval holds 0.5, the threshold."
    assert read(openings, claim(parts[0]))[1] == f"{LEDGER.readings['undecided']} {open_}"
    unsettled = claim(parts[0], unsettled="Nobody knows.")
    assert read(openings, unsettled)[1] == f"Nobody knows. {open_}"
    assert read(openings, replace(unsettled, parts=parts))[1].startswith(little)


def test_a_claim_that_nothing_here_decides_says_who_could(openings: Any) -> None:
    result = weigh_claim(openings, LEDGER, claim(evidence="none", who="Schools could."))
    assert result.verdict == "not testable here"
    assert result.reading == f"{LEDGER.readings['not testable here']} Schools could."
    assert (result.since, result.until) == (openings.window.since, openings.window.until)


def test_tags_that_nobody_audited_are_noted(openings: Any, taken: Any, monkeypatch: Any) -> None:
    taken(it=found(0.6, 0.8))
    monkeypatch.setattr(verdicts, "unaudited", lambda *_: ("work_types", "mentions"))
    assert weigh_claim(openings, LEDGER, claim()).notes == ("Tags not audited: work types, mentions.",)
    monkeypatch.setattr(verdicts, "unaudited", lambda *_: ())
    assert weigh_claim(openings, LEDGER, claim()).notes == ()


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (found(0.6, 0.8), "supported"),
        (found(0.2, 0.4), "contradicted"),
        (found(0.4, 0.6), "undecided"),
        (None, "too little evidence"),
    ],
)
def test_the_survey_decides_by_its_interval_alone(
    openings: Any, monkeypatch: pytest.MonkeyPatch, figure: Estimate | None, verdict: str
) -> None:
    monkeypatch.setattr(verdicts.survey, "measure", lambda *_: (figure, "a note"))
    result = weigh_claim(openings, LEDGER, claim(evidence="oews"))
    assert (result.verdict, result.parts[0].verdict, result.parts[0].estimate) == (verdict, verdict, figure)
    assert "a note" in (result.parts[0].note, result.parts[0].reason)


def with_p(openings: Any, taken: Any, *chances: float) -> list[Result]:
    """Two-part claims whose second part has the given p; the third has no figure and may be left out."""
    claims = []
    figures: dict[str, Estimate | None] = {"none": None}
    for number, p in enumerate(chances):
        figures |= {f"a{number}": found(0.6, 0.8, p=0.0001), f"b{number}": found(0.6, 0.8, p=p)}
        named = [part(label=f"{letter}{number}") for letter in "ab"]
        claims.append(claim(*named, part(label="none", optional=True), id=str(number)))
    taken(**figures)
    ledger: Ledger = replace(LEDGER, claims=(*claims, claim(part(label="none"), id="last")))
    return weigh_gathered(openings, ledger)


def test_p_is_that_of_the_weakest_part_made_larger_for_the_number_of_claims(
    openings: Any, taken: Any
) -> None:
    first, second, last = with_p(openings, taken, 0.02, 0.04)
    assert (first.holm, second.holm, last.holm) == (0.04, 0.04, None)
    assert (first.notes.count(HOLM), second.notes.count(HOLM)) == (0, 0)
    first, second, _ = with_p(openings, taken, 0.03, 0.001)
    assert (first.holm, second.holm) == (0.03, 0.002)
    assert [HOLM in one.notes for one in with_p(openings, taken, 0.03, 0.04)] == [True, True, False]


def test_a_p_that_is_just_small_enough_stands(openings: Any, taken: Any) -> None:
    (only, _) = with_p(openings, taken, 1 - MINIMUMS.level)
    assert (only.holm, HOLM in only.notes) == (pytest.approx(0.05), False)


def test_a_claim_left_open_stands_whatever_its_p(openings: Any, taken: Any) -> None:
    taken(it=found(0.4, 0.6, p=0.5))
    (only,) = weigh_gathered(openings, replace(LEDGER, claims=(claim(),)))
    assert (only.verdict, only.holm, only.notes.count(HOLM)) == ("undecided", 0.5, 0)


def kept(result: Result, tmp_path: Path) -> dict[str, Any]:
    db = connect(tmp_path / "kept.db", kind="real")
    keep(db, [result], datetime(2026, 6, 1, tzinfo=UTC), scheduled=True)
    row = next(iter(db["claim_results"].rows))
    row["population"] = db.execute("select population from claims").fetchone()[0]
    db.conn.close()
    return row


def test_what_is_kept_is_the_first_figure_there_is(tmp_path: Path) -> None:
    without = PartResult(part=part(), verdict="too little evidence", estimate=None, unknown_share=0.9)
    figured = PartResult(
        part=part(label="b"), verdict="supported", estimate=found(0.6, 0.8), unknown_share=0.25
    )
    days = {"since": date(2026, 1, 1), "until": date(2026, 6, 1)}
    result = Result(
        claim=claim(), verdict="supported", reading="Yes.", parts=(without, figured), holm=0.5, **days
    )
    row = kept(result, tmp_path)
    assert (row["estimate"], row["low"], row["high"]) == (pytest.approx(0.7), 0.6, 0.8)
    assert (row["openings"], row["employers"], row["effective_employers"]) == (100, 20, 20)
    assert (row["unknown_share"], row["verdict"], row["reason"], row["population"]) == (
        0.25,
        "supported",
        "Yes.",
        None,
    )
    details = json.loads(row["details"])
    assert (details["holm"], [each["verdict"] for each in details["parts"]]) == (
        0.5,
        ["too little evidence", "supported"],
    )


def test_a_claim_of_some_openings_keeps_which(tmp_path: Path) -> None:
    of_some = claim(population="remote openings")
    days = {"since": date(2026, 1, 1), "until": date(2026, 6, 1)}
    row = kept(Result(claim=of_some, verdict="undecided", reading="", **days), tmp_path)
    assert (row["population"], row["estimate"], row["unknown_share"]) == ("remote openings", None, None)
