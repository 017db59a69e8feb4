from typing import Any

import pytest
from scrapy.http import Request

from crawler.robots import forbids_keeping

PAGE = Request("https://h.example/jobs/1")


@pytest.mark.parametrize(
    ("page", "headers", "forbidden"),
    [
        ('<meta name="robots" content="noindex, nofollow">', {}, True),
        ("<META CONTENT='none' NAME=robots>", {}, True),
        ('<meta name="credtrack" content="noindex">', {}, True),
        ('<meta name="robots" content="index, follow, noarchive">', {}, False),
        ('<meta name="googlebot" content="noindex">', {}, False),
        ('<meta name="description" content="robots noindex">', {}, False),
        ("<p>noindex</p>", {}, False),
        ("", {"X_Robots_Tag": "noindex"}, True),
        ("", {"X_Robots_Tag": "index, max-image-preview:none"}, False),
        ('<meta name="robots" content="max-image-preview: none">', {}, False),
        ('<meta name="robots" content="max-image-preview:none, none">', {}, True),
        ("", {"X_Robots_Tag": "max-snippet:20"}, False),
    ],
)
def test_a_page_that_asks_not_to_be_indexed_is_not_kept(
    answer: Any, page: str, headers: dict[str, str], forbidden: bool
) -> None:
    assert forbids_keeping(answer(PAGE, page, **headers)) == forbidden
