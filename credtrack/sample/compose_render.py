"""How is a posting set in HTML, as boards serve it?"""

from collections.abc import Callable, Mapping, Sequence
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
BREAK_BULLETS = {"bullet-br": "• ", "dash-br": "- ", "square-br": "▪ "}


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
    return LISTS[layout.list](items)


def _tagged(items: Sequence[Item], opening: str, closing: str) -> str:
    return f"{opening}{''.join(f'<li>{_item(item)}</li>' for item in items)}{closing}"


def _unordered(items: Sequence[Item]) -> str:
    return _tagged(items, "<ul>", "</ul>")


def _ordered(items: Sequence[Item]) -> str:
    return _tagged(items, "<ol>", "</ol>")


def _spanned(items: Sequence[Item]) -> str:
    rows = "".join(f'<li><p><span style="color:#333333">{_item(item)}</span></p></li>' for item in items)
    return f'<ul style="margin-top:0">{rows}</ul>'


def _broken(bullet: str) -> Callable[[Sequence[Item]], str]:
    return lambda items: f"<p>{'<br>'.join(f'{bullet}{_flat(item)}' for item in items)}</p>"


def _paragraphs(items: Sequence[Item]) -> str:
    return "".join(f"<p>{_flat(item)}</p>" for item in items)


def _glued(items: Sequence[Item]) -> str:
    return f"<p>{''.join(f'• {_flat(item)}' for item in items)}</p>"


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


LISTS: Mapping[str, Callable[[Sequence[Item]], str]] = {
    "ul": _unordered,
    "ol": _ordered,
    "span-ul": _spanned,
    "para": _paragraphs,
    "glued": _glued,
    **{name: _broken(bullet) for name, bullet in BREAK_BULLETS.items()},
}
