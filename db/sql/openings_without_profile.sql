select 1 from openings where job_class = 'coder' and profile is null limit 1
