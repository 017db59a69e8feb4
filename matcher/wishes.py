"""How much of what a coder wishes for does an opening offer? Wishes move it up or down, never out."""

from collections.abc import Collection
from dataclasses import dataclass

from matcher.facts import Work
from matcher.finding import Verdict
from matcher.profile import Profile
from matcher.weights import weights

WISHED = ("setting", "work_type", "specialty", "schedule")


@dataclass(frozen=True, slots=True)
class Wishes:
    """The verdicts on the four wishes, in the order of WISHED, and their value in the score."""

    verdicts: tuple[Verdict, ...]
    value: float

    @property
    def contradicted(self) -> bool:
        """Whether the opening says that it is other than wished for."""
        return "no" in self.verdicts


def wanted(profile: Profile) -> tuple[tuple[str, ...], ...]:
    """Give the words wished for, in the order of WISHED."""
    return profile.settings, profile.work_types, profile.specialties, profile.schedule


def offered(work: Work) -> tuple[tuple[str, ...], ...]:
    """Give the words that an opening has, in the order of WISHED; none where it doesn't say."""
    setting = () if work.setting == "unknown" else (work.setting,)
    return setting, work.work_types, work.specialties, (work.employment,) if work.employment else ()


def wishes(profile: Profile, work: Work) -> Wishes:
    """Compare what is wished for with what the opening says."""
    verdicts = tuple(map(_verdict, wanted(profile), offered(work)))
    points = weights()["wish"]
    found = [points[verdict] for verdict in verdicts if verdict != "none"]
    return Wishes(verdicts, sum(found) / len(found) if found else points["none"])


def _verdict(wished: Collection[str], found: Collection[str]) -> Verdict:
    if not wished:
        return "none"
    if not found:
        return "unknown"
    return "yes" if any(word in wished for word in found) else "no"
