insert into crawls (
    source, started_at, finished_at,
    outcome, advertised, listed, screened_out, fetched, failed, blocked, skipped, note
) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (source, started_at) do nothing
