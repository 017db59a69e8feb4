"""Which codes, if any, do the duties of a posting deal with?"""

import re
from collections.abc import Iterator
from pathlib import Path
from re import Match

from nlp.credentials.catalogue import credentials
from nlp.expressions import Expressions
from nlp.reading import Line, Reading
from nlp.rules import load
from nlp.words import Phrases

_EXPRESSIONS = Expressions(__file__)
_RULES = {rule.value: rule for rule in load(Path(__file__).parent)}
# Rules whose anchors are whole words, for most texts hold none of them.
_BEGINNINGS = {
    value: Phrases(*_RULES[value].anchors) for value in ("cue:content", "cue:foreign", "cue:programming")
}
_MEDICAL = (" e/m", "icd", "cpt", "hcpcs", "drg", "hcc")
_MEDICAL_IN_PASSING = _EXPRESSIONS.words("medical_in_passing")
_CODING_SIDES = (
    "general", "professional", "outpatient", "inpatient", "risk_adjustment", "post_acute", "audit", "him",
)  # fmt: skip
_HELD = [one.code for one in credentials().values() if one.side in _CODING_SIDES and not one.weak]
_CREDENTIAL = re.compile(rf"\b(?:{'|'.join(('AAPC', 'AHIMA', *_HELD)).lower()})\b")
_ENOUGH_IN_PASSING = 2
_PLAINLY_FOREIGN = 4
_FEWEST_AUDITS = 2
_TEACHING_SHARE = _EXPRESSIONS.pattern("teaching_share")
_SECOND_PASS = re.compile(
    r"\b(?:second|2nd)[- ](?:pass|level) (?:review|cod|audit)\w*|\bover-?reads? (?:of|the|charts|records)\b"
)
_CARE = ("patient", "medical", "hospital", "clinic", "medicare", "physician", "health", "cancer")
_CARE_IN_NAME = _EXPRESSIONS.words("care_in_name")
_CODES = ("coding", "icd", "cpt", "hcpcs", "diagnosis code", "drg", "modifier")
_DUTY_SECTIONS = frozenset(("summary", "duties", "about", "other"))
_MOST_LINES = 80
_MOST_OF_A_LINE = 1000
_MOST_BILLS = 40
_MOST_OF_CONTENT = 3_000
_MOST_TO_READ = 20_000


def search(value: str, words: str, start: int = 0, end: int | None = None) -> tuple[str, Match[str] | None]:
    """Return the id of the rule for `value`, and where it holds in the lower-case `words`."""
    rule = _RULES[value]
    return rule.id, rule.pattern.search(words, start, len(words) if end is None else end)


def is_foreign(reading: Reading) -> bool:
    """Say whether the codes of the text are those of another trade: no medical code is named as the work."""
    lower = reading.lower
    if any(word in lower for word in _MEDICAL):
        return len(_named("cue:programming", lower)) >= _PLAINLY_FOREIGN
    of_other_codes = _named("cue:foreign", lower)
    if len(of_other_codes) > 1:
        return True
    if asks_for_credential(reading):
        return False
    if of_other_codes:
        return True
    if is_named_for_care(reading):
        return False
    return sum(word in lower for word in _MEDICAL_IN_PASSING) < _ENOUGH_IN_PASSING


def _named(value: str, lower: str, end: int = _MOST_TO_READ) -> set[str]:
    """Return the different words of a rule, which has no groups, that a text holds."""
    if not _BEGINNINGS[value].found_in(lower):
        return set()
    return set(_RULES[value].pattern.findall(lower, 0, end))


def is_named_for_care(reading: Reading) -> bool:
    """Say whether the employer's name is that of somebody who cares for patients, or codes for those who do."""
    return any(word in reading.employer_lower for word in _CARE_IN_NAME)


def asks_for_credential(reading: Reading) -> bool:
    """Say whether the text names a credential of medical coders, by its letters or in words."""
    lower = reading.lower
    if _CREDENTIAL.search(lower, 0, _MOST_TO_READ):
        return True
    return "certif" in lower and search("cue:credential", lower, 0, _MOST_TO_READ)[1] is not None


def is_medical(reading: Reading) -> bool:
    """Say whether title or text is about the care of patients at all."""
    lower = reading.lower
    if any(word in lower or word in reading.title_lower for word in (*_CARE, *_MEDICAL)):
        return True
    return sum(word in lower for word in _MEDICAL_IN_PASSING) >= _ENOUGH_IN_PASSING


def names_codes(reading: Reading) -> bool:
    """Say whether the duties touch medical codes in any way."""
    lines = (line.lower for line in _duty_lines(reading))
    return any(word in line for line in lines for word in _CODES)


def names_coder(reading: Reading) -> Match[str] | None:
    """Return where a records post is called a coder's in the text, which its short title leaves out."""
    if "(coder" not in reading.lower:
        return None
    return search("cue:records_coder", reading.lower, 0, _MOST_TO_READ)[1]


def coding_duties(reading: Reading) -> tuple[Match[str], ...]:
    """Return the places, at most one a line, where the duties assign or review medical codes."""
    rule = _RULES["cue:duty"]
    if not rule.may_hold(reading.lower):
        return ()
    found = (
        rule.pattern.search(reading.lower, line.start, min(line.end, line.start + _MOST_OF_A_LINE))
        for line in _duty_lines(reading)
    )
    return tuple(match for match in found if match)


def denies_coding(reading: Reading) -> bool:
    """Say whether the posting itself says that codes are not assigned in it."""
    return search("cue:denied", reading.lower, 0, _MOST_TO_READ)[1] is not None


def keeps_content(reading: Reading) -> bool:
    """Say whether the duties are to keep a product's tables of codes rather than to code."""
    return len(_named("cue:content", reading.lower, _MOST_OF_CONTENT)) >= _ENOUGH_IN_PASSING


def hires_coders(reading: Reading) -> bool:
    """Say whether the posting itself calls those whom it seeks coders."""
    return (
        "coders" in reading.lower
        and search("cue:hires_coders", reading.lower, 0, _MOST_TO_READ)[1] is not None
    )


def leads_coders(reading: Reading) -> bool:
    """Say whether the posting speaks of coders whom its holder leads."""
    return search("cue:leads_coders", reading.lower, 0, _MOST_TO_READ)[1] is not None


def audits_rather(reading: Reading) -> bool:
    """Say whether more duties review codes than assign them."""
    audits = _RULES["cue:audit"].pattern
    assigns = _RULES["cue:assign"].pattern
    lower = reading.lower
    spans = [(line.start, min(line.end, line.start + _MOST_OF_A_LINE)) for line in _duty_lines(reading)]
    audited = sum(bool(audits.search(lower, *span)) for span in spans)
    return audited >= _FEWEST_AUDITS and audited > sum(bool(assigns.search(lower, *span)) for span in spans)


def teaches_mostly(reading: Reading) -> bool:
    """Say whether the posting itself gives the larger share of the time to teaching."""
    return _TEACHING_SHARE.search(reading.lower, 0, _MOST_TO_READ) is not None


def reads_again(reading: Reading) -> bool:
    """Say whether the duties are to read again what others have coded."""
    return _SECOND_PASS.search(reading.lower, 0, _MOST_TO_READ) is not None


def bills_too(reading: Reading) -> Match[str] | None:
    """Return where a coder's posting says that its holder bills as well, in about equal shares."""
    lower = reading.lower
    at, tried = lower.find("bill"), 0
    while at >= 0 and tried < _MOST_BILLS:
        if "cod" in lower[max(0, at - 60) : at]:
            _, match = search("cue:code_and_bill", lower, max(0, at - 120), at + 40)
            if match:
                return match
        at, tried = lower.find("bill", at + 4), tried + 1
    return None


def _duty_lines(reading: Reading) -> Iterator[Line]:
    lines = (line for line in reading.lines if line.section in _DUTY_SECTIONS)
    return (line for line, _ in zip(lines, range(_MOST_LINES), strict=False))
