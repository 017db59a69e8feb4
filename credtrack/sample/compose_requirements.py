"""How is a posting's demand for credentials put into words?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from credtrack.sample.compose_bank import texts, words
from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_scene import Scene, listed, with_article
from credtrack.sample.leaning import UNNAMED
from nlp.shapes import Level, RequirementGroup

VERBS: Mapping[Level, str] = {"required": "require", "preferred": "prefer"}
NESTED_FROM = 3


@dataclass(frozen=True, slots=True)
class Nested:
    """One list item with a list of its own below it."""

    lead: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of requirements."""

    label: str
    cell: str


Item = str | Nested | Row


def ask(scene: Scene, level: Level, bare: bool) -> list[Item]:
    """One item for each group of that level; `bare` where the heading above says the level already."""
    dice = scene.dice(f"ask {level}")
    groups = [group for group in scene.opening.requirements if group.level == level]
    if level == "required" and _is_pair(groups) and not bare and dice.chance(0.5):
        return [_pair(scene, groups, dice)]
    return [_group(scene, group, bare, dice) for group in groups]


def names_of(codes: Sequence[str], dice: Dice) -> list[str]:
    """Write the credentials as one posting writes them: by letters, in full, or with the mark of registration."""
    manner = dice.pick(("code", "code", "code", "code", "code", "full", "full", "code-full", "mark"))
    if len(codes) > 4 and manner in ("full", "code-full"):
        manner = "code"
    return [_name(code, manner) for code in codes]


def _group(scene: Scene, group: RequirementGroup, bare: bool, dice: Dice) -> Item:
    named = [code for code in group.any_of if code not in UNNAMED]
    table = f"{VERBS[group.level]}.{'bare' if bare else 'inline'}"
    kind = _kind(group)
    if scene.layout.asks == "nested" and kind == "plain" and len(named) >= NESTED_FROM:
        return _nested(scene, group, named, bare, dice)
    return scene.say(dice, f"{table}.{kind}", _wording(scene, group, named, dice))


def _kind(group: RequirementGroup) -> str:
    parts = []
    if group.months_to_obtain is not None:
        parts.append("months" if group.months_to_obtain else "progress")
    if group.or_experience:
        parts.append("experience")
    return "_".join(parts) or "plain"


def _wording(scene: Scene, group: RequirementGroup, named: list[str], dice: Dice) -> dict[str, str]:
    unnamed = [code for code in group.any_of if code in UNNAMED]
    creds = _names(named, unnamed, dice) if named else _generic(scene, unnamed, dice)
    noun = dice.pick((" certification", " credential", " certification", ""))
    certs = creds if unnamed else f"{creds}{noun}"
    return {
        "creds": creds,
        "certs": certs,
        "a_certs": with_article(certs) if unnamed or noun else certs,
        "months": _months(group, dice),
    }


def _names(named: list[str], unnamed: list[str], dice: Dice) -> str:
    names = names_of(named, dice)
    if unnamed:
        tail = dice.pick(words("credentials", "tail")[_mix(unnamed)])
        return f"{', '.join(names)}{',' if len(names) > 1 else ''} {tail}"
    is_short = not any(" " in name for name in names)
    manner = dice.pick(
        ("or", "or", "comma-or", "slash" if is_short else "or", "OR" if is_short else "or", "or-or")
    )
    match manner:
        case "slash":
            return "/".join(names)
        case "OR":
            return " OR ".join(names)
        case "or-or":
            return " or ".join(names)
        case _:
            return listed(names, "or", "," if manner == "comma-or" else "")


def _generic(scene: Scene, unnamed: list[str], dice: Dice) -> str:
    mix = _mix(unnamed)
    tier = "tier" if scene.is_federal and mix == "both" else mix
    return dice.pick(words("credentials", "generic")[tier])


def _mix(unnamed: list[str]) -> str:
    if len(unnamed) == 1:
        return unnamed[0]
    if "ANY" not in unnamed:
        return "both"
    return "all" if len(unnamed) == len(UNNAMED) else f"any_{'aapc' if 'AAPC' in unnamed else 'ahima'}"


def _months(group: RequirementGroup, dice: Dice) -> str:
    months = group.months_to_obtain or 0
    return dice.pick(words("terms", "months").get(f"{months:g}", (f"{months:g} months",)))


def _nested(scene: Scene, group: RequirementGroup, named: list[str], bare: bool, dice: Dice) -> Nested:
    unnamed = [code for code in group.any_of if code in UNNAMED]
    lead = scene.say(dice, f"{VERBS[group.level]}.lead.{'bare' if bare else 'inline'}")
    below = names_of(named, dice)
    if unnamed:
        tail = dice.pick(words("credentials", "tail")[_mix(unnamed)]).removeprefix("or ")
        below.append(tail[0].upper() + tail[1:])
    return Nested(lead, tuple(below))


def _is_pair(groups: list[RequirementGroup]) -> bool:
    return len(groups) == 2 and all(
        len(group.any_of) == 1 and _kind(group) == "plain" and group.any_of[0] not in UNNAMED
        for group in groups
    )


def _pair(scene: Scene, groups: list[RequirementGroup], dice: Dice) -> str:
    first, second = names_of([group.any_of[0] for group in groups], dice)
    return scene.say(dice, "require.pair.plain", {"first": first, "second": second})


def _name(code: str, manner: str) -> str:
    full = texts("names", "names").get(code)
    if full is None or manner == "code":
        return code
    if manner == "mark":
        return code if code in ("RN", "LPN") else f"{code}®"
    return f"{full} ({code})" if manner == "full" else f"{code} ({full})"
