"""What kind of work is a posting for: its role, and whether coding is the main duty?"""

from functools import lru_cache
from typing import Literal, NamedTuple

from nlp.reading import Reading
from nlp.role.duties import (
    asks_for_credential,
    coding_duties,
    denies_coding,
    is_foreign,
    is_medical,
    is_named_for_care,
    leads_coders,
    names_coder,
    names_codes,
)
from nlp.role.function import role_of_coder
from nlp.role.proof import Proof, in_title
from nlp.role.trades import Trades
from nlp.shapes import Evidence, Rejected

JobClass = Literal["coder", "adjacent", "other"]
_AREAS = (
    "foreign",
    "desk",
    "revenue",
    "cdi",
    "coding",
    "charge",
    "records",
    "billing",
    "money",
    "assessment",
    "clinician",
)
_ADJACENT_ROLE = {"cdi": "cdi", "records": "him"}
_AREA_OF = {"queries": "cdi", "keeps": "records", "bills": "billing", "disputes": "revenue"}
_BESIDE_CODING = frozenset(("records", "billing", "money", "assessment"))
_DUTIES_OF_A_CODER = 3
_FEW_LINES = 8
_CODES_OF_A_CLINICIAN = 3
_CODING_TRADES = ("codes", "audits", "teaches", "leads")


class Found(NamedTuple):
    """The class and role of a posting, the words that prove them, and the candidates that were not taken."""

    job_class: JobClass
    role: str
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def find(reading: Reading) -> Found:
    """Return the class and role of a posting: its title decides where it can, its text where it cannot."""
    area, proof = _area(reading.title_lower)
    if area in ("foreign", "desk"):
        return _found("other", "other", proof)
    if area == "revenue" and in_title("strong:coder", reading.title_lower):
        return (
            _coding(reading, proof) if Trades(reading).codes_rather() else _found("adjacent", "other", proof)
        )
    if area in ("revenue", "charge"):
        return _found("adjacent", "other", proof)
    if area == "coding":
        return _beside_coding(reading) or _coding(reading, proof)
    if area == "records" and (named := names_coder(reading)):
        return _coding(reading, Proof(named, "records_coder", in_title=False))
    if (
        area == "records"
        and in_title("function:educator", reading.title_lower)
        and Trades(reading).teaches_codes()
    ):
        return _coding(reading, proof)
    if area == "cdi":
        return _adjacent(reading, area, proof)
    if area in ("none", "clinician"):
        return _by_trades(reading, least=_CODES_OF_A_CLINICIAN if area == "clinician" else 0)
    return _by_duties(reading, area, proof)


@lru_cache(maxsize=4096)
def _area(title: str) -> tuple[str, Proof | None]:
    """Return what the title is about; "none" where no rule knows."""
    for area in _AREAS:
        proof = in_title(f"area:{area}", title)
        if proof is None:
            continue
        if area in ("revenue", "cdi") and in_title("strong:coding_beside", title):
            continue
        if area == "desk" and (in_title("strong:coding_or_biller", title) or in_title("area:cdi", title)):
            continue
        if area == "desk" and ("record" in title or in_title("area:charge", title)):
            continue
        return area, proof
    return "none", None


def _beside_coding(reading: Reading) -> Found | None:
    """Return the other work of a title that names coding beside it, where the duties are of that other work."""
    title = reading.title_lower
    if (desk := in_title("area:desk", title)) and not in_title("strong:coder", title):
        trades = Trades(reading)
        if trades.of("codes") <= max(1, trades.of("differs")) or denies_coding(reading):
            return (
                _adjacent(reading, "none", desk)
                if coding_duties(reading)
                else _of_another_trade(reading, trades)
            )
        return None
    money = in_title("area:revenue", title) or in_title("area:charge", title)
    if money and Trades(reading).beside_coding() == "disputes" and not _leads_coders(reading):
        return _found("adjacent", "other", money)
    return None


def _leads_coders(reading: Reading) -> bool:
    """Say whether whoever leads coding and another trade has coders to lead."""
    return in_title("function:manager", reading.title_lower) is not None and leads_coders(reading)


def _coding(reading: Reading, proof: Proof | None) -> Found:
    """Return what a title with a coding word says, unless the text is of another trade's codes."""
    role, why = role_of_coder(reading)
    if not in_title("strong:medical", reading.title_lower) and is_foreign(reading):
        return Found("other", "other", (), _rejected(proof, "coder", "no medical code in the text"))
    if role == "biller_coder" and denies_coding(reading):
        return _found("adjacent", "other", why or proof)
    return _found("coder", role, proof, why)


def _by_duties(reading: Reading, area: str, proof: Proof | None) -> Found:
    """Return the class that the text shows where the title names records, billing or nothing known."""
    duties = coding_duties(reading)
    shown = Proof(duties[0], "coding_duty", in_title=False) if duties else None
    if duties and not denies_coding(reading) and _codes_mostly(reading, len(duties)):
        role, why = role_of_coder(reading)
        return _found("coder", role, shown, why)
    medical = is_medical(reading) or is_named_for_care(reading) or "coding" in reading.lower
    if area in _BESIDE_CODING and medical and (area != "money" or duties or names_codes(reading)):
        return _adjacent(reading, area, proof)
    if duties and not denies_coding(reading):
        return _adjacent(reading, area, shown)
    return Found("other", "other", (), _rejected(proof, "adjacent", "no medical codes in the duties"))


def _codes_mostly(reading: Reading, duties: int) -> bool:
    """Say whether the duties are a coder's, by their number or, in a text of few lines, by their words."""
    return duties >= _DUTIES_OF_A_CODER or (
        len(reading.lines) <= _FEW_LINES and Trades(reading).codes_alone()
    )


def _by_trades(reading: Reading, least: int = 0) -> Found:
    """Return the class that most of the duties show, where the title names nothing known.

    Fewer than `least` words of coding count for nothing: a clinician's posting has some as well.
    """
    trades = Trades(reading)
    if trades.of("codes") < least:
        return Found("other", "other")
    if least == 0 and (reviewer := _certified_reviewer(reading, trades)):
        return reviewer
    if not is_medical(reading) or trades.is_foreign() or trades.is_empty():
        return _of_another_trade(reading, trades)
    if beside := trades.beside_coding():
        return _adjacent(reading, _AREA_OF[beside], trades.proof(beside))
    if denies_coding(reading):
        return _of_another_trade(reading, trades)
    if trades.is_coding() and not is_foreign(reading):
        return _coder_by_trades(reading, trades)
    return _of_another_trade(reading, trades)


def _certified_reviewer(reading: Reading, trades: Trades) -> Found | None:
    """Return an auditor where a title of reviews, that names no field, goes with a coder's credential."""
    proof = in_title("strong:reviewer", reading.title_lower)
    if proof is None or not asks_for_credential(reading) or denies_coding(reading):
        return None
    return None if trades.is_foreign() or trades.beside_coding() else _coding(reading, proof)


def _coder_by_trades(reading: Reading, trades: Trades) -> Found:
    """Return a coder in the role that the title names, or else the duties."""
    role, why = role_of_coder(reading)
    shown = trades.proof(next(filter(trades.of, _CODING_TRADES)))
    return _found("coder", trades.role_of_coder() if role == "coder" else role, shown, why)


def _of_another_trade(reading: Reading, trades: Trades) -> Found:
    """Return work beside coding where the duties touch codes, and other work where they do not."""
    duties = () if denies_coding(reading) or trades.is_foreign() else coding_duties(reading)
    if duties and is_medical(reading):
        return _adjacent(reading, "none", Proof(duties[0], "coding_duty", in_title=False))
    return Found("other", "other")


def _adjacent(reading: Reading, area: str, proof: Proof | None) -> Found:
    """Return work beside coding, in the role of its trade; whoever leads it is a manager."""
    manager = in_title("function:manager", reading.title_lower)
    role = "manager" if manager else _ADJACENT_ROLE.get(area, "other")
    return _found("adjacent", role, proof, manager)


def _found(job_class: JobClass, role: str, proof: Proof | None, why: Proof | None = None) -> Found:
    """Return what was found, with the words that prove the class, and those that prove the role."""
    words = why or proof
    if proof is None or words is None:
        return Found(job_class, role)
    return Found(job_class, role, (proof.of("job_class", job_class), words.of("role", role)))


def _rejected(proof: Proof | None, value: str, reason: str) -> tuple[Rejected, ...]:
    if proof is None:
        return ()
    return (Rejected("job_class", value, proof.match.start(), proof.match.end(), reason, "title"),)
