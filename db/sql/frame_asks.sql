-- The credentials of each shape, and at which levels it names them.
select
    shape_credentials.shape,
    shape_credentials.credential,
    max(shape_groups.level = 'required'),
    max(shape_groups.level = 'preferred')
from shape_credentials
join shape_groups
    on shape_groups.shape = shape_credentials.shape and shape_groups.group_no = shape_credentials.group_no
group by shape_credentials.shape, shape_credentials.credential
order by shape_credentials.shape, shape_credentials.credential
