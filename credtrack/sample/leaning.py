"""Which credentials does an opening's list of requirement groups name, lean to and accept?"""

from collections.abc import Iterable
from functools import cache

from credtrack.sample.scenario import read_data
from nlp.shapes import RequirementGroup

Groups = tuple[RequirementGroup, ...]

ISSUERS = {"CPC": "AAPC", "CCS": "AHIMA"}
IMPLIED = {"CPC": frozenset({"CPC", "CPC-A", "AAPC", "ANY"}), "CCS": frozenset({"CCS", "AHIMA", "ANY"})}
NOT_CODING = frozenset({"RN"})
UNNAMED = frozenset({"ANY", "AAPC", "AHIMA"})
APPRENTICE = frozenset({"CPC-A", "COC-A", "CIC-A", "CRC-A", "CCA"})


@cache
def specialty_credentials() -> frozenset[str]:
    """AAPC's specialty credentials that the sample market asks for, and those of auditors."""
    rows = read_data("specialties").values()
    return frozenset(str(row["credential"]) for row in rows if isinstance(row, dict)) | {"CPMA"}


def named(groups: Groups) -> frozenset[str]:
    """Every code in any group, unnamed ones (ANY, AAPC, AHIMA) included and RN left out."""
    return frozenset(code for group in groups for code in group.any_of) - NOT_CODING


def names(groups: Groups, code: str) -> bool:
    """Whether the code itself stands in any group, at any level."""
    return any(code in group.any_of for group in groups)


def requires(groups: Groups, code: str) -> bool:
    """Whether the code stands in a required group."""
    return any(code in group.any_of for group in groups if group.level == "required")


def only(groups: Groups, code: str, other: str) -> bool:
    """Names the one, not the other, and leaves neither ANY nor the other's issuer open beside it."""
    doors = {"ANY", ISSUERS[other]}
    closed = not any(code in group.any_of and doors & set(group.any_of) for group in groups)
    return names(groups, code) and not names(groups, other) and closed


def leans(groups: Groups, code: str, other: str) -> bool:
    """Only the one, or the one required while the other is preferred alone."""
    split = requires(groups, code) and names(groups, other) and not requires(groups, other)
    return only(groups, code, other) or split


def either(groups: Groups, code: str, other: str) -> bool:
    """Whether one group accepts both."""
    return any(code in group.any_of and other in group.any_of for group in groups)


def satisfied(groups: Groups, held: Iterable[str]) -> bool:
    """Whether these credentials, with what each implies, are enough for the opening."""
    accepted = frozenset().union(*(IMPLIED[code] for code in held))
    required = [group for group in groups if group.level == "required"]
    if required:
        return all(_meets(group, accepted) for group in required)
    return not groups or any(_meets(group, accepted) for group in groups)


def _meets(group: RequirementGroup, accepted: frozenset[str]) -> bool:
    return group.or_experience or not accepted.isdisjoint(group.any_of)


@cache
def lean_of(groups: Groups) -> str:
    """`only_cpc`, `only_ccs` or `rest`: the key under which a scenario tells the three apart."""
    if only(groups, "CPC", "CCS"):
        return "only_cpc"
    return "only_ccs" if only(groups, "CCS", "CPC") else "rest"
