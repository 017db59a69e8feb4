"""Which claims about pay hold on the known truth?"""

from statistics import median

from credtrack.sample.oracle_models import (
    REGIONS,
    beyond_credential,
    families_differ,
    premium_varies,
    state_spread,
)
from credtrack.sample.oracle_parts import LEAST, Part, Parts, keep, medians, share
from credtrack.sample.oracle_rows import HOSPITALS, Row, support
from credtrack.sample.pay import COMPLEX


def paid(coders: list[Row], scenario: str) -> Parts:
    """Weigh the claims on pay; two of them read the effects that the scenario fixes."""
    with_pay = keep(coders, lambda r: r.annual is not None)
    named = keep(with_pay, lambda r: r.cpc or r.ccs)
    return (
        _lead(with_pay)
        | _bands(with_pay)
        | _skills(with_pay)
        | _items(coders)
        | {
            "remote-flattens-regions": (state_spread(coders),),
            "experience-beats-base-credential": beyond_credential(named),
            "credential-premium-varies": (premium_varies(scenario, coders),),
            "cpc-pay-varies-by-employer": (families_differ(scenario, coders),),
        }
    )


def _lead(with_pay: list[Row]) -> Parts:
    ccs, cpc = keep(with_pay, lambda r: r.only_ccs), keep(with_pay, lambda r: r.only_cpc)
    by_region = [(region, _of(ccs, region), _of(cpc, region)) for region in REGIONS]
    enough = [(region, a, b) for region, a, b in by_region if min(len(a), len(b)) >= LEAST]
    return {
        "ccs-pays-more": (medians("CCS to CPC", ccs, cpc), medians("somewhat", ccs, cpc, 1.25, above=False)),
        "ccs-gap-is-consistent": tuple(medians(region, a, b) for region, a, b in enough),
    }


def _of(rows: list[Row], region: str) -> list[Row]:
    return [row for row in rows if row.region == region]


def _bands(with_pay: list[Row]) -> Parts:
    hospital = keep(with_pay, lambda r: r.inpatient and r.setting in HOSPITALS and r.ccs)
    seniors = keep(hospital, lambda r: (r.years or 0) >= 5)
    return {
        "ccs-inpatient-band": (
            share("in the band", hospital, lambda r: 55_000 <= (r.annual or 0) <= 80_000, 1 / 3),
        ),
        "seniors-pass-the-band": (
            share("beyond it", seniors, lambda r: (r.annual_high or 0) > 80_000, 1 / 3),
        ),
    }


def _skills(with_pay: list[Row]) -> Parts:
    special = keep(with_pay, lambda r: r.ambulatory and bool(r.opening.specialties))
    hard = keep(special, lambda r: bool(COMPLEX & set(r.opening.specialties)))
    primary = keep(special, lambda r: "primary_care" in r.opening.specialties and r not in hard)
    cpc = keep(with_pay, lambda r: r.cpc)
    more, plain = keep(cpc, lambda r: r.specialty), keep(cpc, lambda r: not r.specialty)
    auditors = keep(with_pay, lambda r: r.opening.role == "auditor")
    coders = keep(with_pay, lambda r: r.opening.role == "coder")
    remote = keep(with_pay, lambda r: r.remote)
    inpatient, other = (
        keep(remote, lambda r: r.side == "inpatient"),
        keep(remote, lambda r: r.side == "ambulatory"),
    )
    return {
        "complex-specialties-pay-more": (medians("complex to primary care", hard, primary),),
        "specialties-pay-more": (medians("with to without", more, plain),),
        "audit-skill-keeps-its-value": (medians("auditor to coder", auditors, coders),),
        "remote-inpatient-pays-more": (medians("inpatient to other", inpatient, other),),
    }


def _items(coders: list[Row]) -> Parts:
    priced = keep(coders, lambda r: r.remote and _item(r) is not None)
    inpatient, other = (
        keep(priced, lambda r: r.side == "inpatient"),
        keep(priced, lambda r: r.side == "ambulatory"),
    )
    both = [
        median(_item(row) or 0.0 for row in found) if found else float("nan") for found in (inpatient, other)
    ]
    part = Part("inpatient to other", both[0] / both[1], 1.0, True, (support(inpatient), support(other)))
    return {"remote-inpatient-pays-more-per-record": (part,)}


def _item(row: Row) -> float | None:
    pay = row.opening.pay
    if pay is None or pay.unit != "item" or pay.low is None or pay.high is None:
        return None
    return (pay.low + pay.high) / 2
