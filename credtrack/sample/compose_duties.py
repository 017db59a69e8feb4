"""Which duties does a posting name, so that its role, its work types and its mentions can be read from them?"""

from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_scene import CODING_DESKS, Scene

ROLE_LINES = {"short": 2, "medium": 4, "long": 8}
WORK_LINES = {"short": 1, "medium": 2, "long": 3}
SHARE_IN_DUTIES = 0.65
TELLS_OF_WORK = frozenset({"drg", "icd10pcs", "em", "hcc"})
YOU_WILL = "You will "


def duty_lines(scene: Scene, dice: Dice) -> list[str]:
    """List the duties as sentences of one register, the work first for a coder."""
    register = dice.pick(("", ":third")) if scene.layout.duties == "list" else ""
    role = _role_lines(scene, dice, register)
    work = [line for kind in _work_types(scene) for line in _work_lines(scene, dice, kind, register)]
    spoken = [_mention(scene, dice, name, register) for name in mentions_in(scene, "duties")]
    lines = list(dict.fromkeys([*work[:1], *role[:1], *spoken, *work[1:], *role[1:]]))
    if scene.layout.duties == "prose":
        return [_as_prose(line, index) for index, line in enumerate(lines)]
    return lines


def mentions_in(scene: Scene, where: str) -> list[str]:
    """Which of the opening's mentions fall to the duties, and which to the skills; each to one of them."""
    dice = scene.dice("mentions")
    split = [(name, _side(scene, dice, name)) for name in scene.opening.mentions]
    return [name for name, side in split if side == where]


def _side(scene: Scene, dice: Dice, name: str) -> str:
    """What tells of a kind of work that the opening doesn't have is passed on to others, as a duty."""
    in_duties = dice.chance(SHARE_IN_DUTIES)
    is_foreign = name in TELLS_OF_WORK and _context(scene, name) == "neutral"
    return "duties" if in_duties or is_foreign else "skills"


def _context(scene: Scene, name: str) -> str:
    kinds = scene.opening.work_types
    contexts = (*(f"{kind}_{scene.desk}" for kind in kinds), *kinds)
    return next((context for context in contexts if f"mention.{name}.{context}" in scene.book), "neutral")


def _work_types(scene: Scene) -> tuple[str, ...]:
    return scene.opening.work_types if scene.desk in ("coder", "biller_coder") else ()


def _role_lines(scene: Scene, dice: Dice, register: str) -> list[str]:
    count = ROLE_LINES[scene.layout.length] + int(scene.desk not in CODING_DESKS)
    table = f"duties.{scene.desk}"
    if f"{table}.common" in scene.book:
        return scene.several(dice, f"{table}.common{register}", count)
    own = scene.several(dice, f"duties.other.{scene.desk}{register}", count)
    return own + scene.several(dice, f"duties.other.common{register}", count)


def _work_lines(scene: Scene, dice: Dice, kind: str, register: str) -> list[str]:
    return scene.several(dice, f"duties.coder.{kind}{register}", WORK_LINES[scene.layout.length])


def _mention(scene: Scene, dice: Dice, name: str, register: str) -> str:
    return scene.say(dice, f"mention.{name}.{_context(scene, name)}{register}")


def _as_prose(line: str, index: int) -> str:
    starts = (YOU_WILL, "You also ", YOU_WILL, "You ")
    return f"{starts[index % len(starts)]}{line[0].lower()}{line[1:]}"
