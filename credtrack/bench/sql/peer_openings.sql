-- The coder openings as DuckDB is given them.
select
    id, cluster, setting, remote, split, first_on,
    trim(
        iif(inpatient, 'inpatient ', '') || iif(outpatient, 'outpatient ', '') || iif(professional, 'professional ', '')
        || iif(risk_adjustment, 'risk_adjustment ', '') || iif(post_acute, 'post_acute', '')
    ) as work_types
from openings where job_class = 'coder'
