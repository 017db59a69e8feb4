select name, source, employment, annual_p25, annual_median, annual_p75
from wages
where case :kind
    when 'nation' then area_type = 'national'
    when 'state' then area_type = 'state' and state_fips = (select fips from states where code = :code)
    when 'metro' then area_type = 'metro' and cbsa = :code
    when 'county' then area_type = 'metro' and cbsa = (select cbsa from counties where fips = :code)
    else 0
end
