-- An opening that a step of the schema left without what is counted of it, if there is one.
select 1 from openings where (job_class = 'coder' and profile is null) or (is_tagged and shape is null) limit 1
