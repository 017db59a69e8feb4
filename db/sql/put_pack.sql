insert into demand_packs (pack, openings) values (?, ?)
on conflict (pack) do update set openings = excluded.openings
