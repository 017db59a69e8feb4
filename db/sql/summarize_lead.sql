-- Employer, setting and pay are those of the employer's own posting, the earliest where there are several.
update openings set
    employer = lead.employer,
    cluster = lead.cluster,
    is_tagged = lead.is_tagged,
    job_class = lead.job_class,
    role = lead.role,
    setting = lead.setting,
    pay_low = lead.pay_low,
    pay_high = lead.pay_high,
    pay_unit = lead.pay_unit,
    annual_pay = (lead.pay_low + lead.pay_high) / 2 * lead.periods,
    annual_pay_high = lead.pay_high * lead.periods
from (
    select
        postings.opening,
        postings.employer,
        case
            when postings.setting = 'federal' then employers.id else coalesce(employers.parent, employers.id)
        end as cluster,
        postings.job_class is not null as is_tagged,
        postings.job_class,
        postings.role,
        postings.setting,
        postings.pay_low,
        postings.pay_high,
        postings.pay_unit,
        case postings.pay_unit
            when 'hour' then case postings.setting when 'federal' then 2087 else 2080 end
            when 'week' then 52
            when 'biweek' then 26
            when 'month' then 12
            when 'year' then 1
        end as periods,
        row_number() over (
            partition by postings.opening
            order by postings.job_class is null, postings.is_own desc, postings.pay_unit is null, postings.id
        ) as place
    from postings join employers on employers.id = postings.employer
    where postings.opening in (select opening from temp.dirty)
) as lead
where lead.place = 1 and lead.opening = openings.id
    and (
        openings.employer, openings.cluster, openings.is_tagged, openings.job_class, openings.role, openings.setting,
        openings.pay_low, openings.pay_high, openings.pay_unit, openings.annual_pay, openings.annual_pay_high
    ) is not (
        lead.employer, lead.cluster, lead.is_tagged, lead.job_class, lead.role, lead.setting,
        lead.pay_low, lead.pay_high, lead.pay_unit, (lead.pay_low + lead.pay_high) / 2 * lead.periods,
        lead.pay_high * lead.periods
    )
