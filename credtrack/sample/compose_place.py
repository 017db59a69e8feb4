"""How does the text say where the work is done and who may do it?"""

from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_scene import Scene, listed, state_names
from credtrack.sample.facts import Opening


def place_sentences(scene: Scene, location: str) -> list[str]:
    """Say the arrangement, and the place that the location field leaves open."""
    dice = scene.dice("place words")
    opening = scene.opening
    said = _arrangement(scene, dice)
    if opening.remote == "remote":
        return said
    if not _covers(location, opening) or dice.chance(0.25):
        said.insert(0, scene.say(dice, "location.lines"))
    return said


def _arrangement(scene: Scene, dice: Dice) -> list[str]:
    opening = scene.opening
    form = "federal" if scene.is_federal and dice.chance(0.7) else "lines"
    match opening.remote:
        case "remote" if opening.states:
            return [scene.say(dice, f"remote.listed.{form}", {"states": states_as_words(opening, dice)})]
        case "remote":
            key = "any" if opening.states_scope == "any" else "plain"
            return [scene.say(dice, f"remote.{key}.{form}")]
        case "hybrid" | "onsite" as arrangement:
            if scene.place and form == "lines" and dice.chance(0.35):
                form = "placed"
            return [scene.say(dice, f"{arrangement}.{form}")]
        case _:
            return [scene.say(dice, "unstated.lines")] if dice.chance(0.08) else []


def _covers(location: str, opening: Opening) -> bool:
    return all(state in location or state_names().get(state, state) in location for state in opening.states)


def states_as_words(opening: Opening, dice: Dice) -> str:
    """All of the opening's states as one list, by their names or by their letters."""
    states = list(opening.states)
    if dice.chance(0.6):
        states = [state_names().get(state, state) for state in states]
    elif dice.chance(0.4):
        return ", ".join(states)
    return listed(states, dice.pick(("and", "or")), dice.pick(("", ",")))
