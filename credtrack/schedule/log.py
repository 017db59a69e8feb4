"""How does a program learn what the schedule does: one JSON object a line?"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Log(Protocol):
    """Takes what happens."""

    def __call__(self, at: datetime, event: str, **more: object) -> None:
        """Note an event at a moment, with what belongs to it."""


def lines(write: Callable[[str], None]) -> Log:
    """A log that hands each event on as one line of JSON; what is None is left out."""

    def note(at: datetime, event: str, **more: object) -> None:
        said = {name: value for name, value in more.items() if value is not None}
        told = {"at": at.isoformat(timespec="seconds"), "event": event, **said}
        write(json.dumps(told, ensure_ascii=False, default=str))

    return note
