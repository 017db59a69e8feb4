"""How is a posting set in plain text, as boards without markup serve it?"""

from collections.abc import Mapping, Sequence

from credtrack.sample.compose_layouts import Layout
from credtrack.sample.compose_render import flat_text
from credtrack.sample.compose_requirements import Item, Nested

MARKS: Mapping[str, str] = {
    "dash": "- ",
    "dot": "• ",
    "star": "* ",
    "bare": "",
    "broken": "•\n",
    "indented": "    ",
}


def text_section(layout: Layout, heading: str, sentences: Sequence[str], items: Sequence[Item]) -> str:
    """One section as text, ended by the blank line that parts sections."""
    text = " ".join(sentences)
    if layout.heading == "glued":
        return f"{heading}:{text}{_glued(items)}"
    if layout.heading == "run-in" and heading and text:
        return f"{heading}: {text}\n{_list(layout, items)}\n"
    body = f"{text}\n" if text else ""
    return f"{_heading(layout.heading, heading)}{body}{_list(layout, items)}\n"


def _heading(style: str, heading: str) -> str:
    if not heading or style == "none":
        return ""
    match style:
        case "caps":
            return f"{heading.upper()}\n\n"
        case "colon":
            return f"{heading}:\n"
        case "ruled":
            return f"{heading}\n{'=' * len(heading)}\n"
        case "dashed":
            return f"--- {heading} ---\n"
        case _:
            return f"{heading}\n"


def _list(layout: Layout, items: Sequence[Item]) -> str:
    if layout.list == "glued":
        return f"{_glued(items)}\n"
    if layout.list == "number":
        return "".join(f"{number}. {flat_text(item)}\n" for number, item in enumerate(items, 1))
    mark = MARKS[layout.list]
    return "".join(f"{mark}{_item(item)}\n" for item in items)


def _item(item: Item) -> str:
    if isinstance(item, Nested):
        return "\n".join([item.lead, *(f"   - {one}" for one in item.items)])
    return flat_text(item)


def _glued(items: Sequence[Item]) -> str:
    """Items one after the other, as text is left when a board drops its line breaks."""
    return "".join(f"{flat_text(item).removesuffix('.')}." for item in items)
