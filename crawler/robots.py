"""What do a host's own rules (robots.txt) let this crawler read?"""

import re

from protego import Protego
from scrapy.http import HtmlResponse, Response

TOKEN = "credtrack"  # noqa: S105, the name that robots.txt groups may address
LONGEST = 512 * 1024
REFUSALS = frozenset({401, 403})
HEAD = 64 * 1024
FORBIDS = re.compile(r"(?i)(?<!preview:)(?<!preview: )\b(?:noindex|none)\b")  # not max-image-preview:none
META_ROBOTS = re.compile(r"""(?is)<meta\b[^>]*\bname\s*=\s*["']?(?:robots|credtrack)\b[^>]*>""")
META_CONTENT = re.compile(r"""(?is).*\bcontent\s*=\s*(["'])(.*?)\1.*""")


class Rules:
    """One host's rules, parsed once; `refusal` says why nothing may be read, where that is so."""

    def __init__(self, text: str = "", refusal: str = ""):
        self._parsed = Protego.parse(text)
        self._refusal = refusal
        rate = self._parsed.request_rate(TOKEN)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        self.delay = max(float(self._parsed.crawl_delay(TOKEN) or 0.0), by_rate)
        self.sitemaps = tuple(self._parsed.sitemaps)

    def refusal(self, url: str) -> str:
        """Say why an address may not be read; empty where it may (the longest matching rule decides)."""
        if self._refusal or self._parsed.can_fetch(url, TOKEN):
            return self._refusal
        return f"robots.txt disallows {url[:200]}"


def rules_from(response: Response) -> Rules:
    """Give the rules that a host's answer for robots.txt stands for.

    401 and 403 refuse the host, 429 and 5xx forbid all for this crawl; any other 4xx means that there are no
    rules.
    """
    if response.status in REFUSALS:
        return Rules(refusal=f"robots.txt answers {response.status}, read as a refusal of the host")
    if response.status == 429 or response.status >= 500:
        return Rules(refusal=f"robots.txt answers {response.status}, which forbids all until it can be read")
    if response.status >= 300:
        return Rules()
    text = response.body[:LONGEST].decode("utf-8-sig", errors="replace").replace("\x00", "")
    return Rules(text=text, refusal=_signal(text))


def forbids_keeping(response: Response) -> bool:
    """Tell whether a page asks, by header or meta element, not to be indexed: then it isn't kept."""
    header = b",".join(response.headers.getlist("X-Robots-Tag")).decode("latin-1")
    said = [header, *(META_CONTENT.sub(r"\2", tag) for tag in META_ROBOTS.findall(_head(response)))]
    return any(FORBIDS.search(words) for words in said)


def _head(response: Response) -> str:
    return response.body[:HEAD].decode("latin-1") if isinstance(response, HtmlResponse) else ""


def _signal(text: str) -> str:
    """Content-Signal is read for all groups alike: what we do is search, so `search=no` alone refuses."""
    signals = re.findall(r"(?im)^\s*content-signal\s*:(.*)$", text)
    if any(re.search(r"(?i)\bsearch\s*=\s*no\b", signal) for signal in signals):
        return "robots.txt says by Content-Signal that its pages are not for search"
    return ""
