insert into credentials (code, name, issuer, level, side, in_catalogue) values (?, ?, ?, ?, ?, 1)
on conflict (code) do update set
    name = excluded.name, issuer = excluded.issuer, level = excluded.level, side = excluded.side, in_catalogue = 1
