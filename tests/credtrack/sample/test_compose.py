import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from random import Random

import pytest
from selectolax.lexbor import LexborHTMLParser

from credtrack.sample import compose_scene
from credtrack.sample.compose import write
from credtrack.sample.compose_bank import texts
from credtrack.sample.compose_layouts import Layout, layouts
from credtrack.sample.compose_pay import money
from credtrack.sample.facts import Opening, Place, SampleEmployer, SamplePosting, Written
from nlp.shapes import Pay, RequirementGroup

SETTINGS = tuple(texts("terms", "group"))
CODES = (
    "CPC",
    "CCS",
    "RHIT",
    "RHIA",
    "COC",
    "CIC",
    "CRC",
    "CPC-A",
    "CPMA",
    "CCS-P",
    "ANY",
    "AAPC",
    "AHIMA",
    "RN",
    "HCS-D",
)
MENTIONS = ("drg", "icd10pcs", "automation", "abstracting", "epic", "encoder", "em", "hcc")
WORK = ("inpatient", "outpatient", "professional", "risk_adjustment", "post_acute")
PLACES = (
    Place(city="Waco", state="TX", county_fips="48309", zip_code="76701"),
    Place(city="Tyler", state="TX", county_fips="48423", zip_code="75701"),
)
PAYS = (
    None,
    Pay(27.8, 41.7, "hour"),
    Pay(61000.0, 92000.0, "year"),
    Pay(58431.0, 71877.0, "year"),
    Pay(None, 38.0, "hour"),
    Pay(21.75, None, "hour"),
    Pay(12.5, 12.5, "item"),
    Pay(0.7, 1.15, "item"),
    Pay(5214.27, 6338.04, "month"),
    Pay(240.0, 300.0, "day"),
    Pay(1100.0, 1350.5, "week"),
    Pay(2400.0, 2600.0, "biweek"),
)
TITLES = {
    "coder": ("Medical Coder", "Inpatient Coder", "E/M Coder", "HCC Coder", "DRG Validation Auditor"),
    "adjacent": (
        "Denials Specialist",
        "CDI Specialist",
        "Medical Biller",
        "Revenue Integrity Analyst",
        "HIM Clerk",
    ),
    "other": ("Registered Nurse", "Software Engineer", "Recruiter", "Front Desk Receptionist", "Dietitian"),
}
ROLES = {
    "coder": ("coder", "auditor", "educator", "manager", "biller_coder"),
    "adjacent": ("cdi", "him", "other"),
    "other": ("other",),
}
MARKS = {
    "drg": r"\bDRGs?\b",
    "icd10pcs": r"\bPCS\b",
    "automation": r"\bCAC\b|computer-assisted|\bAI\b|autonomous|\bNLP\b|natural language",
    "abstracting": r"[Aa]bstract",
    "epic": r"\bEpic\b",
    "encoder": r"[Ee]ncoder|\b3M\b|TruCode",
    "em": r"\bE/M\b|[Ee]valuation and management",
    "hcc": r"\bHCCs?\b",
}


def group(rng: Random) -> RequirementGroup:
    return RequirementGroup(
        rng.choice(("required", "preferred")),
        tuple(rng.sample(CODES, rng.randint(1, 5))),
        rng.choice((None, None, 0, 6, 12, 18, 5)),
        rng.random() < 0.2,
    )


def employer(rng: Random) -> SampleEmployer:
    setting = rng.choice(SETTINGS)
    return SampleEmployer(
        slug=f"heron-{rng.randint(1, 99)}",
        name=rng.choice(("Heron & Lake Partners", "Heron's Landing", "Heron Dialysis", "Heron Hospice")),
        parent="Heron",
        setting=setting,
        kind="sample",
        platform=rng.choice(("workday", "greenhouse", "jsonld")),
        board="heron",
        places=PLACES,
        is_va=setting == "federal" and rng.random() < 0.5,
    )


def opening(rng: Random) -> Opening:
    job_class = rng.choice(("coder", "coder", "coder", "adjacent", "other"))
    remote = rng.choice(("remote", "hybrid", "onsite", "unstated"))
    stated = remote != "remote" or rng.random() < 0.5
    states = rng.choice((("TX",), ("OK", "TX"), ("DC", "MD", "TX"))) if remote == "remote" else ("TX",)
    return Opening(
        key=f"opening-{rng.random()}",
        employer=employer(rng),
        title_hint=rng.choice(TITLES[job_class]),
        job_class=job_class,
        role=rng.choice(ROLES[job_class]),
        work_types=tuple(rng.sample(WORK, rng.randint(0, 3))),
        requirements=tuple(group(rng) for _ in range(rng.randint(0, 3))) if job_class != "other" else (),
        remote=remote,
        places=tuple(rng.sample(PLACES, rng.randint(0 if remote == "remote" else 1, 2))),
        states=states if stated else (),
        states_scope=("listed" if stated else rng.choice(("any", "unstated"))),
        pay=rng.choice(PAYS),
        pay_is_written=rng.random() < 0.8,
        experience_years=rng.choice((None, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)),
        employment_type=rng.choice((None, "full_time", "part_time", "prn", "contract")),
        specialties=rng.choice(((), ("cardiology",), ("oncology", "sleep_medicine"))),
        mentions=tuple(rng.sample(MENTIONS, rng.randint(0, 4))),
        talked_about=rng.choice(((), ("CPC",))),
        differentials=rng.random() < 0.3,
        requisition=f"R-{rng.randint(1000, 9999)}",
        opened_on=date(2026, 1, 5),
    )


def posting(seed: int) -> SamplePosting:
    rng = Random(seed)
    facts = opening(rng)
    kind = rng.choice(("original", "original", "repost", "same_requisition", "copy"))
    board = employer(rng) if kind == "copy" else facts.employer
    return SamplePosting(
        id=f"sample:{seed}",
        opening=facts,
        board_employer=board,
        native_id=str(seed),
        kind=kind,
        posted_on=date(2026, 1, 5),
        closed_on=None,
        seed=seed,
    )


@pytest.fixture(scope="module")
def written() -> list[tuple[SamplePosting, Written]]:
    return [(one, write(one)) for one in map(posting, range(3000))]


def plain(words: Written) -> str:
    text = re.sub(r"<[^>]+>", " ", words.body) if words.body_kind == "html" else words.body
    return unescape(text).replace("’", "'")


def test_every_fact_is_put_into_words_without_a_slot_left_open(
    written: list[tuple[SamplePosting, Written]],
) -> None:
    for one, words in written:
        said = f"{words.title} {words.location} {words.body}"
        assert not re.search(r"[{}^|]", said.replace("Coder |", "").replace(" | Remote", "")), (
            one.seed,
            said,
        )
        assert len(plain(words)) > 120
        assert "  ," not in said
        assert "None" not in said


def test_a_posting_is_written_the_same_way_every_time(written: list[tuple[SamplePosting, Written]]) -> None:
    assert all(write(one) == words for one, words in written[:300])


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_every_layout_can_hold_every_kind_of_fact(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose_scene, "layouts_for", lambda *_: (layout,))
    for one in map(posting, range(150)):
        words = write(one)
        assert words.body_kind == layout.kind
        if one.opening.pay and one.opening.pay_is_written:
            assert_pay_is_said(one.opening.pay, plain(words))


def assert_pay_is_said(pay: Pay, text: str) -> None:
    for bound in (pay.low, pay.high):
        if bound is not None:
            ways = {money(bound, pay.unit, manner) for manner in ("plain", "short", "usd", "long")}
            assert any(way in text for way in ways), (pay, text)


def test_figures_of_pay_appear_as_given_and_only_where_they_are_to_be_written(
    written: list[tuple[SamplePosting, Written]],
) -> None:
    for one, words in written:
        facts = one.opening
        if facts.pay and facts.pay_is_written:
            assert_pay_is_said(facts.pay, plain(words))
        elif not facts.differentials:
            assert "$" not in plain(words), (one.seed, plain(words))
            assert "USD" not in plain(words)


def test_the_location_field_names_no_state_outside_the_facts(
    written: list[tuple[SamplePosting, Written]],
) -> None:
    for one, words in written:
        letters = set(re.findall(r"\b[A-Z]{2}\b", words.location.replace("US-", ""))) - {"US"}
        assert letters <= set(one.opening.states), (one.seed, words.location)


def test_every_state_of_the_facts_is_named_in_location_or_text(
    written: list[tuple[SamplePosting, Written]],
) -> None:
    for one, words in written:
        said = f"{words.location} {plain(words)}"
        for state in one.opening.states:
            name = compose_scene.state_names()[state]
            assert re.search(rf"\b{state}\b|{name}", said), (one.seed, state, said)


def test_every_credential_asked_for_is_named(written: list[tuple[SamplePosting, Written]]) -> None:
    for one, words in written:
        for asked in one.opening.requirements:
            for code in set(asked.any_of) - {"ANY"}:
                assert code in plain(words), (one.seed, code, plain(words))


def test_what_is_not_mentioned_stays_unsaid_and_what_is_mentioned_is_said(
    written: list[tuple[SamplePosting, Written]],
) -> None:
    for one, words in written:
        said = f"{words.title} {plain(words)}".replace("ENCODER", "encoder")
        for name, mark in MARKS.items():
            found = bool(re.search(mark, said))
            assert found == (name in one.opening.mentions), (one.seed, name, said)


def test_silence_about_remote_work_is_kept(written: list[tuple[SamplePosting, Written]]) -> None:
    unsaid = re.compile(r"remote(?! access)|hybrid|from home|on[- ]?site|telework", re.IGNORECASE)
    for one, words in written:
        if one.opening.remote == "unstated":
            assert not unsaid.search(f"{words.title} {words.location} {plain(words)}"), (
                one.seed,
                plain(words),
            )
            assert words.remote_field is None


def test_html_is_closed_where_it_is_opened(written: list[tuple[SamplePosting, Written]]) -> None:
    for _, words in written[:1000]:
        if words.body_kind == "html":
            assert list(unbalanced(words.body)) == []
            parsed = LexborHTMLParser(words.body).body
            assert parsed is not None
            assert "<" not in parsed.text()


def unbalanced(html: str) -> Iterator[str]:
    open_tags: list[str] = []
    for closing, tag in re.findall(r"<(/?)(\w+)[^>]*>", html):
        if tag == "br":
            continue
        if not closing:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            yield tag
    yield from open_tags


def test_boards_with_markup_get_no_plain_text(written: list[tuple[SamplePosting, Written]]) -> None:
    kinds = {(one.board_employer.platform, words.body_kind) for one, words in written if one.kind != "copy"}
    assert ("workday", "text") not in kinds
    assert ("greenhouse", "text") not in kinds
    assert ("jsonld", "text") in kinds


def test_another_opening_is_worded_otherwise() -> None:
    one = posting(5)
    other = replace(one, opening=replace(one.opening, key="opening-elsewhere", requisition="R-1"))
    assert write(one).body != write(other).body
