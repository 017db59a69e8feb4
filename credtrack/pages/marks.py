"""Which stretches of a text prove which facts, when proofs overlap?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Fact:
    """A value read from a posting; `start` and `end` count characters of what `found_in` names."""

    number: int
    field: str
    value: str
    start: int
    end: int
    rule: str
    found_in: str
    words: str

    @property
    def says(self) -> str:
        """The fact in a few words."""
        return f"{FIELD_NAMES.get(self.field, self.field.replace('_', ' '))}: {self.value.replace('_', ' ')}"


FIELD_NAMES = {
    "job_class": "kind of opening",
    "employer_setting": "setting",
    "work_types": "work type",
    "requirements": "credential",
    "experience_years": "years of experience",
    "mentions": "mention",
    "specialties": "specialty",
    "states": "state",
    "employment_type": "employment",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text with the facts that it proves; none for plain text."""

    text: str
    facts: tuple[Fact, ...]

    @property
    def says(self) -> str:
        """All that it proves."""
        return "; ".join(dict.fromkeys(fact.says for fact in self.facts))


def stretches(text: str, facts: Sequence[Fact]) -> list[Stretch]:
    """The text cut wherever a proof begins or ends; joined, the pieces are the text again."""
    inside = [fact for fact in facts if 0 <= fact.start < fact.end <= len(text)]
    cuts = sorted({0, len(text), *(fact.start for fact in inside), *(fact.end for fact in inside)})
    return [
        Stretch(text[start:end], tuple(fact for fact in inside if fact.start <= start and end <= fact.end))
        for start, end in pairwise(cuts)
    ]
