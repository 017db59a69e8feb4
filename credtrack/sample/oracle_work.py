"""Which claims about settings, kinds of work, roles and remote work hold on the known truth?"""

from credtrack.sample.oracle_models import trend
from credtrack.sample.oracle_parts import Parts, fewer, keep, share
from credtrack.sample.oracle_rows import AMBULATORY, HOSPITALS, Row

STATED = frozenset({"inpatient", "outpatient", "professional"})


def worked(coders: list[Row], history: list[Row]) -> Parts:
    """Weigh the claims on where and what is coded, and on remote work; `history` is the coders' two years."""
    return _where(coders) | _what(coders) | _roles(coders) | _remote(coders) | _trends(history)


def _where(coders: list[Row]) -> Parts:
    known = keep(coders, lambda r: r.setting != "unknown")
    doors = keep(coders, lambda r: r.by_cpc and bool(r.codes))
    hospital = keep(coders, lambda r: r.inpatient and (r.setting in HOSPITALS or r.setting == "post_acute"))
    inpatient = keep(coders, lambda r: r.inpatient)
    ambulatory = keep(coders, lambda r: r.ambulatory)
    return {
        "openings-sit-in-ambulatory-care": (
            share("ambulatory", known, lambda r: r.setting in AMBULATORY, 0.5),
        ),
        "cpc-opens-ambulatory-doors": (share("ambulatory doors", doors, _opens_doors, 0.5),),
        "ccs-in-inpatient-hospitals": (share("names CCS", hospital, lambda r: r.ccs, 1 / 3),),
        "inpatient-is-the-smaller-market": (fewer("inpatient to other", inpatient, ambulatory),),
    }


def _what(coders: list[Row]) -> Parts:
    cpc = keep(coders, lambda r: r.cpc and bool(r.work & STATED))
    ccs = keep(coders, lambda r: r.ccs and bool(r.work))
    pcs = keep(coders, lambda r: "icd10pcs" in r.opening.mentions and bool(r.work))
    return {
        "cpc-is-outpatient": (share("without inpatient", cpc, lambda r: r.side == "ambulatory", 0.5),),
        "ccs-is-inpatient-too": (
            share("inpatient", ccs, lambda r: r.inpatient, 0.5),
            share("inpatient and outpatient", ccs, lambda r: r.inpatient and "outpatient" in r.work, 0.1),
        ),
        "pcs-is-inpatient-only": (share("inpatient", pcs, lambda r: r.inpatient, 0.9),),
    }


def _roles(coders: list[Row]) -> Parts:
    roles = {
        "coder": keep(coders, lambda r: r.opening.role == "coder" and r.ambulatory),
        "biller_coder": keep(coders, lambda r: r.opening.role == "biller_coder"),
        "auditor": keep(coders, lambda r: r.opening.role == "auditor"),
    }
    leaders = keep(coders, lambda r: r.opening.role in {"auditor", "manager"} and r.setting in HOSPITALS)
    return {
        "cpc-roles": tuple(share(role, rows, lambda r: r.cpc, 1 / 3) for role, rows in roles.items()),
        "ccs-roles": (share("names CCS", leaders, lambda r: r.ccs, 1 / 3),),
    }


def _remote(coders: list[Row]) -> Parts:
    stated = keep(coders, lambda r: r.ambulatory and r.opening.remote != "unstated")
    agencies = keep(coders, lambda r: r.ambulatory and r.setting == "staffing_agency")
    inpatient = keep(coders, lambda r: r.inpatient and r.ccs)
    remote = keep(coders, lambda r: r.remote)
    for_ccs = keep(remote, lambda r: r.inpatient and r.by_ccs)
    for_cpc = keep(remote, lambda r: r.ambulatory and r.by_cpc)
    return {
        "remote-outpatient-abounds": (share("remote", stated, lambda r: r.remote, 1 / 3),),
        "agencies-offer-remote-outpatient": (share("remote", agencies, lambda r: r.remote, 1 / 3),),
        "remote-inpatient-exists": (share("remote", inpatient, lambda r: r.remote, 0.1),),
        "remote-inpatient-is-scarcer": (fewer("inpatient to other", for_ccs, for_cpc),),
    }


def _trends(history: list[Row]) -> Parts:
    cpc, ccs = keep(history, lambda r: r.only_cpc), keep(history, lambda r: r.only_ccs)
    return {
        "remote-has-grown": (trend("a year", history, lambda r: r.remote, 0.05),),
        "remote-grew-for-both": (
            trend("CPC alone", cpc, lambda r: r.remote),
            trend("CCS alone", ccs, lambda r: r.remote),
        ),
        "automation-is-in-the-job": (trend("a year", history, _mentions_automation),),
    }


def _opens_doors(row: Row) -> bool:
    return row.ambulatory or row.setting == "surgery_center"


def _mentions_automation(row: Row) -> bool:
    return "automation" in row.opening.mentions
