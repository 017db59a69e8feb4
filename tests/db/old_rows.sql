insert into sources values (1, 'elm', 'board');
insert into employers (id, name) values (1, 'Elm Clinic');
insert into openings (id, employer, cluster, first_on, first_seen, last_seen, is_tagged, job_class, role, setting, remote)
values (1, 1, 1, '2026-01-01', '2026-01-01', '2026-01-01', 1, 'coder', 'coder', 'payer', 'remote');
insert into postings (
    id, key, source, employer, opening, url, title, posted_kind, body_hash, content_hash, fetched_at, first_seen,
    last_seen, tagged_hash, tagger_version, job_class, role, setting, remote, states_scope
) values (
    1, 'board:elm:1', 1, 1, 1, '', 'Coder', 'exact', 1, 1, '2026-01-01', '2026-01-01', '2026-01-01', 1, '1', 'coder',
    'coder', 'payer', 'remote', 'unstated'
);
insert into credentials (code) values ('CPC');
insert into requirement_groups values (1000, 1, 'required', null, 0);
insert into requirement_credentials values (1000, 'CPC');
