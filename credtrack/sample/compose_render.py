"""How is a posting set in HTML, as boards serve it?"""

from collections.abc import Mapping, Sequence
from html import escape

from credtrack.sample.compose_layouts import Layout
from credtrack.sample.compose_requirements import Item, Nested, Row

HEADINGS: Mapping[str, str] = {
    "bold": "<p><b>{}</b></p>",
    "strong-colon": "<p><strong>{}:</strong></p>",
    "colon": "<p>{}:</p>",
    "caps": "<p><strong>{}</strong></p>",
    "underline": "<p><b><u>{}:</u></b></p>",
    "italic": "<p><em><b>{}</b></em></p>",
    "h2": "<h2>{}</h2>",
    "h3": "<h3>{}</h3>",
    "h4": "<h4>{}</h4>",
    "run-in": "<p><b>{}</b></p>",
}
PARAGRAPHS: Mapping[str, str] = {
    "": "<p>{}</p>",
    "span": '<p><span style="font-size:11.0pt"><span>{}</span></span></p><p>&nbsp;</p>',
    "font": '<p><font face="Arial" size="2">{}</font></p>',
    "div": "<div>{}</div>",
    "br": "{}<br><br>",
}
LISTS: Mapping[str, tuple[str, str, str]] = {
    "ul": ("<ul>{}</ul>", "<li>{}</li>", ""),
    "ol": ("<ol>{}</ol>", "<li>{}</li>", ""),
    "span-ul": (
        '<ul style="margin-top:0">{}</ul>',
        '<li><p><span style="color:#333333">{}</span></p></li>',
        "",
    ),
    "para": ("{}", "<p>{}</p>", ""),
    "glued": ("<p>{}</p>", "• {}", ""),
    "bullet-br": ("<p>{}</p>", "• {}", "<br>"),
    "dash-br": ("<p>{}</p>", "- {}", "<br>"),
    "square-br": ("<p>{}</p>", "▪ {}", "<br>"),
}
"""The marks of a whole list and of each item, and what stands between two items."""


def html_section(layout: Layout, heading: str, sentences: Sequence[str], items: Sequence[Item]) -> str:
    """One section as HTML, with its heading where it has one."""
    paragraph = PARAGRAPHS[layout.wrap]
    text = escape(" ".join(sentences), quote=False)
    if layout.heading == "run-in" and heading and text:
        return paragraph.format(f"<b>{escape(heading)}:</b> {text}") + _list(layout, items)
    body = paragraph.format(text) if text else ""
    return _heading(layout, heading) + body + _list(layout, items)


def _heading(layout: Layout, heading: str) -> str:
    if not heading or layout.heading == "none":
        return ""
    words = escape(heading, quote=False)
    return HEADINGS[layout.heading].format(words.upper() if layout.heading == "caps" else words)


def _list(layout: Layout, items: Sequence[Item]) -> str:
    if not items:
        return ""
    if isinstance(items[0], Row):
        return _table(items)
    whole, each, between = LISTS[layout.list]
    inside = _item if "<li>" in each else _flat
    return whole.format(between.join(each.format(inside(item)) for item in items))


def _table(items: Sequence[Item]) -> str:
    rows = (
        f"<tr><td><b>{escape(row.label)}</b></td><td>{escape(row.cell, quote=False)}</td></tr>"
        for row in items
        if isinstance(row, Row)
    )
    return f'<table border="1"><tbody>{"".join(rows)}</tbody></table>'


def _item(item: Item) -> str:
    if isinstance(item, Nested):
        below = "".join(f"<li>{escape(one, quote=False)}</li>" for one in item.items)
        return f"{escape(item.lead, quote=False)}<ul>{below}</ul>"
    return _flat(item)


def _flat(item: Item) -> str:
    return escape(flat_text(item), quote=False)


def flat_text(item: Item) -> str:
    """Put an item on one line: names of a nested list after their lead, a row after its label."""
    match item:
        case Nested():
            return f"{item.lead} {' or '.join(item.items)}"
        case Row():
            return f"{item.label}: {item.cell}"
        case _:
            return item
