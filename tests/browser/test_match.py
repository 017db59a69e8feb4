"""Does a coder find openings that fit, and the reasons, with the keyboard alone and without JavaScript?"""

from playwright.sync_api import Browser


def test_a_profile_is_filled_in_and_answered_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.click("header.site >> text=Match")
    page.fill("#credentials", "CPC")
    page.fill("#home", "TX")
    page.check("text=Remote work only")
    page.click("text=Find openings")
    assert page.url == f"{site}/-/match?credentials=CPC&home=TX&remote_only=1"
    assert "openings fit" in page.inner_text("#matches")
    page.click(".matches summary >> nth=0")
    assert page.locator(".matches details[open] .quotes q").count() >= 1
    context.close()


def test_what_one_more_credential_opens_is_reached_by_keyboard_alone(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/-/match?credentials=CPC")
    page.focus("text=What would one more credential open?")
    page.keyboard.press("Enter")
    page.wait_for_url("**what_if=1#what-if")
    assert page.inner_text("#what-if") == "What one more credential would open"
    assert page.locator("#what-if ~ div tbody tr").count() >= 1
    context.close()


def test_a_mistake_is_told_beside_the_filled_form(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/-/match?credentials=CPCA")
    assert "did you mean CPC-A?" in page.inner_text("[role=alert]")
    assert page.input_value("#credentials") == "CPCA"
    context.close()
