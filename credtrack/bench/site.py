"""How long does each page take its server when eight readers ask at once, and how heavy is the home page?"""

import gzip
import statistics
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser
from sqlite_utils.db import Database

from credtrack.bench.asking import ask, served
from credtrack.bench.db import KEPT, load
from credtrack.bench.questions import states_of
from credtrack.bench.tagged import MADE_BY, sample_base
from credtrack.bench.workshop import Figure, Workshop
from credtrack.terminal import say
from db.connect import connect
from db.requests import SETTINGS

CLIENTS = 8
ROUNDS = 20  # of eight clients: 160 answers a page, of which the slowest eight are left out
FEWEST_EMPLOYERS = 30
SMALL = 100_000
CREDENTIALS = ("CPC", "CCS", "RHIT", "COC", "CRC", "CPC-A")
PAGES: Mapping[str, str] = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))
"""The address of each page that is asked for; what stands in braces is drawn anew each time."""


def measure(shop: Workshop) -> Iterator[Figure]:
    """Yield the slowest page's time at both sizes, and the home page's weight; a million is measured where db's `build` made it."""
    base = sample_base(shop)
    small = shop.keep("site100k", (*MADE_BY, "db"), lambda path: load(path, base, SMALL))
    yield from _served(small, "_100k", with_home=True)
    kept = shop.folder / KEPT
    if kept.exists():
        yield from _served(kept, "_1m", with_home=False)
    else:
        say(f"site.p95_ms_1m is left out: {kept} is missing; `scripts/bench.py db --build` makes it")


def _served(path: Path, suffix: str, *, with_home: bool) -> Iterator[Figure]:
    with closing(connect(path).conn) as connection:
        most = connection.execute("select max(id) from postings").fetchone()[0]
        states = states_of(Database(connection))
    with served(path) as site:
        if with_home:
            yield Figure("site.home_kb", home_bytes(site) / 1000)
        times = read(site, most, states)
    slowest = max(times, key=lambda page: _p95(times[page]))
    for page in sorted(times, key=lambda page: -_p95(times[page])):
        say(f"{page}: p95 {_p95(times[page]):.0f} ms, median {statistics.median(times[page]):.0f} ms")
    yield Figure(f"site.p95_ms{suffix}", _p95(times[slowest]))
    yield Figure(f"site.median_ms{suffix}", statistics.median(one for all_ in times.values() for one in all_))


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def read(site: str, most: int, states: list[str]) -> dict[str, list[float]]:
    """The milliseconds of every page, asked by eight clients at once, each with places and words of its own."""
    times: dict[str, list[float]] = defaultdict(list)
    with ThreadPoolExecutor(CLIENTS) as clients:
        for found in clients.map(lambda number: _client(site, number, most, states), range(CLIENTS)):
            for page, took in found:
                times[page].append(took)
    return times


def _client(site: str, number: int, most: int, states: list[str]) -> list[tuple[str, float]]:
    rng, taken = Random(number), []
    for _ in range(ROUNDS):
        pages = list(PAGES)
        rng.shuffle(pages)
        for page in pages:
            state, other = rng.sample(states, 2)
            address = PAGES[page].format(
                state=state,
                other=other,
                credential=rng.choice(CREDENTIALS),
                setting=rng.choice(SETTINGS),
                number=rng.randint(1, most) if page != "row" else rng.randint(1, FEWEST_EMPLOYERS),
            )
            taken.append((page, 1000 * ask(site, address)[0]))
    return taken


def home_bytes(site: str) -> int:
    """What the home page and all that it loads weigh as they are sent."""
    body = ask(site, "/")[1]
    page = LexborHTMLParser(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
    loaded = page.css("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
    addresses = {node.attributes.get("href") or node.attributes.get("src") for node in loaded}
    parts = [urlsplit(urljoin("/", address)) for address in addresses if address]
    return len(body) + sum(len(ask(site, f"{part.path}?{part.query}")[1]) for part in parts)
