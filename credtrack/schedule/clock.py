"""What time is it, and how is time waited for? The loop asks nobody else, so that a test can play a year."""

from datetime import UTC, datetime
from threading import Event
from typing import Protocol

LONGEST = 30.0


class Clock(Protocol):
    """Tells the time and lets it pass."""

    def now(self) -> datetime:
        """The moment, in UTC."""

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass, or fewer."""

    def stopping(self) -> bool:
        """Whether the run is to stop."""


class SystemClock:
    """This machine's clock; `stop` may be called from a signal handler."""

    def __init__(self) -> None:
        self._stop = Event()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass, but never many: the clock may be set, and the machine may sleep."""
        self._stop.wait(min(max(0.0, seconds), LONGEST))

    def stopping(self) -> bool:
        """Whether the run is to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End every wait, now and later."""
        self._stop.set()
