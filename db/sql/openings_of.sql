select distinct opening from postings where id in (select value from json_each(?))
