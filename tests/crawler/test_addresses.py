from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import check_number, check_url, origin_of
from crawler.troubles import UnsafeError


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://a.example/x", "https://a.example"),
        ("https://a.example:443/x", "https://a.example"),
        ("http://a.example:8080/x", "http://a.example:8080"),
        ("http://[2606:4700::1]:81/", "http://[2606:4700::1]:81"),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/", "file:///etc/passwd", "javascript:1", "https://", "http://me:pw@a.example/", "http://a.example:99999/",
        "http://127.0.0.1/", "http://localhost:80/", "http://10.1.2.3/", "http://192.168.0.1/", "http://169.254.169.254/",
        "http://[::1]/", "http://[fe80::1]/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://224.0.0.1/", "http://100.64.0.1/",
    ],
)  # fmt: skip
def test_an_address_off_the_public_internet_is_not_asked(url: str) -> None:
    with pytest.raises(UnsafeError):
        check_url(url, allow_loopback=False)


def test_the_switch_opens_loopback_alone() -> None:
    assert check_url("http://127.0.0.1:81/x", allow_loopback=True) == "http://127.0.0.1:81"
    check_number("127.0.0.1", allow_loopback=True)
    for number in ("10.0.0.1", "169.254.169.254", "::ffff:192.168.1.1"):
        with pytest.raises(UnsafeError):
            check_number(number, allow_loopback=True)


@given(st.text())
def test_any_text_is_an_origin_or_unsafe(text: str) -> None:
    for url in (text, f"https://{text}"):
        with suppress(UnsafeError):
            assert check_url(url, allow_loopback=False).startswith("http")
