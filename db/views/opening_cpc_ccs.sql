-- One row per opening that names any credential: how it asks for the CPC and the CCS.
select
    openings.id as opening,
    names_cpc,
    names_ccs,
    names_other,
    requires_cpc,
    requires_ccs,
    names_both,
    either,
    only_cpc,
    only_ccs,
    leans_cpc,
    leans_ccs
from openings join shape_cpc_ccs on shape_cpc_ccs.shape = openings.shape
