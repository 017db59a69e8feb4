"""May this address be asked at all, as written and as the name system answers it?"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred

from crawler.troubles import UnsafeError

ALLOW_LOOPBACK = "ALLOW_LOOPBACK"


@lru_cache(maxsize=4096)
def origin_of(url: str) -> str:
    """Give scheme, host and port, the port only where it isn't the scheme's own.

    Raises UnsafeError where the address is not a plain http(s) address with a host.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnsafeError(f"not an address: {url[:200]}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise UnsafeError(f"only plain http and https addresses are asked, not {url[:200]}")
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


def is_loopback(origin: str) -> bool:
    """Tell whether an origin names this machine, by number or as localhost."""
    host = urlsplit(origin).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def check_url(url: str, *, allow_loopback: bool) -> str:
    """Give the address's origin; raises UnsafeError where the address may not be asked.

    A name is checked again when the name system has answered it (GuardedResolver).
    """
    origin = origin_of(url)
    if is_loopback(origin):
        if not allow_loopback:
            raise UnsafeError(f"{origin} is this machine; reading it needs the sample market's switch")
        return origin
    try:
        number = ip_address(urlsplit(origin).hostname or "")
    except ValueError:
        return origin
    check_number(str(number), allow_loopback=allow_loopback)
    return origin


def check_number(number: str, *, allow_loopback: bool) -> None:
    """Raise UnsafeError unless the IP address is a public one (or loopback, where that is allowed)."""
    address = ip_address(number)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback and allow_loopback:
        return
    if not address.is_global or address.is_multicast:
        raise UnsafeError(f"{number} is not an address on the public internet")


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which refuses names that lead to private, loopback or link-local addresses.

    The address that was checked is the one that is connected to, so a second answer of the name system
    can't slip by.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, *, allow_loopback: bool):
        super().__init__(reactor, cache_size, timeout)
        self._allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Make the resolver from Scrapy's settings, as Scrapy asks for it."""
        settings = crawler.settings
        return cls(
            reactor,
            settings.getint("DNSCACHE_SIZE"),
            settings.getfloat("DNS_TIMEOUT"),
            allow_loopback=settings.getbool(ALLOW_LOOPBACK),
        )

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802, Twisted's name
        """Give the address of a name; the result is UnsafeError where the address isn't public."""
        return super().getHostByName(name, timeout).addCallback(self._checked)

    def _checked(self, number: str) -> str:
        check_number(number, allow_loopback=self._allow_loopback)
        return number
