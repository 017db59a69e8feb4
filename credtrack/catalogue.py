"""Which credentials does the database know, and what does a holder of each satisfy besides?"""

from collections.abc import Mapping

from sqlite_utils.db import Database

from db.rows import CredentialRow
from db.store import put_credentials
from nlp.credentials.catalogue import Credential, credentials

ISSUERS_NAMED_AS_GROUPS = ("AAPC", "AHIMA")
ANY = "ANY"
GROUPS = (
    CredentialRow(ANY, "any coding certification", "any"),
    CredentialRow("AAPC", "any certification of AAPC's", "AAPC"),
    CredentialRow("AHIMA", "any certification of AHIMA's", "AHIMA"),
)


def rows() -> list[CredentialRow]:
    """The catalogue's credentials and the unnamed ones, each with the codes that its holder satisfies as well."""
    known = credentials()
    return [*GROUPS, *(row(credential, known) for credential in known.values())]


def row(credential: Credential, known: Mapping[str, Credential]) -> CredentialRow:
    """One credential as the database keeps it."""
    return CredentialRow(
        credential.code,
        credential.name,
        credential.issuer,
        credential.level,
        credential.side,
        implied(credential, known),
    )


def implied(credential: Credential, known: Mapping[str, Credential]) -> tuple[str, ...]:
    """What a holder satisfies besides: the apprentice form, the issuer's any, and any at all.

    As claims.toml's "satisfies" has it: a CPC satisfies CPC-A, AAPC and ANY; a CCS-P does not satisfy the CCS.
    """
    apprentice = f"{credential.code}-A"
    issuer = [credential.issuer] if credential.issuer in ISSUERS_NAMED_AS_GROUPS else []
    return tuple([apprentice] * (apprentice in known) + issuer + [ANY])


def load(db: Database) -> None:
    """Keep the catalogue in the database; the same again changes nothing."""
    put_credentials(db, rows())
