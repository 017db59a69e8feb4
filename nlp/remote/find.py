"""Is the work done at home, on site, or both, and which words say so?"""

from typing import NamedTuple

from nlp.reading import Reading
from nlp.remote.composed import read_composed
from nlp.remote.sentences import Said, read_field, read_sentences
from nlp.remote.states import find_states
from nlp.shapes import Evidence, Rejected, Remote, StatesScope

_LEADERS = ("manager", "director", "supervisor", "vice president", "chief", "head of")
_VALUE: dict[str, Remote] = {
    "hybrid": "hybrid",
    "telework": "hybrid",
    "refused": "onsite",
    "choice": "hybrid",
    "remote": "remote",
    "weak": "remote",
    "spoken": "remote",
    "onsite": "onsite",
}
_REASONS = {
    "noise": "only looks like an arrangement of work",
    "spoken": "speaks of remote work, not of this opening's",
    "weak": "speaks of others' work",
    "phase": "holds for a first stretch only",
    "elsewhere": "speaks of other openings",
}
_DAYS_ON_SITE = frozenset(("remote.days_on_site", "remote.weekday_on_site"))
# Remote work that is spoken of in passing counts where it is spoken of this often.
_ENOUGH_SPOKEN = 2
_COMPOSED = ("hybrid", "remote", "onsite")


class Found(NamedTuple):
    """Where the work is done and in which states, with the words that prove it and those that don't."""

    remote: Remote = "unstated"
    states: tuple[str, ...] = ()
    states_scope: StatesScope = "unstated"
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def find(reading: Reading) -> Found:
    """Return whether the work is remote, hybrid or on site, and the states that the posting states.

    The title, the location field and the text speak first, the board's own field where they are silent, and at last
    what sentences are composed of.
    """
    said = read_sentences(reading)
    remote, taken = _decide(said, reading)
    if remote == "unstated":
        remote, taken = read_field(reading.subject.remote_field)
    if remote == "unstated":
        remote, taken = _decide_composed(read_composed(reading))
    states = find_states(reading, remote)
    evidence = [Evidence("remote", remote, one.start, one.end, one.rule, one.where) for one in taken]
    rejected = [
        Rejected("remote", _VALUE.get(one.kind, one.kind), one.start, one.end, _why(one), one.where)
        for one in said
        if not any(one is other for other in taken)
    ]
    return Found(
        remote,
        states.states,
        states.scope,
        (*evidence, *states.evidence),
        (*rejected, *states.rejected),
    )


def _decide(said: list[Said], reading: Reading) -> tuple[Remote, list[Said]]:
    """Return the arrangement that outweighs the others, and the words that state it."""
    kinds = {one.kind for one in said}
    if "hybrid" in kinds and not _only_few_days(said):
        return "hybrid", _of(said, "hybrid")
    if "refused" in kinds:
        return _refused(said, kinds)
    if "remote" in kinds:
        return "remote", _of(said, "remote")
    if "choice" in kinds:
        return "hybrid", _of(said, "choice")
    if "telework" in kinds:
        return "hybrid", _of(said, "telework")
    return _in_passing(said, kinds, reading)


def _only_few_days(said: list[Said]) -> bool:
    """Say whether the days on site are all that is worked, for the posting allows no remote work whatever."""
    if not any(one.rule == "remote.no_remote" for one in said):
        return False
    return all(one.rule in _DAYS_ON_SITE for one in said if one.kind in ("hybrid", "remote"))


def _refused(said: list[Said], kinds: set[str]) -> tuple[Remote, list[Said]]:
    """Remote work is ruled out: with telework that makes hybrid, else on site, unless title or place say remote."""
    if "telework" in kinds:
        return "hybrid", _of(said, "telework")
    named = [
        one
        for one in said
        if one.kind == "remote" and (one.where != "text" or one.rule == "remote.remote_yes")
    ]
    if named:
        return "remote", named
    return "onsite", _of(said, "refused", "onsite")


def _in_passing(said: list[Said], kinds: set[str], reading: Reading) -> tuple[Remote, list[Said]]:
    if "onsite" in kinds:
        return "onsite", _of(said, "onsite")
    leads = any(word in reading.title_lower for word in _LEADERS)
    if "weak" in kinds and not leads:
        return "remote", _of(said, "weak")
    spoken = _of(said, "spoken")
    if len(spoken) >= _ENOUGH_SPOKEN and not leads:
        return "remote", spoken
    return "unstated", []


def _decide_composed(said: list[Said]) -> tuple[Remote, list[Said]]:
    """Return what sentences say that are read by their kinds of words alone: a split outweighs home, and home the site."""
    for kind in _COMPOSED:
        if taken := _of(said, kind):
            return _VALUE[kind], taken
    return "unstated", []


def _of(said: list[Said], *kinds: str) -> list[Said]:
    return [one for one in said if one.kind in kinds]


def _why(one: Said) -> str:
    return _REASONS.get(one.kind, "outweighed by what else the posting says")
