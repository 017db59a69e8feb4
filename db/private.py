"""Which words of a posting are somebody's own, and are not kept?

Mail addresses, telephone numbers, and names after a label such as "Recruiter:". Other names are not attempted.
Each is replaced by as many dots, so that offsets hold.
"""

import re

DOT = "•"
MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+")
SPELLED_MAIL = re.compile(r"[\w.+%-]{1,64}\s?[\[(]at[\])]\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# Without these a text needs no search for what begins before them; most texts are spared the costly patterns.
SPELLED = (b"(at)", b"[at]")
PHONE_END = b"000-0000"
KINDS = bytes(48 if 48 <= code <= 57 else 45 if code in b" .-" else 120 for code in range(256))
"""Every digit as 0, what stands between a number's parts as -, all else as x."""
LABELS = (b"contact", b"recruiter", b"hiring", b"talent")
LABEL_END = re.compile(
    rb"[a-z]+(?:[\s\x1c-\x1f\x80-\xff]+[a-z]+)?(?:[\s\x1c-\x1f\x80-\xff]|</?[a-z]{1,8}>)*[:\x80-\xff-]"
)
"""What may follow where a label begins; any letter that is not ASCII may be a space or a dash."""
PHONE = re.compile(
    r"(?<![\w$.,])(?:\+?1[ .-]?)?(?:\(\d{3}\)\s?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\w)(?:\s?(?:x|ext\.?)\s?\d{1,6})?"
)
LABELED = re.compile(
    r"\b(?i:contact(?:\s+(?:name|person))?|recruiter|hiring\s+manager|talent\s+(?:partner|advisor|consultant)|point\s+of\s+contact)"
    r"(?:\s|</?[a-zA-Z]{1,8}>)*[:–-](?:\s|</?[a-zA-Z]{1,8}>)*"
    r"((?:(?:[A-Z][\w'’.-]*|van|de|von|la)[ \t]+){0,3}[A-Z][\w'’-]+)"
)


def masked(text: str) -> str:
    """Give the text, as long as before, with what is private in it dotted out."""
    raw = text.encode("utf-8", "surrogatepass")
    lower = raw.lower()
    if b"@" in raw:
        text = MAIL.sub(_dots, text)
    if any(sign in lower for sign in SPELLED):
        text = SPELLED_MAIL.sub(_dots, text)
    if PHONE_END in raw.translate(KINDS):
        text = PHONE.sub(_dots, text)
    if any(_is_label(lower, label) for label in LABELS):
        text = LABELED.sub(_name, text)
    return text


def _is_label(lower: bytes, label: bytes) -> bool:
    """Tell whether the word stands anywhere before a colon or dash."""
    at = lower.find(label)
    while at >= 0:
        if LABEL_END.match(lower, at):
            return True
        at = lower.find(label, at + 1)
    return False


def _name(found: re.Match[str]) -> str:
    return found[0][: found.start(1) - found.start()] + DOT * len(found[1])


def _dots(found: re.Match[str]) -> str:
    return DOT * len(found[0])
