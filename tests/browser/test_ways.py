"""Does a reader get from the start to the proof: by picker, switch, filters and keyboard, and without JavaScript?"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_filters_narrow_a_dashboard_and_stay_in_its_address(page: Page, site: str) -> None:
    page.goto(f"{site}/-/dashboards/demand")
    before = page.inner_text(".note-line")
    assert page.locator("#setting option").first.inner_text() == "all"
    page.select_option("#setting", label="Physician practice")
    page.click("text=Apply")
    page.wait_for_selector("#card-split [data-drawn]")
    assert "setting=physician_practice" in page.url
    assert page.inner_text(".note-line") != before
    assert page.input_value("#setting") == "physician_practice"
    assert int(page.get_attribute("#card-split .dashboard-card-chart", "data-drawn") or 0) > 0


def test_the_switch_counts_openings_instead_of_employers(page: Page, site: str) -> None:
    page.goto(site)
    assert page.inner_text(".switch [aria-current]") == "Count employers"
    page.click("text=Count openings")
    assert page.inner_text(".switch [aria-current]") == "Count openings"
    assert "Share of openings" in page.inner_text("main")


def test_the_picker_leads_to_a_regions_page_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site)
    page.focus("#region")
    page.keyboard.press("Tab")
    page.keyboard.type("Texas")
    page.keyboard.press("Enter")
    page.wait_for_url("**/-/region/Texas")
    assert page.inner_text("h1") == "Texas"


def test_from_a_setting_to_the_words_that_prove_a_tag_in_three_clicks(page: Page, site: str) -> None:
    page.goto(site)
    page.click("text=Physician practice")
    page.click("main table tbody th a >> nth=0")
    assert "/-/posting/" in page.url
    page.click(".posting-text a.proof >> nth=0")
    assert "#fact-" in page.url
    assert page.locator("tr:target q").count() == 1


def test_a_proof_names_what_it_proves_when_the_keyboard_reaches_it(page: Page, site: str) -> None:
    page.goto(f"{site}/-/posting/40")
    proof = page.locator(".posting-text a.proof").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if proof.evaluate("element => element === document.activeElement"):
            break
    shown = proof.evaluate("element => getComputedStyle(element, '::after').content")
    assert shown.strip('"') == proof.get_attribute("data-says")


def test_the_start_and_a_region_are_whole_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("/", "/-/region/US?remote=include"):
        page.goto(site + path)
        assert page.locator("svg.stack[aria-label*='CPC only']").count() > 1
    context.close()


def test_a_strict_policy_forbids_inline_script_on_pages_of_ours(page: Page, site: str) -> None:
    for path in (
        "/",
        "/-/claims",
        "/-/claims/cpc-is-outpatient",
        "/-/openings",
        "/-/posting/1",
        "/-/region/TX",
    ):
        answer = page.goto(site + path)
        assert answer
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_what_a_chart_draws_leads_to_the_openings_behind_it(page: Page, site: str) -> None:
    page.goto(f"{site}/-/dashboards/demand")
    page.wait_for_selector("#card-remote [data-drawn]")
    page.click("#card-remote svg .mark-rect path >> nth=0")
    page.wait_for_url("**/-/openings?remote=*")
    assert page.locator("main table tbody tr").count() > 0


def test_openings_are_narrowed_by_a_facet_and_turned_page_by_page(page: Page, site: str) -> None:
    page.goto(f"{site}/-/openings?rows=10")
    before = page.inner_text(".lead")
    page.click(".facets details:has(summary:text-is('Credential')) a >> nth=0")
    assert page.inner_text(".lead") != before
    first = page.inner_text("main table tbody tr >> nth=0")
    page.click("text=Older openings")
    assert page.inner_text("main table tbody tr >> nth=0") != first
    page.click(".chosen a >> nth=0")
    assert page.inner_text(".lead") == before
