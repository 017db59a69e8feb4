-- One row per distinct set of requirement groups (shape): what the claims read of it.
create temp table asks as
with named as (
    select
        shape,
        max(credential = 'CCS-P') as names_ccs_p,
        max(credential = 'CRC') as names_crc,
        max(
            credential in (select code from credentials where issuer = 'AAPC' and level = 'specialty')
        ) as names_specialty,
        max(credential in ('RHIT', 'RHIA')) as names_rhit_rhia,
        max(credential in ('CPC-A', 'COC-A', 'CIC-A', 'CRC-A', 'CCA')) as names_apprentice
    from shape_credentials
    group by shape
)
select
    shapes.id as shape,
    asked.shape is not null as names_any,
    coalesce(asked.names_cpc, 0) as names_cpc,
    coalesce(asked.names_ccs, 0) as names_ccs,
    coalesce(asked.requires_cpc, 0) as requires_cpc,
    coalesce(asked.requires_ccs, 0) as requires_ccs,
    coalesce(asked.names_cpc, 0) + coalesce(asked.requires_cpc, 0) as cpc_standing,
    coalesce(asked.names_ccs, 0) + coalesce(asked.requires_ccs, 0) as ccs_standing,
    coalesce(asked.names_both, 0) as names_both,
    coalesce(asked.either, 0) as takes_either,
    coalesce(asked.only_cpc, 0) as only_cpc,
    coalesce(asked.only_ccs, 0) as only_ccs,
    coalesce(asked.leans_cpc, 0) as leans_cpc,
    coalesce(asked.leans_ccs, 0) as leans_ccs,
    satisfied.cpc_alone as cpc_satisfies,
    satisfied.ccs_alone as ccs_satisfies,
    satisfied.both_together as both_satisfy,
    coalesce(named.names_ccs_p, 0) as names_ccs_p,
    coalesce(named.names_crc, 0) as names_crc,
    coalesce(named.names_specialty, 0) as names_specialty,
    coalesce(named.names_rhit_rhia, 0) as names_rhit_rhia,
    coalesce(named.names_apprentice, 0) as names_apprentice
from shapes
join shape_satisfied as satisfied on satisfied.shape = shapes.id
left join shape_cpc_ccs as asked on asked.shape = shapes.id
left join named on named.shape = shapes.id
