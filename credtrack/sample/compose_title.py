"""What stands in a posting's title, location field and the other fields of its board?"""

from collections.abc import Iterator, Sequence

from credtrack.sample.compose_bank import texts, words
from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_scene import Scene, plain_title, state_names
from credtrack.sample.facts import Opening, Place

SHOUTED = 0.04


def write_title(scene: Scene) -> str:
    """Write the title as the board shows it: the plain one, dressed with what the facts allow."""
    dice = scene.dice("title")
    title = plain_title(scene.opening)
    for forms in _dresses(scene, dice):
        title = dice.pick(forms).format(
            title=title,
            specialty=scene.slots["specialty"].title(),
            state=_only_state(scene.opening),
            requisition=scene.slots["requisition"],
        )
    return title.upper() if dice.chance(SHOUTED) else title


def write_location(scene: Scene) -> str:
    """Write the location field, several places joined by "; "; it names no state outside the facts."""
    opening, dice = scene.opening, scene.dice("location")
    table = words("titles", _location_table(opening))
    if opening.remote != "remote" and len(opening.places) > 1:
        return _fill(scene, dice.pick(table["several"]), opening.places, opening.states)
    if opening.remote == "remote" and len(opening.states) > 1:
        return _fill(scene, dice.pick(table["states"]), (), opening.states)
    forms = table["nationwide" if opening.remote == "remote" and opening.states_scope == "any" else "forms"]
    if scene.place is None:
        forms = tuple(form for form in forms if "{city}" not in form)
    return _fill(scene, dice.pick(forms), opening.places, opening.states)


def write_fields(scene: Scene) -> tuple[str | None, str | None]:
    """Say what the board's own fields say of remote work and of employment type; None where they are empty."""
    dice = scene.dice("fields")
    platform = scene.posting.board_employer.platform
    table = texts("titles", f"field.{platform}")
    remote = table.get(scene.opening.remote) if dice.chance(0.6) else None
    employment = table.get(scene.opening.employment_type or "") if dice.chance(0.8) else None
    return remote, employment


def _dresses(scene: Scene, dice: Dice) -> Iterator[Sequence[str]]:
    opening = scene.opening
    if opening.specialties and dice.chance(0.3):
        yield words("titles", "specialty")["forms"]
    if opening.role == "coder" and opening.job_class == "coder" and dice.chance(0.4):
        yield _levels(opening)
    if dice.chance(0.35):
        yield _remote_forms(opening)
    if opening.employment_type and dice.chance(0.25):
        yield words("titles", "employment")[opening.employment_type]
    if dice.chance(0.12):
        is_coding = opening.job_class == "coder" and opening.employment_type in (None, "full_time")
        yield words("titles", "end")["department" if is_coding and dice.chance(0.5) else "forms"]


def _levels(opening: Opening) -> Sequence[str]:
    years = opening.experience_years
    table = words("titles", "level")
    if years == 0:
        return table["entry"]
    senior = years is not None and years >= 3
    return (
        table["coder"]
        if senior
        else tuple(form for form in table["coder"] if "S" not in form.replace("{title}", ""))
    )


def _remote_forms(opening: Opening) -> Sequence[str]:
    table = words("titles", "remote")
    match opening.remote:
        case "remote" if len(opening.states) == 1:
            return table["plain"] + table["placed"]
        case "remote":
            return table["plain"]
        case "hybrid" | "onsite" as arrangement:
            return table[arrangement]
        case _:
            return ("{title}",)


def _only_state(opening: Opening) -> str:
    return opening.states[0] if len(opening.states) == 1 else ""


def _location_table(opening: Opening) -> str:
    if opening.remote == "remote":
        return "location.remote_placed" if len(opening.states) == 1 else "location.remote"
    return "location.hybrid" if opening.remote == "hybrid" and len(opening.places) == 1 else "location.placed"


def _fill(scene: Scene, form: str, places: Sequence[Place], states: Sequence[str]) -> str:
    place = scene.place
    state = place.state if place else next(iter(states), "")
    return form.format(
        city=place.city if place else "",
        state=state,
        name=state_names().get(state, state),
        zip=place.zip_code if place else "",
        employer=scene.slots["employer"],
        count=len(places),
        places="; ".join(f"{one.city}, {one.state}" for one in places if one.state in states),
        letters=", ".join(states),
    )
