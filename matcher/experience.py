"""Are a coder's years enough for what an opening asks?"""

from matcher.finding import STATUSES, Answer
from matcher.profile import Profile

SHORT = STATUSES.index("experience_short")


def bounds(profile: Profile) -> tuple[float, float] | None:
    """Give the least and the most years that the profile speaks of; None where it speaks of none.

    Years by work type may be the same years: in all they are at least the most of one and at most their sum.
    """
    parts = [years for _, years in profile.years_by_work_type]
    if profile.years is not None:
        return profile.years, profile.years
    return (max(parts), sum(parts)) if parts else None


def experience(profile: Profile, asked: float | None, work_types: tuple[str, ...]) -> Answer:
    """Compare the years. An opening doesn't say whether its years must be of its own kind of work.

    So years that are enough in all and too few of that kind are unknown, and no reason against.
    """
    had = bounds(profile)
    if asked is None:
        return Answer("unknown" if had else "none", 0, says="not told")
    if asked == 0:
        return Answer("yes", 1, says="none needed")
    if had is None:
        return Answer("unknown", 0, says="not said", figure=asked)
    least, most = had
    if most < asked:
        return Answer("no", 0, SHORT, "short", asked - most)
    if least < asked:
        return Answer("unknown", 0, says="between", figure=asked)
    return _of_this_kind(profile, asked, work_types)


def _of_this_kind(profile: Profile, asked: float, work_types: tuple[str, ...]) -> Answer:
    by_type = dict(profile.years_by_work_type)
    if not by_type or not work_types or sum(by_type.get(kind, 0) for kind in work_types) >= asked:
        return Answer("yes", 1, says="enough", figure=asked)
    return Answer("unknown", 0, says="other work", figure=asked)
