"""What does one part of the comparison say of an opening?"""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["yes", "no", "unknown", "none"]
"""none: the profile asks nothing of it and the opening demands nothing."""

STATUSES = (
    "qualifies",
    "qualifies_within_months",
    "unknown",
    "experience_short",
    "one_credential_away",
    "credentials_away",
    "pay_below_floor",
    "too_far",
    "not_remote",
    "state_not_allowed",
)
"""From the best to the worst: an opening's status is the worst that one of its parts gives."""
FITS = STATUSES[:3]
NEAR = STATUSES[3:6]
OUT = STATUSES[6:]


@dataclass(frozen=True, slots=True)
class Answer:
    """One part's answer: `status` counts in STATUSES, `value` from 0 to 1 in the score, `says` tells which case it is."""

    verdict: Verdict
    value: float
    status: int = 0
    says: str = ""
    figure: float = 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One part's answer in a sentence, for or against."""

    part: str
    verdict: Verdict
    says: str
