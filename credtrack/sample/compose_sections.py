"""What does each section of a posting say, before it is set in marks?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast
from zlib import crc32

from credtrack.sample.compose_asks import preferred_items, qualification_items, required_items
from credtrack.sample.compose_bank import load, words
from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_duties import duty_lines
from credtrack.sample.compose_pay import pay_sentence
from credtrack.sample.compose_place import place_sentences
from credtrack.sample.compose_requirements import Item
from credtrack.sample.compose_scene import CODING_DESKS, Scene, scattered

SCALE = {"short": 0, "medium": 1, "long": 2}


@dataclass(slots=True)
class Section:
    """One section: its key, its sentences, and the items of its list."""

    key: str
    sentences: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def write_sections(scene: Scene, location: str) -> Iterator[Section]:
    """Yield the sections of the posting's layout in their order; a section with nothing to say is left out.

    `location` is the location field as written: what it leaves open the text has to say.
    """
    for key in scene.layout.order:
        section = _place(scene, location) if key == "place" else WRITERS[key](scene, scene.dice(key))
        if section.sentences or section.items:
            section.sentences = [_stopped(text) for text in section.sentences[:-1]] + section.sentences[-1:]
            yield section


def _stopped(text: str) -> str:
    """End a sentence that another follows."""
    return text if text[-1] in ".!?:" else f"{text}."


def _about(scene: Scene, dice: Dice) -> Section:
    setting = scene.host.setting
    section = Section("about", [_own_words(scene)])
    if scene.posting.kind == "copy" and setting == "staffing_agency":
        client = scene.opening.employer.setting
        section.sentences.append(
            scene.say(dice, f"client.{client if f'client.{client}' in scene.book else 'other'}")
        )
    if SCALE[scene.layout.length] and dice.chance(0.3):
        section.sentences.append(scene.say(dice, "values.lines"))
    if scene.opening.talked_about and "benefits" not in scene.layout.order:
        section.sentences.append(scene.say(dice, "talk.lines"))
    return section


def _own_words(scene: Scene) -> str:
    """Let an employer describe itself alike in all its postings, as boilerplate does."""
    lines = scene.book[f"about.{scene.host.setting}.{_sub(scene)}"]
    chosen = lines[scattered(crc32(scene.host.slug.encode()), "about") % len(lines)]
    variant = chosen[scattered(crc32(scene.host.name.encode()), "variant") % len(chosen)]
    return variant.format_map(scene.slots)


def _sub(scene: Scene) -> str:
    if scene.host.is_va:
        return "va"
    name = f"{scene.host.name} {scene.host.kind}".lower()
    subs = cast("Mapping[str, Mapping[str, list[str]]]", load("terms")["sub"]).get(scene.host.setting, {})
    return next((sub for sub, marks in subs.items() if any(mark in name for mark in marks)), "any")


def _summary(scene: Scene, dice: Dice) -> Section:
    desk = scene.desk if f"summary.{scene.desk}" in scene.book else "other"
    section = Section("summary", [scene.say(dice, f"summary.{desk}")])
    if scene.opening.specialties:
        section.sentences.append(scene.say(dice, "summary.specialty"))
    if scene.desk in CODING_DESKS and dice.chance(0.2 + 0.25 * SCALE[scene.layout.length]):
        section.sentences.append(scene.say(dice, "summary.tail"))
    if "about" not in scene.layout.order:
        section.sentences[:0] = _about(scene, dice).sentences
    return section


def _meta(scene: Scene, dice: Dice) -> Section:
    lines = [scene.say(dice, "meta.lines")]
    key = "meta.department" if scene.opening.job_class == "coder" else "meta.plain_department"
    lines += scene.several(dice, key, 2)
    return Section("meta", [], [*lines])


def _duties(scene: Scene, dice: Dice) -> Section:
    lines = duty_lines(scene, dice)
    if SCALE[scene.layout.length] and dice.chance(0.5) and "disclaimer" not in scene.layout.order:
        lines.append(scene.say(dice, "more.lines"))
    if scene.layout.duties == "prose":
        return Section("duties", lines)
    full_stop = dice.chance(0.5)
    return Section("duties", [], [line if full_stop else line.removesuffix(".") for line in lines])


def _quals(scene: Scene, dice: Dice) -> Section:
    items = qualification_items(scene, dice)
    if scene.layout.asks == "prose":
        return Section("quals", [f"{item}." for item in items if isinstance(item, str)])
    return Section("quals", [], items)


def _place(scene: Scene, location: str) -> Section:
    section = Section("place", place_sentences(scene, location))
    if "schedule" not in scene.layout.order and scene.opening.employment_type:
        section.sentences += _schedule(scene, scene.dice("schedule")).sentences
    return section


def _schedule(scene: Scene, dice: Dice) -> Section:
    kind = scene.opening.employment_type
    if kind is None and dice.chance(0.4):
        return Section("schedule")
    return Section("schedule", [scene.say(dice, f"schedule.{kind or 'unstated'}.lines")])


def _pay(scene: Scene, dice: Dice) -> Section:
    section = Section("pay")
    sentence = pay_sentence(scene, dice)
    if sentence:
        section.sentences.append(sentence)
    if scene.opening.differentials and "benefits" not in scene.layout.order:
        section.sentences += scene.several(dice, "extra.lines", 1)
    return section


def _benefits(scene: Scene, dice: Dice) -> Section:
    section = Section("benefits")
    extras = scene.several(dice, "extra.lines", 1 + dice.chance(0.4)) if scene.opening.differentials else []
    talk = [scene.say(dice, "talk.lines")] if scene.opening.talked_about else []
    if scene.is_federal:
        section.sentences = [*scene.several(dice, "benefits.federal", 2), *extras, *talk]
    elif dice.chance(0.35):
        section.sentences = [scene.say(dice, "benefits.lines"), *extras, *talk]
    else:
        section.items = [
            *scene.several(dice, "benefits.any", 3 + 2 * SCALE[scene.layout.length]),
            *extras,
            *talk,
        ]
    return section


def _sentences(section: str, key: str, least: int, most: int) -> Callable[[Scene, Dice], Section]:
    """Make a section of so many sentences of one key, more in longer layouts."""

    def write(scene: Scene, dice: Dice) -> Section:
        return Section(section, scene.several(dice, key, least if SCALE[scene.layout.length] < 2 else most))

    return write


def _items(section: str, key: str, count: int) -> Callable[[Scene, Dice], Section]:
    """Make a section that lists so many sentences of one key."""
    return lambda scene, dice: Section(section, [], [*scene.several(dice, key, count)])


def heading_of(scene: Scene, key: str) -> str:
    """Return the words over a section, or nothing where the layout's manner has none."""
    options = words("headings", scene.layout.words).get(key)
    if not options:
        return ""
    return options[scene.number(key) % len(options)].format_map(scene.slots)


WRITERS: Mapping[str, Callable[[Scene, Dice], Section]] = {
    "about": _about,
    "summary": _summary,
    "meta": _meta,
    "duties": _duties,
    "quals": _quals,
    "required": lambda scene, dice: Section("required", [], required_items(scene, dice)),
    "preferred": lambda scene, dice: Section("preferred", [], preferred_items(scene, dice)),
    "schedule": _schedule,
    "pay": _pay,
    "benefits": _benefits,
    "physical": _sentences("physical", "physical.lines", 1, 2),
    "values": _sentences("values", "values.lines", 1, 3),
    "screening": _sentences("screening", "screening.lines", 1, 2),
    "eeo": _sentences("eeo", "eeo.lines", 1, 2),
    "apply": _sentences("apply", "apply.lines", 1, 2),
    "disclaimer": _sentences("disclaimer", "disclaimer.lines", 1, 1),
    "fed_facts": _items("fed_facts", "federal.about.lines", 3),
    "conditions": _items("conditions", "federal.conditions.lines", 4),
    "education": _sentences("education", "federal.education.lines", 1, 2),
    "grades": _sentences("grades", "federal.grades.lines", 1, 2),
    "assess": _sentences("assess", "federal.assess.lines", 2, 3),
}
