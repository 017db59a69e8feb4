"""Which class plays the host of which platform, one host for each employer?"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from credtrack.sample import boards
from credtrack.sample.boards.board import BoardHost


@cache
def hosts() -> Mapping[str, type[BoardHost]]:
    """Give the hosts by platform, which each one's module is named for."""
    for module in iter_modules(boards.__path__, f"{boards.__name__}."):
        import_module(module.name)
    return {host.__module__.rpartition(".")[2]: host for host in BoardHost.__subclasses__()}
