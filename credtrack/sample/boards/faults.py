"""What goes wrong on a board of the rough market, when, and how often?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from credtrack.sample.boards.http import Asked, Reply, Request

Change = Callable[[Request, Reply], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong on the host that serves `employer` (a slug).

    It befalls answers to requests of the kind `asked`: the first `times` of them, or every one where `times` is
    None, leaving `skip` alone before that, and all before the day `since`. `change` names an answer of
    changes.toml or a function of changes.py.
    """

    employer: str
    asked: Asked
    change: str
    times: int | None = None
    skip: int = 0
    since: date | None = None


class Trouble:
    """The faults of one host, each with the change that it makes, and how often each has struck."""

    def __init__(self, faults: Iterable[tuple[Fault, Change]]) -> None:
        self._faults = list(faults)
        self._seen = [0] * len(self._faults)

    def befall(self, request: Request, reply: Reply, today: date) -> Reply:
        """Give the answer as it leaves the host that day."""
        for at, (fault, change) in enumerate(self._faults):
            if reply.asked != fault.asked or (fault.since is not None and today < fault.since):
                continue
            self._seen[at] += 1
            struck = self._seen[at] - fault.skip
            if struck > 0 and (fault.times is None or struck <= fault.times):
                reply = replace(change(request, reply), asked=fault.asked)
        return reply
