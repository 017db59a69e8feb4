"""USAJOBS is asked with the user's own key or not at all, and the key goes nowhere else."""

from typing import Any

import pytest
from scrapy.http import Request, Response

BOARD = "data.usajobs.gov/api/search Organization=VA"
NAMES = ("CREDTRACK_USAJOBS_KEY", "CREDTRACK_USAJOBS_EMAIL")


def test_without_a_key_nothing_is_asked(
    read: Any, employer: Any, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    kept = read(employer("usajobs", BOARD), lambda request: answer(request, {}))
    assert kept.asked == []
    assert NAMES[0] in kept.only_report.note


def test_the_key_does_not_follow_a_redirect(
    read: Any, employer: Any, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "me@example.org")

    def host(request: Request) -> Response:
        if "usajobs" in request.url:
            return answer(request, "", 302, Location="https://elsewhere.example/")
        return answer(request, "", 404)

    kept = read(employer("usajobs", BOARD), host)
    asked = {request.url: request.headers.get("Authorization-Key") for request in kept.asked}
    assert asked["https://elsewhere.example/"] is None
    assert [key for key in asked.values() if key] == [b"me@example.org"]
