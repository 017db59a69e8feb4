"""Which claims about the credentials that employers ask for hold on the known truth?"""

from collections import Counter

from credtrack.sample.leaning import APPRENTICE, UNNAMED, either
from credtrack.sample.oracle_models import split_by_work
from credtrack.sample.oracle_parts import LEAST, Part, Parts, difference, keep, lead, rate, share
from credtrack.sample.oracle_rows import AMBULATORY, HOSPITALS, Row, support

LARGE = frozenset({"academic_medical_center", "health_system"})
LEAST_EMPLOYERS = 12


def asked(coders: list[Row], window: list[Row]) -> Parts:
    """Weigh the claims on naming, leaning, accepting and eligibility; `window` holds adjacent roles too."""
    any_code = keep(coders, lambda r: bool(r.codes))
    one = keep(coders, lambda r: r.cpc or r.ccs)
    return (
        _recognition(any_code)
        | _preference(any_code, one)
        | _hospitals(coders, any_code, one)
        | _acceptance(coders, any_code, one)
        | _entry(coders)
        | _neighbours(any_code, window)
    )


def _recognition(any_code: list[Row]) -> Parts:
    tally = Counter(code for row in any_code for code in row.codes - UNNAMED)
    shares = {code: n / len(any_code) for code, n in tally.items() if n >= LEAST}
    best_other = max(value for code, value in shares.items() if code not in {"CPC", "CCS"})
    value = min(tally["CPC"], tally["CCS"]) / len(any_code) - best_other
    return {
        "most-recognized": (Part("lead over the next", value, 0.0, True, (support(any_code),)),),
        "ccs-p-is-less-known": (
            lead("CPC over CCS-P", any_code, lambda r: r.cpc, _asks_ccsp),
            lead("CCS over CCS-P", any_code, lambda r: r.ccs, _asks_ccsp),
        ),
    }


def _preference(any_code: list[Row], one: list[Row]) -> Parts:
    practice = keep(any_code, lambda r: r.setting == "physician_practice")
    ambulatory = keep(any_code, lambda r: r.side == "ambulatory")
    billing = keep(ambulatory, lambda r: r.setting == "billing_company")
    agency = keep(ambulatory, lambda r: r.setting == "staffing_agency")
    more = keep(any_code, lambda r: r.setting in {"multispecialty_clinic", "surgery_center"})
    both = billing + agency
    groups = {"practices": practice, "billing": billing, "all": practice + billing + more}
    at_work = {"both": both, "billing": billing, "agencies": agency}
    return {
        "ambulatory-prefers-cpc": tuple(
            part
            for name, rows in groups.items()
            for part in (
                share(f"{name}: names CPC", rows, lambda r: r.cpc, 0.75),
                lead(f"{name}: leans", rows, lambda r: r.leans_cpc, lambda r: r.leans_ccs),
            )
        ),
        "ccs-alone-is-unusual-in-practices": (
            share("leans CCS", practice, lambda r: r.leans_ccs, 0.1, above=False),
        ),
        "cpc-at-vendors-and-agencies": tuple(
            share(n, rows, lambda r: r.cpc, 0.5) for n, rows in at_work.items()
        ),
        "neither-is-superior": _strata(one),
    }


def _strata(one: list[Row]) -> tuple[Part, ...]:
    """Find the strata of setting family and work that lean most, either way."""
    strata: dict[tuple[str, str], list[Row]] = {}
    for row in one:
        strata.setdefault((row.family, row.side), []).append(row)
    large = [
        rows for rows in strata.values() if len(rows) >= LEAST and support(rows).employers >= LEAST_EMPLOYERS
    ]
    to_cpc = max(large, key=lambda rows: rate(rows, lambda r: r.leans_cpc))
    to_ccs = max(large, key=lambda rows: rate(rows, lambda r: r.leans_ccs))
    return (
        share("a stratum leans to CPC", to_cpc, lambda r: r.leans_cpc, 0.5),
        share("a stratum leans to CCS", to_ccs, lambda r: r.leans_ccs, 0.5),
    )


def _hospitals(coders: list[Row], any_code: list[Row], one: list[Row]) -> Parts:
    him = keep(one, lambda r: r.inpatient and r.setting in HOSPITALS)
    federal = keep(one, lambda r: r.inpatient and r.setting == "federal")
    va = keep(federal, lambda r: r.opening.employer.is_va)
    large = keep(one, lambda r: r.setting in LARGE)
    inpatient = keep(any_code, lambda r: r.inpatient and r.setting in HOSPITALS)
    return {
        "him-prefers-ccs": (
            share("leans CCS", him, lambda r: r.leans_ccs, 1 / 3),
            lead("over CPC", him, lambda r: r.leans_ccs, lambda r: r.leans_cpc),
        ),
        "big-hospitals-want-ccs-most": (_ranked(coders),),
        "federal-prefers-ccs": (share("leans CCS", federal, lambda r: r.leans_ccs, 0.5),),
        "va-prefers-ccs": (share("leans CCS", va, lambda r: r.leans_ccs, 0.5),),
        "systems-split-by-work": (split_by_work(coders),),
        "big-systems-accept-both": (share("takes both", large, _takes_both, 0.1),),
        "inpatient-coders-need-no-cpc": (
            share("needs the CPC too", inpatient, lambda r: r.by_both and not r.by_ccs, 0.1, above=False),
        ),
    }


def _ranked(coders: list[Row]) -> Part:
    settings: dict[str, list[Row]] = {}
    for row in coders:
        settings.setdefault(row.setting, []).append(row)
    known = {name: rows for name, rows in settings.items() if len(rows) >= LEAST and name != "unknown"}
    shares = {name: rate(rows, lambda r: r.ccs) for name, rows in known.items()}
    value = min(shares[name] for name in LARGE) - max(s for name, s in shares.items() if name not in LARGE)
    return Part(
        "lead over the next setting", value, 0.0, True, tuple(support(rows) for rows in known.values())
    )


def _acceptance(coders: list[Row], any_code: list[Row], one: list[Row]) -> Parts:
    required = keep(one, lambda r: r.requires("CPC") or r.requires("CCS"))
    practice = keep(any_code, lambda r: r.setting in AMBULATORY)
    better = max((lambda r: r.by_cpc, lambda r: r.by_ccs), key=lambda test: rate(any_code, test))
    early = keep(coders, lambda r: (r.years or 0) <= 1)
    stated = keep(early, lambda r: r.years is not None)
    return {
        "not-interchangeable": (
            share("both fit", required, lambda r: r.by_cpc and r.by_ccs, 0.5, above=False),
        ),
        "both-open-more": (lead("over the better", any_code, lambda r: r.by_both, better, 0.05),),
        "practice-coders-gain-little-from-ccs": (
            share("needs the CCS too", practice, lambda r: r.by_both and not r.by_cpc, 0.1, above=False),
        ),
        "cpc-reaches-the-largest-market": (
            lead("CPC over CCS", any_code, lambda r: r.by_cpc, lambda r: r.by_ccs),
        ),
        "cpc-is-for-beginners": (
            lead("silence is none", early, lambda r: r.by_cpc, lambda r: r.by_ccs),
            lead("stated alone", stated, lambda r: r.by_cpc, lambda r: r.by_ccs),
        ),
    }


def _entry(coders: list[Row]) -> Parts:
    cpc, ccs = keep(coders, lambda r: r.only_cpc), keep(coders, lambda r: r.only_ccs)
    years = [
        sum(r.years or 0 for r in found) / len(found)
        for found in (keep(ccs, _says_years), keep(cpc, _says_years))
    ]
    supports = support(keep(ccs, _says_years)), support(keep(cpc, _says_years))
    return {
        "cpc-is-easier-to-enter": (
            difference("silence is none", cpc, ccs, _open_to_beginners),
            difference("stated alone", keep(cpc, _says_years), keep(ccs, _says_years), _open_to_beginners),
        ),
        "ccs-wants-more-experience": (Part("years more", years[0] - years[1], 0.0, True, supports),),
        "ccs-goes-with-drg": (difference("mention DRG", ccs, cpc, lambda r: "drg" in r.opening.mentions),),
        "abstracting-goes-with-ccs": (
            difference("mention abstracting", ccs, cpc, lambda r: "abstracting" in r.opening.mentions),
        ),
    }


def _neighbours(any_code: list[Row], window: list[Row]) -> Parts:
    specialty = keep(any_code, lambda r: r.specialty or "CRC" in r.codes)
    ccsp = keep(any_code, lambda r: "CCS-P" in r.codes and bool(r.work))
    leaders = keep(window, lambda r: r.opening.role in {"manager", "him"} and bool(r.codes))
    plain = keep(window, lambda r: r.opening.role == "coder" and bool(r.codes))
    one = keep(any_code, lambda r: r.cpc or r.ccs)
    return {
        "specialties-build-on-cpc": (share("CPC too", specialty, lambda r: r.cpc, 0.5),),
        "ccs-p-is-physician-based": (share("professional", ccsp, lambda r: "professional" in r.work, 0.5),),
        "rhit-rhia-lead-beyond-coding": (
            difference("RHIT or RHIA", leaders, plain, lambda r: bool(r.codes & {"RHIT", "RHIA"})),
        ),
        "both-for-audit-and-consulting": (
            difference(
                "both",
                keep(one, _audits_or_codes_both),
                keep(one, lambda r: not _audits_or_codes_both(r)),
                lambda r: r.cpc and r.ccs,
            ),
        ),
    }


def _asks_ccsp(row: Row) -> bool:
    return "CCS-P" in row.codes


def _takes_both(row: Row) -> bool:
    return (row.cpc and row.ccs) or either(row.opening.requirements, "CPC", "CCS")


def _open_to_beginners(row: Row) -> bool:
    return (row.years or 0) <= 1 or bool(row.codes & APPRENTICE)


def _says_years(row: Row) -> bool:
    return row.years is not None


def _audits_or_codes_both(row: Row) -> bool:
    return row.opening.role == "auditor" or (row.inpatient and row.ambulatory)
