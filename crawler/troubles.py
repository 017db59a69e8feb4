"""In which ways can a board, or one posting of it, not be read?"""

from crawler.posting import Outcome


class ReadingError(Exception):
    """Something could not be fetched or understood; the text says what, for the report."""

    outcome: Outcome = "failed"


class RefusedError(ReadingError):
    """The host's own rules forbid the request; it was not sent."""

    outcome = "refused"


class BlockedError(ReadingError):
    """The host turned the request away (401, 403, 429, a challenge page) and kept to it."""

    outcome = "blocked"


class FailedError(ReadingError):
    """No usable answer came: the network, a 5xx, a limit of ours, or content of the wrong shape."""


class LimitError(FailedError):
    """The answer went beyond a limit of ours, in size or time; asking again would only do so again."""


class UnsafeError(FailedError):
    """The address may not be asked: not http(s), or not on the public internet."""
