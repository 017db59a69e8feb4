"""How do a posting and its tags look as one line of JSON, in the labelling guideline's field names?"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from nlp.shapes import Evidence, Pay, RequirementGroup, Subject, Tags
from nlp.text import Prepared, to_text

_NEEDED = ("id", "title")


class RowError(ValueError):
    """Raised for a line that is no posting; the text names the key and what was expected."""


def subject_from_row(row: Mapping[str, Any]) -> tuple[Subject, Prepared]:
    """Return the posting of a line with id, title and text or html, and its prepared text.

    Optional: employer, employer_kind, location (a string or a list of them), url. Raises RowError where
    id, title or both of text and html are missing, or where a key holds something else than text.
    """
    for key in _NEEDED:
        _string(row, key, needed=True)
    body, kind = _string(row, "text"), "text"
    if body is None:
        body, kind = _string(row, "html"), "html"
    if body is None:
        raise RowError("expected text or html, as a string")
    prepared = to_text(body, "html" if kind == "html" else "text")
    subject = Subject(
        text=prepared.text,
        title=_string(row, "title") or "",
        employer=_string(row, "employer") or "",
        employer_kind=_string(row, "employer_kind"),
        locations=_locations(row),
    )
    return subject, prepared


def _string(row: Mapping[str, Any], key: str, *, needed: bool = False) -> str | None:
    value = row.get(key)
    if value is None and not needed:
        return None
    if not isinstance(value, str):
        raise RowError(
            f"{key}: expected a string, found {'nothing' if value is None else type(value).__name__}"
        )
    return value.encode("utf-8", "replace").decode() if not value.isascii() else value


def _locations(row: Mapping[str, Any]) -> str:
    value = row.get("location")
    if isinstance(value, list) and all(isinstance(place, str) for place in value):
        return "; ".join(value)
    return _string(row, "location") or ""


def to_row(
    tags: Tags, posting: str, subject: Subject | None = None, *, made_text: bool = False
) -> dict[str, Any]:
    """Return a line for a posting's tags; with `subject`, each proof quotes its words.

    Proofs from the text are under "evidence" (offsets count in the text), those from other fields under
    "field_evidence". Where the text was made from HTML (`made_text`), the line holds it under "text".
    """
    row = _values(tags) | {
        "id": posting,
        "evidence": [_proof(one, subject) for one in tags.evidence if one.where == "text"],
        "field_evidence": [
            _proof(one, subject) | {"where": one.where} for one in tags.evidence if one.where != "text"
        ],
        "rejected": [asdict(one) for one in tags.rejected],
    }
    if made_text and subject is not None:
        row["text"] = subject.text
    return row


def _values(tags: Tags) -> dict[str, Any]:
    return {
        "id": "",
        "job_class": tags.job_class,
        "role": tags.role,
        "employer_setting": tags.employer_setting,
        "work_types": list(tags.work_types),
        "requirements": [_group(group) for group in tags.requirements],
        "remote": tags.remote,
        "states": list(tags.states),
        "states_scope": tags.states_scope,
        "pay": _pay(tags.pay),
        "pay_basis": tags.pay_basis,
        "experience_years": tags.experience_years,
        "employment_type": tags.employment_type,
        "specialties": list(tags.specialties),
        "mentions": list(tags.mentions),
    }


def _group(group: RequirementGroup) -> dict[str, Any]:
    return {
        "level": group.level,
        "any_of": list(group.any_of),
        "months_to_obtain": group.months_to_obtain,
        "or_experience": group.or_experience,
    }


def _pay(pay: Pay | None) -> dict[str, Any] | None:
    return None if pay is None else {"min": pay.low, "max": pay.high, "unit": pay.unit}


def _proof(proof: Evidence, subject: Subject | None) -> dict[str, Any]:
    row = {
        "field": proof.field,
        "value": proof.value,
        "start": proof.start,
        "end": proof.end,
        "rule": proof.rule,
    }
    if subject is not None and proof.where != "board":
        row["quote"] = str(getattr(subject, proof.where))[proof.start : proof.end]
    return row
