-- The remote openings of the whole country, by whom they are open to.
with chosen as ({chosen})
select
    count(distinct cluster) as employers,
    coalesce(sum(lists_it), 0) as "lists the region",
    coalesce(sum(states_scope = 'any' and not lists_it), 0) as "any state",
    coalesce(sum(states_scope = 'unstated' and not lists_it), 0) as "says nothing",
    coalesce(sum(states_scope = 'listed' and not lists_it), 0) as "lists other places"
from (select cluster, states_scope, {place} as lists_it from chosen where remote = 'remote')
