-- Scans of signed ballots, each taken in for one vote: of a lot, or of one ballot.
create table participation_scan (
  file_id uuid primary key references stored_file (id),
  vote_id uuid not null references participation_vote (id),
  region_code text not null
);
create index participation_scan_vote_idx on participation_scan (vote_id);

-- Tables of signed ballots handed in. The file is sealed, for it says who chose what; the report and the outcome never do.
create table participation_ballot_import (
  id uuid primary key,
  vote_id uuid not null references participation_vote (id),
  region_code text not null,
  file_id uuid not null references stored_file (id),
  file_name text not null,
  channel text not null check (channel in ('paper', 'door', 'meeting')),
  scan_id uuid not null references participation_scan (file_id),
  state text not null check (state in ('checking', 'checked', 'failed', 'committing', 'committed')),
  report jsonb,
  outcome jsonb,
  problem jsonb,
  job_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  committed_at timestamptz
);
create index participation_ballot_import_recent_idx on participation_ballot_import (vote_id, created_at desc);

do $$
declare
  t text;
begin
  foreach t in array array['participation_scan', 'participation_ballot_import'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to huanju_app
      using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
      with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))', t || '_scope', t);
    execute format('grant select, insert on %I to huanju_app', t);
  end loop;
end $$;
grant update on participation_ballot_import to huanju_app;
