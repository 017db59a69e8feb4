"""What can a person have got wrong about a profile, said in one line for each mistake?"""

from collections.abc import Sequence


class ProfileError(ValueError):
    """A profile that cannot be understood; `lines` holds one line for each mistake in it."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = tuple(lines)


class MatchError(ValueError):
    """A question to the matcher that cannot be answered: an opening that is not there, or was not read yet."""
