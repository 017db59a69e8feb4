"""Which role does a coding post have: coder, auditor, educator, manager, or biller and coder?"""

from nlp.reading import Reading
from nlp.role.duties import (
    audits_rather,
    bills_too,
    hires_coders,
    keeps_content,
    reads_again,
    teaches_mostly,
)
from nlp.role.proof import Proof, in_title
from nlp.role.trades import Trades

_MANY, _ALSO = 3, 2
_BEYOND_CODING = (("leads", "manager"), ("audits", "auditor"))


def role_of_coder(reading: Reading) -> tuple[str, Proof | None]:
    """Return the role that a coding title names, "coder" where it names none."""
    title = reading.title_lower
    if manager := in_title("function:manager", title):
        return "manager", manager
    auditor = _auditor(reading)
    if educator := in_title("function:educator", title):
        if teaches_mostly(reading):
            return "educator", educator
        audits = auditor if _outweighs_teaching(title) else None
        return ("auditor", audits) if audits else ("educator", educator)
    if auditor:
        return "auditor", auditor
    if biller := in_title("function:billing", title):
        return "biller_coder", biller
    if content := in_title("function:content", title):
        return "other", content
    return _role_by_text(reading)


def _outweighs_teaching(title: str) -> bool:
    """Say whether a title that teaches and reviews is for an auditor; whoever only advises teaches."""
    if in_title("strong:audit", title):
        return True
    return not in_title("strong:educator", title) and not in_title("strong:advice", title)


def _auditor(reading: Reading) -> Proof | None:
    """Return what makes it an audit; the first review of a chart for its HCCs is coding itself.

    A consultant, or one for integrity, audits unless the duties are plainly to assign codes.
    """
    title = reading.title_lower
    proof = in_title("function:auditor", title)
    if proof is None or in_title("strong:auditor", title):
        return proof
    if in_title("strong:first_review", title):
        return None
    if in_title("strong:advice", title) and (hires_coders(reading) or Trades(reading).assigns_rather()):
        return None
    return proof


def _role_by_text(reading: Reading) -> tuple[str, Proof | None]:
    """Return the role where the title says no more than coding or analysis of codes."""
    analyst = in_title("function:analyst", reading.title_lower)
    reviews_first = in_title("strong:first_review", reading.title_lower)
    if analyst and reviews_first and reads_again(reading):
        return "auditor", analyst
    if analyst and not reviews_first and audits_rather(reading):
        return "auditor", analyst
    if not reviews_first and (shown := _beyond_coding(reading)):
        return shown
    if keeps_content(reading):
        return "other", None
    if in_title("strong:reimbursement", reading.title_lower):
        trades = Trades(reading)
        if trades.of("bills") >= _ALSO:
            return "biller_coder", trades.proof("bills")
    both = bills_too(reading)
    return ("biller_coder", Proof(both, "code_and_bill", in_title=False)) if both else ("coder", None)


def _beyond_coding(reading: Reading) -> tuple[str, Proof] | None:
    """Return audit or leadership where nearly all duties are of it and the title calls nobody a coder."""
    title = reading.title_lower
    if in_title("strong:coder", title):
        return None
    trades = Trades(reading)
    for name, role in _BEYOND_CODING:
        if name == "leads" and "coordinator" not in title:
            continue
        if trades.of(name) >= _MANY and trades.of(name) >= 2 * trades.of("codes"):
            return role, trades.proof(name)
    return None
