-- How many years of experience the coder openings ask for that state their pay.
select id, experience_years
from openings
where job_class = 'coder' and experience_years is not null and annual_pay is not null
