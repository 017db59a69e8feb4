"""How is each part's answer said in a sentence?"""

from collections.abc import Sequence

from matcher.asks import AWAY, ONE_AWAY, UNKNOWN, WITHIN, Asked, Holder, bit, closers
from matcher.credentials import known, present
from matcher.facts import Group, Pay, Whereabouts, Work
from matcher.finding import Answer, Finding
from matcher.pay import Measure
from matcher.profile import Floor, Profile
from matcher.wishes import WISHED, Wishes, offered, wanted
from matcher.words import EXPERIENCE, PAY, PLACE, UNITS, WISHES, named, plain

MOST_NAMED = 6


def say_asks(
    stand: Asked, groups: Sequence[Group] | None, by: Holder, lacking: Sequence[str], profile: Profile
) -> Finding:
    """Say how the coder stands to the required credentials."""
    required = [group for group in groups or () if group.level == "required"]
    asks = " and ".join(choice(group) for group in required)
    if stand.status == UNKNOWN:
        return Finding("credentials", "unknown", "Nothing was read of what it requires yet")
    if not required:
        return Finding("credentials", "yes", "Requires no credential")
    if stand.status == WITHIN:
        return Finding("credentials", "yes", f"Requires {asks}: {term(stand.months)}{due(lacking, profile)}")
    if stand.status == ONE_AWAY:
        one = few(lacking)
        return Finding("credentials", "no", f"Requires {asks}: {one} is missing{due(lacking, profile)}")
    if stand.status == AWAY:
        return Finding("credentials", "no", f"Requires {asks}: more than one credential is missing")
    by_experience = [group for group in required if group.or_experience and not _held(group, by)]
    if by_experience:
        return Finding("credentials", "yes", f"Requires {asks}, and equivalent experience will do instead")
    return Finding("credentials", "yes", f"Requires {asks}: held")


def say_preferred(stand: Asked, groups: Sequence[Group] | None, by: Holder) -> Finding:
    """Say which preferred credentials are held."""
    preferred = [group for group in groups or () if group.level != "required"]
    asks = " and ".join(choice(group) for group in preferred)
    if not preferred:
        return Finding("preferred", "none", "")
    if stand.met == len(preferred):
        return Finding("preferred", "yes", f"Prefers {asks}: held")
    if stand.met:
        return Finding("preferred", "yes", f"Prefers {asks}: {stand.met} of {len(preferred)} held")
    return Finding("preferred", "no", f"Prefers {asks}: not held, and not required")


def choice(group: Group) -> str:
    """Give the credentials of a group as a choice."""
    return " or ".join(named(present(code)) for code in group.any_of)


def few(codes: Sequence[str]) -> str:
    """Give some credentials as a choice, the first few where they are many."""
    shown = " or ".join(map(named, codes[:MOST_NAMED]))
    return f"{shown} or another" if len(codes) > MOST_NAMED else shown


def term(months: float | None) -> str:
    """Say how long is allowed."""
    return f"to be held within {months:g} months of hire" if months else "in progress is enough"


def due(lacking: Sequence[str], profile: Profile) -> str:
    """Say when what is missing and in progress is due."""
    days = [
        f"{code} is due {day}"
        for code, day in profile.in_progress
        if known().satisfied.get(code, frozenset()) & set(lacking)
    ]
    return f"; yours: {', '.join(days)}" if days else ""


def _held(group: Group, by: Holder) -> bool:
    return any(closers(code) & by.held or bit(code) & by.held for code in group.any_of)


def say_experience(answer: Answer) -> Finding:
    """Say how the years compare."""
    text = EXPERIENCE.get(answer.says, "").format(asked=plain(answer.figure, "year"))
    return Finding("experience", answer.verdict, text)


def say_place(profile: Profile, where: Whereabouts, answer: Answer) -> Finding:
    """Say where the work is done and how far that is."""
    states = ", ".join(sorted({spot[0] for spot in where.spots}))
    home = profile.home.written if profile.home else ""
    text = PLACE.get(answer.says, "").format(states=states, home=home, miles=round(answer.figure))
    if answer.says == "too far" and answer.figure:
        text += f", {round(answer.figure):,} miles away"
    return Finding("place", answer.verdict, text)


def say_pay(measure: Measure, offered: Pay, answer: Answer) -> Finding:
    """Say how the pay compares with the floor."""
    text = PAY.get(answer.says, "").format(offered=span(offered), floor=money(measure.floor))
    return Finding("pay", answer.verdict, text)


def money(floor: Floor | None) -> str:
    """Give the floor with its unit."""
    return f"${floor.amount:,.10g} {UNITS[floor.unit]}" if floor else ""


def span(pay: Pay) -> str:
    """Give a range of pay with its unit."""
    unit = UNITS.get(pay.unit or "", "")
    if pay.low is None:
        return "" if pay.high is None else f"up to ${pay.high:,.10g} {unit}"
    if pay.high is None:
        return f"from ${pay.low:,.10g} {unit}"
    return (
        f"${pay.low:,.10g} {unit}" if pay.low == pay.high else f"${pay.low:,.10g} to ${pay.high:,.10g} {unit}"
    )


def say_wishes(profile: Profile, work: Work, found: Wishes) -> list[Finding]:
    """Say what is as wished for."""
    parts = zip(WISHED, found.verdicts, offered(work), wanted(profile), strict=True)
    return [Finding(part, verdict, _wished(part, verdict, has, asks)) for part, verdict, has, asks in parts]


def _wished(part: str, verdict: str, has: Sequence[str], asks: Sequence[str]) -> str:
    had = ", ".join(word.replace("_", " ") for word in has)
    asked = " or ".join(word.replace("_", " ") for word in asks)
    return WISHES.get(verdict, "").format(part=part.replace("_", " "), offered=had, wanted=asked)
