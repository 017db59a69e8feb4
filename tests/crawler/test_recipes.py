"""Do the two recipes of docs/crawling.md work as they are written?"""

import re
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from scrapy.http import Request, Response

from crawler.board_spider import BoardSpider
from crawler.registry import KINDS, load
from crawler.run import spiders

ROBOTS = "User-agent: *\nDisallow: /private/"
ROW = {
    "id": 1,
    "title": "Ward Coder",
    "url": "https://boards.acme.example/acme/1",
    "description": "<p>Codes.</p>",
}


@pytest.fixture(scope="module")
def recipes(root: Path) -> dict[str, str]:
    page = (root / "docs" / "crawling.md").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^## (.*)$", page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def block(recipe: str, language: str) -> str:
    (found,) = re.findall(rf"(?s)```{language}\n(.*?)```", recipe)
    return textwrap.dedent(found)


def test_the_row_that_adds_an_employer_is_one_that_loads(recipes: dict[str, str], tmp_path: Path) -> None:
    text = block(recipes["Add an employer"], "toml")
    (tmp_path / "workday.toml").write_text(text, encoding="utf-8")
    (row,) = load(tmp_path)
    assert (row.slug, row.platform, row.kind in KINDS) == ("acme-health", "workday", True)
    assert row.platform in spiders()


def test_the_scope_that_parts_a_shared_board_is_one_that_loads(
    recipes: dict[str, str], tmp_path: Path
) -> None:
    recipe = recipes["Add an employer"]
    (scope,) = re.findall(r"`(scope = .*?)`", recipe)
    (tmp_path / "workday.toml").write_text(f"{block(recipe, 'toml')}{scope}\n", encoding="utf-8")
    assert load(tmp_path)[0].scope == (("locationHierarchy1", ("Acme East",)),)


def test_the_spider_that_adds_a_platform_reads_a_board(
    recipes: dict[str, str], read: Any, employer: Any, answer: Any
) -> None:
    module = ModuleType("acme_boards")
    exec(block(recipes["Add a platform"], "python"), module.__dict__)
    reader: type[BoardSpider] = module.__dict__["AcmeBoardsSpider"]

    def board(request: Request) -> Response:
        assert request.url == "https://boards.acme.example/api/acme/postings"
        rows = [ROW, ROW | {"id": 2, "title": "Cook"}, {"id": 3, "title": "Lost Coder"}]
        return answer(request, {"total": 3, "postings": rows})

    row = employer("acme_boards", "boards.acme.example/acme")
    kept = read(row, board, robots=ROBOTS, reader=reader)
    assert [posting.id for posting in kept.postings] == ["acme_boards:boards.acme.example/acme:1"]
    report = kept.only_report
    assert (report.outcome, report.fetched, report.failed, report.screened_out) == ("complete", 1, 1, 1)
    assert len(kept.asked) == 2


def test_the_files_that_the_recipes_name_are_there(recipes: dict[str, str], root: Path) -> None:
    text = recipes["Add an employer"] + recipes["Add a platform"]
    for name in set(re.findall(r"(?:tests|crawler|credtrack)/[\w/]+\.(?:py|toml)", text)):
        assert (root / name).exists(), name
