"""How does a group of credentials look while a posting is still being read?"""

from dataclasses import dataclass, field

from nlp.credentials.clauses import Clause
from nlp.credentials.mentions import Mention
from nlp.headings import ASKING
from nlp.shapes import Evidence, Level, Rejected

GENERAL = frozenset(("ANY", "AAPC", "AHIMA"))
FIELD = "requirements"
# A paper to send asks for the credential only where nothing else does.
PROOF = "credentials.paper"


@dataclass(slots=True)
class Draft:
    """One group in the making, the line that it comes from and the words that condition it."""

    level: Level
    mentions: list[Mention]
    clause: Clause
    line: int
    rule: str
    list_index: int | None = None
    last_line: int = -1
    segment: int = 0
    months: float | None = None
    or_experience: bool = False
    only_accepted: bool = False
    proofs: list[Evidence] = field(default_factory=list)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of any one of which is enough, once each."""
        return tuple(dict.fromkeys([mention.code for mention in self.mentions]))

    @property
    def asks(self) -> bool:
        """Whether it stands where a posting lists what it asks for."""
        return self.clause.section in ASKING

    @property
    def is_general(self) -> bool:
        """Whether it names no credential, only "a certification" or a body's."""
        return all(mention.code in GENERAL for mention in self.mentions)


@dataclass(slots=True)
class Notes:
    """What has been read so far: groups in the making, and what was not taken."""

    drafts: list[Draft] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    refused: list[tuple[int, Mention]] = field(default_factory=list)

    def reject(self, mention: Mention, reason: str) -> None:
        """Keep a mention that asks for nothing, and why."""
        self.rejected.append(Rejected(FIELD, mention.code, mention.start, mention.end, reason))
