"""What do all measurements share: a place for costly inputs, clocks, and medians of alternating runs?"""

import gc
import os
import resource
import shutil
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, under the name that docs/benchmarks.md explains."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a measurement keeps what it makes: `folder` is the project's build/bench, `root` the checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        """The folder of inputs and results."""
        return self.root / "build" / "bench"

    def keep(self, name: str, made_by: Iterable[str], make: Callable[[Path], object]) -> Path:
        """Give an input that is costly to build, built once for each state of the code that makes it.

        `made_by` are files or folders below the checkout. `make` writes to the path that it is given; what
        earlier states made is deleted.
        """
        path = self.folder / f"{name}-{code_hash(self.root, made_by)}"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            for old in self.folder.glob(f"{name}-*"):
                remove(old)
            unfinished = self.folder / f"{name}.unfinished"
            remove(unfinished)
            make(unfinished)
            unfinished.rename(path)
        return path

    def scratch(self, name: str) -> Path:
        """Give an empty folder for one run."""
        path = self.folder / "scratch" / name
        remove(path)
        path.mkdir(parents=True)
        return path


def code_hash(root: Path, names: Iterable[str]) -> str:
    """Give one name for the state of some files and folders, data files included."""
    digest = blake2b(digest_size=8)
    for name in names:
        start = root / name
        for path in sorted(start.rglob("*") if start.is_dir() else [start]):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()


def remove(path: Path) -> None:
    """Delete a file or folder if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def seconds(action: Callable[[], object]) -> float:
    """Time one call, with the garbage of earlier ones out of the way."""
    gc.collect()
    start = perf_counter()
    action()
    return perf_counter() - start


def alternate(runs: int, actions: Sequence[Callable[[], float]]) -> list[float]:
    """Give the median of each of several measurements, taken in turn so that a busy machine hits all alike."""
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(runs):
        for action, values in zip(actions, taken, strict=True):
            values.append(action())
    return [statistics.median(values) for values in taken]


def peak_megabytes() -> float:
    """Give the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident_bytes() -> int:
    """Give the memory that this process holds now. Raises OSError where the system doesn't tell (not Linux)."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
