-- Scratch tables of one connection, emptied before each use.
create temp table if not exists dirty (opening integer primary key);
create temp table if not exists before (
    opening integer primary key, profile integer, cluster integer, first_on text, closed_on text
);
create temp table if not exists spans (
    opening integer primary key, postings integer, first_on text, first_seen text, last_seen text, closed_at text
);
create temp table if not exists places (
    opening integer, state text, county_fips text, cbsa text, primary key (opening, state, county_fips, cbsa)
) without rowid;
create temp table if not exists asked (
    opening integer, credential text, is_required integer, is_preferred integer, primary key (opening, credential)
) without rowid;
create temp table if not exists shapes_before (id integer primary key);
create temp table if not exists shaped (opening integer primary key, id integer, key text);
create temp table if not exists new_shapes (id integer primary key, key text);
create temp table if not exists profiled (
    opening integer primary key, id integer, setting text, remote text, split text, work_types text, states text,
    asks text, states_scope text, shape integer, places text
);
create temp table if not exists new_profiles (id integer primary key, opening integer);
create temp table if not exists changes (
    profile integer, cluster integer, first_on text, closed_on text, sign integer
);
create temp table if not exists unused (profile integer primary key);
delete from temp.dirty;
delete from temp.before;
delete from temp.spans;
delete from temp.places;
delete from temp.asked;
delete from temp.shapes_before;
delete from temp.shaped;
delete from temp.new_shapes;
delete from temp.profiled;
delete from temp.new_profiles;
delete from temp.changes;
delete from temp.unused;
