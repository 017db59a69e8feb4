"""Who hires by a posting of a sample market: an employer of which setting, and which one counts for an interval?"""

from credtrack.sample.facts import Opening, SamplePosting


def hiring_setting(posting: SamplePosting) -> str:
    """The setting of who hires: the opening's employer, but an agency for its own copies."""
    is_agency = posting.board_employer.setting == "staffing_agency"
    return "staffing_agency" if is_agency else posting.opening.employer.setting


def cluster(opening: Opening) -> str:
    """Name the employer that counts for an interval: the parent, for federal openings the facility."""
    employer = opening.employer
    return employer.name if employer.setting == "federal" else employer.parent
