"""Which lines are headings, and what do the headings in force say of the lines below them?"""

import re
from dataclasses import dataclass
from typing import Literal

from nlp.expressions import Expressions
from nlp.headings import ASKING, Section, section_of
from nlp.shapes import Level

Form = Literal["caps", "title", "colon", "words"]
HEAD_LONGEST = 72
_BARE = frozenset(Expressions(__file__).words("bare"))
_SHORT_WORDS = 7
_WORDS_OVER_LIST = 10
_MARKS = "*#_~ "
_CLOSING = ("**", "__", "**:", "__:")
# What is a bonus in the middle of what is asked for is a wish, and no money.
_BONUS = frozenset(("bonus", "extras"))
# Whom one hopes for, where what is needed has been told already.
_IDEAL = frozenset(
    ("ideal candidate", "the ideal candidate", "our ideal candidate", "should have", "should haves")
)
# What stands below an unknown heading is no longer of these.
_ENDED_BY_ANY = frozenset(("about", "benefits", "eeo", "apply", "pay"))
# A short line with a number, an abbreviation or one of these words says something itself.
_SAYS = re.compile(r"[0-9$|]|[A-Z]{3}|(?i:\bcertified\b|\bcoders?\b|\byears?\b|\bdiploma\b|\bdegree\b)")


@dataclass(slots=True)
class Outline:
    """The headings in force while a text is read from top to bottom."""

    section: Section = "summary"
    level: Level | None = None
    level_form: Form = "words"
    level_is_bare: bool = False
    topic_form: Form | None = None

    def pass_by(self) -> None:
        """Close a section of which an unknown heading can't be a part."""
        if self.section in _ENDED_BY_ANY:
            self.open("other", "words", "")

    def open(self, section: Section, form: Form, words: str) -> None:
        """Note that a heading opens a section, and what becomes of the level in force."""
        plain = words.strip(" :*#_.-")
        is_bonus = section == "benefits" and self.section in ASKING and plain.lower() in _BONUS
        is_ideal = section == "qualifications" and self.level == "required" and plain.lower() in _IDEAL
        if is_bonus or is_ideal:
            section = "preferred"
        if section in ("required", "preferred"):
            self.level = "required" if section == "required" else "preferred"
            self.level_form, self.level_is_bare = form, plain in _BARE
        elif section in ("education", "experience", "certification"):
            if self.level and self._ends_level(form):
                self.level = None
            self.topic_form = form
        elif section == "qualifications" and self.level and _SIZE[form] < _SIZE[self.level_form]:
            self.topic_form = form
        else:
            self.level, self.topic_form = None, None
        self.section = section

    def _ends_level(self, form: Form) -> bool:
        """Say whether a topic stands beside the level's heading and not under it."""
        if self.level_is_bare:
            return self.topic_form == form or _SIZE[form] > _SIZE[self.level_form]
        size = _SIZE[form]
        return size > _SIZE[self.level_form] or (size == _SIZE[self.level_form] and form in ("title", "caps"))


_SIZE: dict[Form, int] = {"words": 0, "colon": 1, "title": 2, "caps": 3}


def heading(shape: str, lower: str, bullet: bool, gap: bool, opens_list: bool) -> tuple[Section, Form] | None:
    """Return the section and the form of a heading, None for any other line; `shape` is the line before it was lowered."""
    words = lower.strip(_MARKS) if is_marked(lower) else lower
    words = words.removesuffix("...") if opens_list else words
    if words[-1:] == "." and shape.isupper() and " " not in words:
        words = words[:-1]
    if not words or words[-1] in ".;,":
        return None
    if words[-1] == ":" or words is not lower:
        section = section_of(words, shaped=True)
        return (
            (section, "caps" if shape.isupper() else "colon" if words[-1] == ":" else "title")
            if section
            else None
        )
    if bullet and words[-1] in "-–—=":
        words = words.rstrip("-–—= ")
        section = section_of(words, shaped=True) if words else None
        return (section, "title") if section else None
    if bullet and not (shape.isupper() and gap):
        return None
    short = words.count(" ") < (_WORDS_OVER_LIST if gap and opens_list else _SHORT_WORDS)
    if shape.isupper():
        section = section_of(words, shaped=short)
        return (section, "caps") if section else None
    begins = shape[0].isupper() or (gap and opens_list)
    apart = (gap or opens_list) and short and begins and not _SAYS.search(shape)
    section = section_of(words, shaped=apart)
    if section is None and apart and gap and opens_list:
        section = "other"
    return (section, "title") if section else None


def is_marked(words: str) -> bool:
    """Say whether the marks of plain-text markup, or what is left of them, make a whole line a heading."""
    if words[0] != "#" and not words.endswith(_CLOSING):
        return False
    inner = words.strip(_MARKS)
    return words is not inner and "**" not in inner and "__" not in inner


def is_unknown_heading(words: str, *, bullet: bool, opens_list: bool) -> bool:
    """Say whether a line looks like a heading, whatever it may be called."""
    if is_marked(words):
        return True
    return not bullet and words[-1] == ":" and words.count(" ") < _SHORT_WORDS and opens_list
