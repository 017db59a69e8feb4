-- One row per opening, requirement group and credential; any one credential of a group satisfies it.
select
    postings.opening,
    requirement_groups.id as requirement_group,
    requirement_groups.level,
    requirement_credentials.credential,
    credentials.issuer,
    requirement_groups.months_to_obtain,
    requirement_groups.or_experience
from requirement_groups
join postings on postings.id = requirement_groups.posting and postings.is_own
join requirement_credentials on requirement_credentials.requirement_group = requirement_groups.id
join credentials on credentials.code = requirement_credentials.credential
