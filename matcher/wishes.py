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

    verdicts: tuple[Verdict, Verdict, Verdict, Verdict]
    value: float

    @property
    def contradicted(self) -> bool:
        """Whether the opening says that it is other than wished for."""
        return "no" in self.verdicts


def wishes(profile: Profile, work: Work) -> Wishes:
    """Compare what is wished for with what the opening says."""
    setting = () if work.setting == "unknown" else (work.setting,)
    verdicts = (
        _verdict(profile.settings, setting),
        _verdict(profile.work_types, work.work_types),
        _verdict(profile.specialties, work.specialties),
        _verdict(profile.schedule, (work.employment,) if work.employment else ()),
    )
    points = weights()["wish"]
    found = [points[verdict] for verdict in verdicts if verdict != "none"]
    return Wishes(verdicts, sum(found) / len(found) if found else points["none"])


def _verdict(wanted: Collection[str], offered: Collection[str]) -> Verdict:
    if not wanted:
        return "none"
    if not offered:
        return "unknown"
    return "yes" if any(word in wanted for word in offered) else "no"
