"""What must one posting say, in words that sentence patterns can be filled with?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast
from zlib import crc32

import us

from credtrack.sample.compose_bank import Line, bank, load, texts, words
from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_layouts import Layout, layouts_for
from credtrack.sample.facts import Opening, Place, SampleEmployer, SamplePosting

CHANGE = {"original": 0.0, "repost": 0.04, "same_requisition": 0.0, "copy": 0.34}
JOB_BOARD = "unknown"
STAYS = frozenset({"rehab_hospital", "ltach", "behavioral"})
CLINICS = frozenset({"physician_practice", "multispecialty_clinic", "outpatient_clinic"})
CODING_DESKS = ("coder", "auditor", "educator", "manager", "biller_coder")
SPREAD = 2654435761
SPOKEN_WITH_VOWEL = "AEFHILMNORSX"


@dataclass(frozen=True, slots=True)
class Scene:
    """One posting about to be written: its facts, its layout, and the words that fill the patterns.

    `host` is who speaks: the employer, or for a copy the agency. `desk` names the tables of duties.
    """

    posting: SamplePosting
    opening: Opening
    host: SampleEmployer
    layout: Layout
    book: Mapping[str, tuple[Line, ...]]
    slots: Mapping[str, str]
    desk: str
    place: Place | None
    own: int

    def dice(self, section: str) -> Dice:
        """Return the draws of one section, independent of what other sections draw."""
        return _dice(self.posting, self.own, section)

    def number(self, key: str) -> int:
        """Return a number that is the posting's and the key's own, for choices that need no stream of draws."""
        seed = self.posting.seed if self.posting.kind == "copy" else self.own
        return scattered(seed, key)

    def say(self, dice: Dice, key: str, more: Mapping[str, str] | None = None) -> str:
        """One sentence of the patterns under this key, filled in."""
        text = dice.pick(dice.pick(self.book[key]))
        return text.format_map({**self.slots, **more} if more else self.slots)

    def several(self, dice: Dice, key: str, count: int) -> list[str]:
        """As many different sentences of one key as asked for, or all that there are."""
        return [dice.pick(line).format_map(self.slots) for line in dice.some(self.book[key], count)]

    @property
    def is_federal(self) -> bool:
        """Whether a federal agency speaks."""
        return self.host.setting == "federal"


def set_scene(posting: SamplePosting) -> Scene:
    """All that the sections need to know of the posting."""
    opening = posting.opening
    own = crc32(f"{opening.employer.slug}|{opening.key}|{opening.requisition}".encode())
    host = _host(posting)
    place = next((place for place in opening.places if place.state in opening.states), None)
    dice = _dice(posting, own, "scene")
    desk = desk_of(opening)
    return Scene(
        posting=posting,
        opening=opening,
        host=host,
        layout=_layout(posting, host, own),
        book=bank().lines if place else bank().placeless,
        slots=_slots(posting, host, desk, place, dice),
        desk=desk,
        place=place,
        own=own,
    )


def desk_of(opening: Opening) -> str:
    """Which table of duties fits the opening: its role, or for neighbours what the title says."""
    if opening.job_class == "other":
        return _by_title("desk.other", opening.title_hint, "other")
    if opening.role in (*CODING_DESKS, "cdi", "him"):
        return opening.role
    return _by_title("desk.adjacent", opening.title_hint, "billing")


def with_article(phrase: str) -> str:
    """Put the phrase after "a" or "an", as it is spoken."""
    first = phrase.split(maxsplit=1)[0].strip("(").split("/")[0].split("-")[0]
    if first.isupper():
        vowel = first[0] in SPOKEN_WITH_VOWEL
    else:
        vowel = first[0] in "AEIOUaeiou" and not first.lower().startswith("uni")
    return f"{'an' if vowel else 'a'} {phrase}"


def listed(items: list[str], word: str = "and", comma: str = "") -> str:
    """Join the items as prose: "a, b and c"; `comma` is what stands before the last word of three or more."""
    if len(items) < 3:
        return f" {word} ".join(items)
    return f"{', '.join(items[:-1])}{comma} {word} {items[-1]}"


@cache
def state_names() -> Mapping[str, str]:
    """State names by their two letters, the District of Columbia included."""
    return {state.abbr: state.name for state in [*us.STATES, us.states.DC]}


def scattered(seed: int, key: str) -> int:
    """Return a number that hangs on the seed and the key alone, for single choices."""
    return ((seed ^ _salt(key)) * SPREAD & 0xFFFFFFFF) >> 9


def _dice(posting: SamplePosting, own: int, section: str) -> Dice:
    salt = _salt(section)
    return Dice(own ^ salt, posting.seed ^ salt, CHANGE[posting.kind])


@cache
def _salt(section: str) -> int:
    return crc32(section.encode())


@cache
def _by_title(table: str, title: str, otherwise: str) -> str:
    lowered = title.lower()
    for desk, marks in words("terms", table).items():
        if any(mark in lowered for mark in marks):
            return desk
    return otherwise


def _host(posting: SamplePosting) -> SampleEmployer:
    """Let an agency speak for itself; a job board or a sister's board shows the employer's own words."""
    is_agency = posting.kind == "copy" and posting.board_employer.setting != JOB_BOARD
    return posting.board_employer if is_agency else posting.opening.employer


def _layout(posting: SamplePosting, host: SampleEmployer, own: int) -> Layout:
    """Keep the order of the opening's own posting; a copy takes the look of the board that copies it."""
    employer = posting.opening.employer
    layout = _drawn_layout(employer.setting, employer.platform, own)
    if posting.kind != "copy":
        return layout
    look = _drawn_layout(host.setting, posting.board_employer.platform, posting.seed)
    return replace(
        layout, kind=look.kind, heading=look.heading, words=look.words, list=look.list, wrap=look.wrap
    )


def _drawn_layout(setting: str, platform: str, seed: int) -> Layout:
    fitting = layouts_for(texts("terms", "group")[setting], platform)
    return fitting[scattered(seed, "layout") % len(fitting)]


def _slots(
    posting: SamplePosting, host: SampleEmployer, desk: str, place: Place | None, dice: Dice
) -> dict[str, str]:
    opening = posting.opening
    # A sentence that wants a certified coder would ask for a credential; a title does not.
    title = plain_title(opening).removeprefix("Certified ")
    specialties = [dice.pick(_specialty(specialty)) for specialty in opening.specialties]
    return {
        "employer": host.name,
        "title": title,
        "a_title": with_article(title),
        "records": records(opening, dice),
        "specialty": listed(specialties),
        "exp_of": exp_of(opening, desk, dice),
        "talked": listed(list(opening.talked_about), dice.pick(("or", "or the"))),
        "requisition": posting.requisition or opening.requisition,
        "city": place.city if place else "",
        "state": place.state if place else "",
        "place": _place(place, dice) if place else "",
    }


def plain_title(opening: Opening) -> str:
    """Return the opening's title, without words for what its text must not mention."""
    table = cast("Mapping[str, list[str]]", load("titles")["plain"])
    needed, plain = table.get(opening.title_hint, ["", ""])
    is_true = needed in (*opening.mentions, *opening.work_types, "credential" if opening.requirements else "")
    return plain if needed and not is_true else opening.title_hint


def records(opening: Opening, dice: Dice) -> str:
    """Say what is coded, for each work type of the opening."""
    nouns = words("terms", "records")
    kinds = opening.work_types or ("none",)
    return listed([dice.pick(_record_nouns(kind, opening.employer.setting) or nouns[kind]) for kind in kinds])


def exp_of(opening: Opening, desk: str, dice: Dice) -> str:
    """Say what kind of experience is asked for: that of the work, or that of the role."""
    table = words("terms", "exp_of")
    if desk == "coder" and len(opening.work_types) == 1:
        return dice.pick(table[opening.work_types[0]])
    return dice.pick(table.get(desk, table["other"]) if desk != "coder" else table["none"])


def _record_nouns(kind: str, setting: str) -> tuple[str, ...]:
    at = words("terms", "records_at")
    if kind == "outpatient" and setting == "surgery_center":
        return at["surgery_center"]
    if kind == "outpatient" and setting in CLINICS:
        return at["clinic"]
    return at["stay"] if kind == "inpatient" and setting in STAYS else ()


def _specialty(specialty: str) -> tuple[str, ...]:
    return words("terms", "specialty").get(specialty, (specialty.replace("_", " "),))


def _place(place: Place, dice: Dice) -> str:
    name = state_names().get(place.state, place.state)
    return dice.pick(
        (
            f"{place.city}, {place.state}",
            f"{place.city}, {name}",
            f"{place.city}, {place.state} {place.zip_code}",
        )
    )
