select postings.*, employers.name as employer_name
from postings join employers on employers.id = postings.employer
where postings.key in (select value from json_each(?))
