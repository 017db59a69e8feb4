insert into temp.asked
select
    postings.opening,
    requirement_credentials.credential,
    max(requirement_groups.level = 'required'),
    max(requirement_groups.level = 'preferred')
from temp.dirty
cross join postings on postings.opening = dirty.opening and postings.is_own
cross join requirement_groups on requirement_groups.posting = postings.id
cross join requirement_credentials on requirement_credentials.requirement_group = requirement_groups.id
group by postings.opening, requirement_credentials.credential
