-- An employer system's members are found without reading all employers.
create index employers_by_parent on employers (parent) where parent is not null;
