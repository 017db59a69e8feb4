-- One row per distinct set of requirement groups (shape) and credential that it names and the article doesn't.
select distinct shape, credential
from shape_credentials
where credential not in ('CPC', 'CCS', 'CCS-P', 'ANY', 'AAPC', 'AHIMA', 'RN')
