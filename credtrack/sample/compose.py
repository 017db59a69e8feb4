"""How is a sample posting put into words, as hospitals, practices, vendors, payers and agencies write theirs?"""

from credtrack.sample.compose_bank import texts
from credtrack.sample.compose_dice import Dice
from credtrack.sample.compose_render import html_section
from credtrack.sample.compose_render_text import text_section
from credtrack.sample.compose_scene import Scene, set_scene
from credtrack.sample.compose_sections import heading_of, write_sections
from credtrack.sample.compose_title import write_fields, write_location, write_title
from credtrack.sample.facts import SamplePosting, Written

SLIPS = 0.05
CURLY = 0.4
ENTITIES = frozenset({"span", "font"})


def write(posting: SamplePosting) -> Written:
    """Put the posting into words that say its facts and nothing against them, the same ones every time.

    The wording is the opening's; `posting.seed` decides what a repost or a copy changes in it. Workday and
    Greenhouse boards get HTML, JSON-LD boards HTML or text. Pay stands in the text only where
    `pay_is_written`. The location field names no state outside the facts.
    """
    scene = set_scene(posting)
    location = write_location(scene)
    remote, employment = write_fields(scene)
    return Written(
        title=write_title(scene),
        location=location,
        body=_finish(scene, _body(scene, location)),
        body_kind=scene.layout.kind,
        remote_field=remote,
        employment_field=employment,
    )


def _body(scene: Scene, location: str) -> str:
    render = html_section if scene.layout.kind == "html" else text_section
    return "".join(
        render(scene.layout, heading_of(scene, section.key), section.sentences, section.items)
        for section in write_sections(scene, location)
    ).strip()


def _finish(scene: Scene, body: str) -> str:
    """Typographic quotes as some editors make them, and now and then a slip of the finger."""
    dice = scene.dice("finish")
    if dice.chance(CURLY):
        body = body.replace("'", "&rsquo;" if scene.layout.wrap in ENTITIES else "’")
    return _slip(body, dice) if dice.chance(SLIPS) else body


def _slip(body: str, dice: Dice) -> str:
    slips = texts("terms", "slips")
    word = dice.pick(tuple(slips))
    return body.replace(word, slips[word], 1)
