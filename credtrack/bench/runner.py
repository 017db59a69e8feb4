"""How are the areas measured, each in a process and within a time of its own, and what is written down?"""

import json
import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast

from credtrack.bench.asked import asked_for
from credtrack.bench.workshop import Figure, Workshop, code_hash
from credtrack.terminal import say, show_table

AREAS = ("tag", "crawl", "db", "claims", "site", "match", "bulk")
MEASURED_CODE = ("crawler", "nlp", "db", "claims", "matcher", "credtrack", "requirements.lock")
SECONDS_PER_AREA = 60 * asked_for("BENCH_MINUTES", 15)
MISTAKE = 2
BUILD = "--build"
"""Makes the inputs that take longer than an area may, instead of measuring."""


class Area(Protocol):
    """A module that measures."""

    def measure(self, shop: Workshop) -> Iterator[Figure]:
        """Yield each figure as soon as it is taken; one that can't be taken is left out."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure says: what it is of, the command that it times, its input, and the bound it should keep."""

    of: str
    command: str
    input: str
    bound: str


def area_module(area: str) -> Area:
    """Give the module that measures an area."""
    return cast("Area", import_module(f"credtrack.bench.{area}"))


def meanings() -> dict[str, Meaning]:
    """Give what each figure means, from figures.toml."""
    text = files("credtrack.bench").joinpath("figures.toml").read_text("utf-8")
    return {name: Meaning(**row) for name, row in tomllib.loads(text).items()}


def main(arguments: Sequence[str], root: Path) -> int:
    """Measure the areas asked for, all if none is; print and write the figures. Give the exit code."""
    asked = [word for word in arguments if word != BUILD] or AREAS
    for area in asked:
        if area not in AREAS:
            say(f"AREA={area}: expected one of {', '.join(AREAS)}")
            return MISTAKE
    shop = Workshop(root)
    if BUILD in arguments:
        for area in asked:
            _build(shop, area)
        return 0
    broken = [area for area in asked if not _measure(shop, area)]
    figures = _current(shop)
    (root / "build" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    _show(figures)
    for area in broken:
        say(f"{area}: not all figures could be taken; what is missing is absent")
    return 1 if broken else 0


def _build(shop: Workshop, area: str) -> None:
    """Make the costly inputs of one area, where it has such."""
    build = getattr(area_module(area), "build", None)
    say(f"{area}: " + ("making its inputs" if build else "no inputs that have to be made before"))
    if build:
        build(shop)


def _measure(shop: Workshop, area: str) -> bool:
    """Measure one area and keep its figures; tell whether it came to its end."""
    say(f"measuring {area} (at most {SECONDS_PER_AREA // 60} minutes)")
    ended, lines = _run([sys.executable, "-m", "credtrack.bench", area, str(shop.root)], shop.root)
    figures: dict[str, float] = {}
    for line in lines:
        figures |= json.loads(line)
    shop.folder.mkdir(parents=True, exist_ok=True)
    note = {"code": code_hash(shop.root, MEASURED_CODE), "figures": figures}
    (shop.folder / f"{area}.json").write_text(json.dumps(note), encoding="utf-8")
    return ended


def _run(command: Sequence[str], root: Path) -> tuple[bool, list[str]]:
    """Run a command to its end or its time limit; whether it ended well, and the lines that it printed."""
    with subprocess.Popen(  # noqa: S603  (our own module)
        command, cwd=root, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        try:
            output = child.communicate(timeout=SECONDS_PER_AREA)[0]
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            output = child.communicate()[0]
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
    return child.returncode == 0, output.splitlines()


def _current(shop: Workshop) -> dict[str, float]:
    """Give the figures of all areas that were measured with the code as it stands."""
    code = code_hash(shop.root, MEASURED_CODE)
    figures: dict[str, float] = {}
    for area in AREAS:
        path = shop.folder / f"{area}.json"
        note = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if note.get("code") == code:
            figures |= note["figures"]
    return figures


def _show(figures: Mapping[str, float]) -> None:
    known = meanings()
    rows = [(name, f"{value:.4g}", known[name].bound, known[name].of) for name, value in figures.items()]
    show_table("Figures", ("figure", "measured", "bound", "what it is"), rows)
