"""Which qualifications does a posting list, credentials among them, and in which order?"""

from credtrack.sample.compose_bank import texts
from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_duties import mentions_in
from credtrack.sample.compose_requirements import Item, Row, ask
from credtrack.sample.compose_scene import CODING_DESKS, Scene

SKILLS = {"short": 1, "medium": 3, "long": 5}
NAMES_CODES = 0.92
ORDERS = (
    ("Education", "Experience", "Certification", "Skills"),
    ("Certification", "Experience", "Education", "Skills"),
    ("Education", "Certification", "Experience", "Skills"),
    ("Experience", "Certification", "Skills", "Education"),
)


def required_items(scene: Scene, dice: Dice) -> list[Item]:
    """List what stands under the heading of what is required; credentials may leave their level to it."""
    return _ordered(scene, dice, ask(scene, "required", dice.chance(0.7)))


def preferred_items(scene: Scene, dice: Dice) -> list[Item]:
    """List what stands under the heading of what is preferred."""
    items = ask(scene, "preferred", dice.chance(0.7))
    if dice.chance(0.55):
        items += scene.several(dice, "education.bare_preferred", int(scene.opening.job_class != "other"))
    if dice.chance(0.2):
        items.append(_more_years(scene, dice, "experience.bare_preferred"))
    if scene.opening.specialties and dice.chance(0.5):
        items += scene.several(dice, "skills.specialty", 1)
    return [_capital(item) for item in items]


def qualification_items(scene: Scene, dice: Dice) -> list[Item]:
    """One list of everything; what is preferred says so in its own words."""
    is_bare = scene.layout.asks != "prose" and dice.chance(0.5)
    items = _ordered(scene, dice, ask(scene, "required", is_bare))
    wishes = ask(scene, "preferred", bare=False)
    if dice.chance(0.3) and scene.opening.job_class != "other":
        wishes += scene.several(dice, "education.preferred", 1)
    if dice.chance(0.15):
        wishes.append(_more_years(scene, dice, "experience.preferred"))
    return [*items, *(_row(scene, "Preferred", _capital(wish)) for wish in wishes)]


def _ordered(scene: Scene, dice: Dice, credentials: list[Item]) -> list[Item]:
    schooling = "education.plain" if scene.opening.job_class == "other" else "education.lines"
    blocks: dict[str, list[Item]] = {
        "Education": [*scene.several(dice, schooling, int(dice.chance(0.75)))],
        "Experience": [*_experience(scene, dice)],
        "Certification": credentials,
        "Skills": [*_skills(scene, dice)],
    }
    order = dice.pick(ORDERS)
    return [_row(scene, label, _capital(item)) for label in order for item in blocks[label]]


def _row(scene: Scene, label: str, item: Item) -> Item:
    return Row(label, item) if scene.layout.asks == "table" and isinstance(item, str) else item


def _experience(scene: Scene, dice: Dice) -> list[str]:
    years = scene.opening.experience_years
    if years is None:
        return []
    if years == 0:
        return [scene.say(dice, "experience.none")]
    key = "required"
    if years >= 2 and scene.opening.specialties and dice.chance(0.3):
        key = "inside"
    elif years == int(years) and dice.chance(0.1):
        key = "range"
    return [scene.say(dice, f"experience.{key}", _years_words(years, dice))]


def _years_words(years: float, dice: Dice) -> dict[str, str]:
    if years != int(years):
        months = f"{years * 12:g}"
        return dict.fromkeys(("years", "years_plus"), f"{months} months")
    number, noun = f"{years:g}", "year" if years == 1 else "years"
    word = texts("terms", "number").get(number, number)
    plain = dice.pick((f"{number} {noun}", f"{number} {noun}", f"{word} {noun}", f"{word} ({number}) {noun}"))
    return {
        "years": plain,
        "years_plus": dice.pick((f"{number}+ years", f"{number} or more years", f"{word} or more years")),
        "years_range": dice.pick((f"{number}-{years + 2:g} years", f"{number} to {years + 2:g} years")),
    }


def _more_years(scene: Scene, dice: Dice, key: str) -> str:
    """Wish for more years than are asked for, which changes nothing in what is required."""
    more = int(scene.opening.experience_years or 0) + 2 + int(dice.chance(0.4))
    return scene.say(dice, key, {"more_years": f"{more} years"})


def _skills(scene: Scene, dice: Dice) -> list[str]:
    count = SKILLS[scene.layout.length]
    said = [scene.say(dice, f"skills.{name}") for name in mentions_in(scene, "skills")]
    if scene.desk in CODING_DESKS:
        said += scene.several(dice, "skills.codes", int(dice.chance(NAMES_CODES)))
        said += scene.several(dice, "skills.coder", count // 2)
        count //= 2
    return said + scene.several(dice, "skills.any", count)


def _capital(item: Item) -> Item:
    return item[:1].upper() + item[1:] if isinstance(item, str) else item
