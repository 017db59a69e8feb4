-- One row per opening of which a rule outside :rules (names between bars) proved a value of :field.
select distinct postings.opening
from evidence
join postings on postings.id = evidence.posting and postings.is_own
where evidence.field = :field and instr(:rules, '|' || evidence.rule || '|') = 0
