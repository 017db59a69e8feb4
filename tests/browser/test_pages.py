"""Does every page render its figures in a browser: whole, quiet, local, inert and open to all, wide and narrow?"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from credtrack.pages.figures import FEW_EMPLOYERS

OPENINGS = "/-/openings?setting=federal"
PAGES = [
    "/",
    "/?count=openings",
    "/-/region/US?remote=include",
    "/-/region/TX?remote=include",
    "/-/region/West+South+Central",
    "/-/claims",
    "/-/match",
    "/-/match?credentials=CPC&home=TX&near=1&what_if=1&settings=federal",
    "/-/posting/1",
    "/-/posting/2",
    "/-/posting/40",
    "/-/dashboards",
    "/-/dashboards/demand",
    "/-/dashboards/demand/split",
    "/credtrack",
    "/credtrack?sql=select+setting,+count(*)+from+openings+group+by+1",
    "/credtrack/openings?_size=10",
    "/credtrack/postings?_search=coder&_size=10",
    "/credtrack/employers/1",
    "/credtrack/evidence_of_posting?posting=1",
    OPENINGS,
]
SERIOUS = {"serious", "critical"}


def wait_for_charts(page: Page) -> None:
    page.wait_for_function("!document.querySelector('.dashboard-card-chart:not([data-drawn])')")


@dataclass
class Visit:
    """A page with what it complained of and whom it asked."""

    page: Page
    console: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> int:
        self.page.on("console", lambda said: self.console.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: self.console.append(f"error: dialog {dialog.message}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        answer = self.page.goto(address)
        assert answer
        wait_for_charts(self.page)
        return answer.status

    @property
    def errors(self) -> list[str]:
        return [line for line in self.console if line.startswith("error")]


@pytest.fixture(params=[1280, 390])
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    yield Visit(context.new_page())
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_quiet_local_inert_and_open_to_all(visit: Visit, site: str, path: str) -> None:
    assert visit.open(site + path) == 200
    assert visit.errors == []
    assert [url for url in visit.asked if not url.startswith((site, "data:"))] == []
    assert visit.page.evaluate("window.hit") is None
    assert (
        visit.page.locator("main iframe, main script[src*=elsewhere], main [onload], main [onerror]").count()
        == 0
    )
    assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert "SAMPLE DATA" in visit.page.inner_text(".sample-notice")
    found = Axe().run(visit.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found if each["impact"] in SERIOUS] == []


@pytest.mark.parametrize(
    "path", ["/", "/-/region/US", "/-/claims", "/-/openings", "/-/posting/40", "/-/dashboards/demand"]
)
def test_dark_mode_keeps_its_contrast(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(site + path)
    wait_for_charts(page)
    found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found] == []
    page.close()


def test_every_dashboard_draws_every_chart_with_data(visit: Visit, site: str) -> None:
    visit.open(site + "/-/dashboards")
    boards = visit.page.locator("main h2 a").evaluate_all("links => links.map(link => link.href)")
    assert boards
    for board in boards:
        visit.page.goto(board)
        wait_for_charts(visit.page)
        charts = visit.page.locator(".dashboard-card-chart")
        drawn = charts.evaluate_all(
            "charts => charts.map(chart => [chart.dataset.drawn, !!chart.querySelector('svg')])"
        )
        assert drawn
        assert all(int(rows or 0) > 0 and is_drawn for rows, is_drawn in drawn), (board, drawn)
        assert visit.page.locator("details.behind tbody tr").count() >= len(drawn)
    assert visit.errors == []


def test_what_rests_on_few_employers_is_pale_and_without_numbers_on_every_page(
    visit: Visit, site: str
) -> None:
    visit.open(site)
    assert f"fewer than {FEW_EMPLOYERS} employers" in visit.page.inner_text("main")
    assert visit.page.locator("tr.few td.drawn text:visible").count() == 0
    visit.open(site + "/-/dashboards/demand")
    assert visit.page.inner_text("main").count(f"Pale: fewer than {FEW_EMPLOYERS} employers.") == 3
    rows = visit.page.request.get(site + "/-/dashboards/demand/split.json").json()["rows"]
    pale = [row["n_employers"] < FEW_EMPLOYERS for row in rows]
    assert any(pale)
    assert not all(pale)
    bars = visit.page.locator("#card-split .mark-rect path, #card-split .mark-rect rect")
    opacities = bars.evaluate_all("bars => bars.map(bar => bar.getAttribute('opacity') ?? '1')")
    assert opacities.count("0.55") == sum(pale)
    assert opacities.count("1") == len(pale) - sum(pale)
    written = visit.page.locator("#card-split .mark-text.role-mark text").all_text_contents()
    many = [row["percent"] for row, few in zip(rows, pale, strict=True) if not few and row["percent"] >= 6]
    assert sorted(filter(None, written)) == sorted(f"{int(percent + 0.5)}%" for percent in many)


@pytest.mark.parametrize(
    "path", ["/", "/-/claims", "/-/region/US", "/-/compare", "/-/dashboards/demand", "/credtrack", OPENINGS]
)
def test_an_empty_database_shows_helpful_pages(visit: Visit, empty_site: str, path: str) -> None:
    assert visit.open(empty_site + path) == 200
    assert visit.errors == []
    if path == "/":
        assert "credtrack import FILE" in visit.page.inner_text("main")


@pytest.mark.parametrize(
    "path",
    [
        "/-/region/Nowhere",
        "/-/region/TX?setting=castle",
        "/-/posting/999999",
        "/-/openings?since=yesterday",
        "/-/claims/the-moon-is-cheese",
        "/credtrack?sql=select+nonsense",
    ],
)
def test_a_mistake_gets_a_page_that_says_what_was_expected(visit: Visit, site: str, path: str) -> None:
    assert visit.open(site + path) in {400, 404}
    assert visit.page.inner_text(".message-error")
    assert visit.page.locator("a.wordmark").count() == 1
