"""Which text is tagged? A posting's HTML becomes text that keeps its lists, headings and tables."""

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST = 200_000
_MOST_MARKUP = 2_000_000
_MOST_TAGS = 10_000
_MOST_OPEN = 200
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "select",
        "button",
    ]
)
_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol"))
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_APART = _HEADINGS | frozenset(
    ["p", "ul", "ol", "dl", "table", "blockquote", "section", "article", "pre", "hr"]
)
_BLOCKS = _APART | frozenset(
    [
        "div",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "caption",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "form",
        "fieldset",
        "figure",
        "address",
        "details",
        "summary",
        "body",
    ]
)
# What nobody writes into plain text: closing tags, and those that break lines.
_MARKUP = re.compile(
    r"</(?:p|li|ul|ol|div|strong|em|b|span|h[1-6]|td|tr)>|<br ?/?>|<(?:p|li|ul|ol)>", re.IGNORECASE
)
_FEWEST_TAGS = 4
_ESCAPED_TAG = re.compile(r"&(?:amp;)?lt;/?(?:p|br|li|ul|div|strong|b|span|h[1-6])\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"</?(?:p|br|div|li|tr|ul|ol|h[1-6])\b[^<>]{0,2000}>", re.IGNORECASE)
_STYLED = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f]+")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The text in which all offsets count, whether its end was cut off, and how many NULs were dropped."""

    text: str
    cut: bool = False
    nuls: int = 0


def to_text(body: str, kind: Literal["html", "text"]) -> Prepared:
    """Return the text of `body`: plain text as it stands, HTML with its lists, headings and cells kept.

    A "text" that is full of tags is HTML, whatever it is called.
    NULs are dropped and the text ends after 200,000 characters; both are recorded. Half characters
    (lone surrogates) become U+FFFD one for one, so that offsets stand and every store takes the text.
    """
    nuls = body.count("\0")
    clean = _SURROGATE.sub("\ufffd", body.replace("\0", "") if nuls else body)
    is_html = kind == "html" or len(_MARKUP.findall(clean[:LONGEST])) >= _FEWEST_TAGS
    cut = is_html and len(clean) > _MOST_MARKUP
    text = _from_html(clean[:_MOST_MARKUP]) if is_html else clean
    return Prepared(text[:LONGEST], cut or len(text) > LONGEST, nuls)


def _from_html(markup: str) -> str:
    """Return the text of HTML, also of HTML that was escaped once too often."""
    for _ in range(2):
        if _ESCAPED_TAG.search(markup):
            markup = html.unescape(markup)
    if _is_hostile(markup):
        lines = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", markup))).split("\n")
        return "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in lines)))
    root = LexborHTMLParser(markup).body
    return _walk(root) if root else ""


def _is_hostile(markup: str) -> bool:
    """Say whether a tree would take minutes: tags by the ten thousand, or styles opened and never closed."""
    if markup.count("<") > _MOST_TAGS:
        return True
    marks = Counter(_STYLED.findall(markup))
    return marks[""] - marks["/"] > _MOST_OPEN


@dataclass(slots=True)
class _Writer:
    """Collects text; line breaks are held back until words follow, so that no empty lines pile up."""

    parts: list[str] = field(default_factory=list)
    breaks: int = 0
    glue: str = ""
    space: bool = False
    depth: int = 0
    cells: int = 0

    def break_line(self, lines: int) -> None:
        if self.parts and not self.glue:
            self.breaks = max(self.breaks, 1 if self.cells else lines)

    def mark(self, glue: str) -> None:
        """Put a bullet or a cell border before the next words; breaks between the two are dropped."""
        if glue == " | ":
            self.breaks = 0
        elif self.glue == " | ":
            self.breaks = 1
        self.glue = glue

    def write(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        if words == " " or not words:
            self.space = self.space or bool(words)
            return
        opened = self.breaks or self.glue or not self.parts
        if opened:
            self.parts.append("\n" * self.breaks + self.glue + words.lstrip())
        else:
            self.parts.append((" " if self.space else "") + words)
        self.breaks, self.glue, self.space = 0, "", False


def _walk(root: LexborNode) -> str:
    """Walk the tree without recursion, so that no depth of nesting can exhaust the stack."""
    writer = _Writer()
    node: LexborNode | None = root
    while node is not None:
        descend = _enter(node, writer)
        child = node.child if descend else None
        node = _next(node, root, writer) if child is None else child
    text = "".join(writer.parts)
    return _UNSEEN.sub("", re.sub(r" +\n", "\n", text)).strip()


def _next(node: LexborNode, root: LexborNode, writer: _Writer) -> LexborNode | None:
    """Close `node` and return what follows it, climbing as far as needed; None at the end."""
    current: LexborNode | None = node
    while current is not None:
        _leave(current, writer)
        if current.mem_id == root.mem_id:
            return None
        if current.next is not None:
            return current.next
        current = current.parent
    return None


def _enter(node: LexborNode, writer: _Writer) -> bool:
    """Write what opens `node`, and say whether its children are wanted."""
    tag = node.tag or ""
    if tag == "-text":
        words = node.text_content or ""
        writer.write(html.unescape(words) if _ENTITY.search(words) else words)
    elif tag == "br":
        writer.break_line(writer.breaks + 1 if writer.breaks < 2 else 2)
    elif tag == "li":
        writer.break_line(1)
        writer.mark("  " * min(writer.depth - 1, 4) + "• ")
    elif tag in _CELLS:
        writer.cells += 1
        if _has_cell_before(node):
            writer.mark(" | ")
    elif tag in _BLOCKS:
        writer.depth += tag in _LISTS
        writer.break_line(2 if tag in _APART and not (tag in _LISTS and writer.depth > 1) else 1)
    return tag not in _SKIPPED and not tag.startswith(("-comment", "!"))


def _leave(node: LexborNode, writer: _Writer) -> None:
    tag = node.tag or ""
    if tag in _CELLS:
        writer.cells -= 1
    elif tag in _BLOCKS:
        if tag in ("li", "tr"):
            writer.glue = ""
        writer.depth -= tag in _LISTS
        writer.break_line(2 if tag in _APART and not (tag in _LISTS and writer.depth) else 1)


def _has_cell_before(node: LexborNode) -> bool:
    before = node.prev
    while before is not None and before.tag not in _CELLS:
        before = before.prev
    return before is not None
