-- Who owns what: exclusive parts (dwellings, but also shops and titled garages), their owners and occupants, and the
-- rolls they were imported from. Names, numbers and telephones are sealed per field; the marks are keyed hashes that
-- let a handed-in name and number be matched without opening anything.
create table survey_part (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  building text not null,
  entrance text not null default '',
  room text not null check (room <> ''),
  floor integer check (floor between -10 and 200),
  kind text not null check (kind in ('dwelling', 'shop', 'garage', 'storage', 'office', 'other')),
  area_cm2 bigint check (area_cm2 > 0),
  area_source text check (area_source in ('register', 'surveyed', 'contract', 'stated')),
  area_evidence text not null default '',
  titled boolean not null default true,
  unsold boolean not null default false,
  sources jsonb not null default '{}',
  version integer not null default 1,
  import_id uuid,
  archived_at timestamptz,
  archive_reason text,
  updated_at timestamptz not null,
  updated_by text not null,
  constraint survey_part_place_key unique (estate_id, building, entrance, room, kind)
);
comment on column survey_part.area_source is 'in the order of the judicial interpretation, art. 8: register 登记簿, surveyed 测绘实测, contract 合同; stated is what somebody said and carries no vote until proved';
comment on column survey_part.unsold is 'not yet sold or handed over: all such parts of an estate are one person, the developer''s';
create index survey_part_region_idx on survey_part (region_code, estate_id);
create index survey_part_import_idx on survey_part (import_id) where import_id is not null;

create table survey_owner (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  kind text not null check (kind in ('person', 'organisation')),
  name_sealed bytea not null,
  name_masked text not null,
  name_mark bytea not null,
  number_sealed bytea,
  number_masked text,
  number_mark bytea,
  phone_sealed bytea,
  phone_masked text,
  phone_mark bytea,
  version integer not null default 1,
  import_id uuid,
  archived_at timestamptz,
  updated_at timestamptz not null,
  updated_by text not null
);
comment on column survey_owner.name_masked is '张*; what every list and paper shows';
comment on column survey_owner.number_mark is 'keyed hash of the number of the identity or registration document, for matching';
create index survey_owner_estate_idx on survey_owner (estate_id);
create index survey_owner_number_idx on survey_owner (estate_id, number_mark) where number_mark is not null;

create table survey_ownership (
  part_id uuid not null references survey_part (id),
  owner_id uuid not null references survey_owner (id),
  region_code text not null,
  nominated boolean not null default false,
  nomination_file uuid references stored_file (id),
  since date,
  until date,
  primary key (part_id, owner_id)
);
comment on column survey_ownership.nominated is 'of several co-owners the one they named to vote; a sole owner needs none';
create unique index survey_ownership_nominated_key on survey_ownership (part_id) where nominated and until is null;
create index survey_ownership_owner_idx on survey_ownership (owner_id);

create table survey_occupant (
  id uuid primary key,
  part_id uuid not null references survey_part (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  relation text not null check (relation in ('owner', 'family', 'tenant', 'other')),
  name_sealed bytea not null,
  name_masked text not null,
  phone_sealed bytea,
  phone_masked text,
  elderly boolean,
  disabled boolean,
  version integer not null default 1,
  import_id uuid,
  archived_at timestamptz,
  updated_at timestamptz not null,
  updated_by text not null
);
create index survey_occupant_part_idx on survey_occupant (part_id);

create table survey_roll_import (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  file_id uuid not null references stored_file (id),
  file_name text not null,
  state text not null check (state in ('checking', 'checked', 'failed', 'committing', 'committed', 'undone')),
  report jsonb,
  outcome jsonb,
  problem jsonb,
  job_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  committed_at timestamptz,
  undone_at timestamptz,
  undo_reason text
);
create index survey_roll_import_recent_idx on survey_roll_import (estate_id, created_at desc);

-- Every row of a handed-in roll as it was read, sealed whole: it holds names and numbers.
create table survey_roll_row (
  import_id uuid not null references survey_roll_import (id),
  seq integer not null,
  sheet text not null,
  row integer not null,
  region_code text not null,
  cells_sealed bytea not null,
  verdict text not null check (verdict in ('accepted', 'corrected', 'rejected')),
  action text not null check (action in ('new', 'changed', 'unchanged', 'refused')),
  place text not null,
  issues jsonb not null default '[]',
  difference jsonb not null default '[]',
  part_id uuid,
  before jsonb,
  primary key (import_id, seq)
);
comment on column survey_roll_row.seq is 'order of reading over all sheets; a roll often has a sheet per building, so rows alone repeat';
comment on column survey_roll_row.before is 'what this row replaced, so that undoing brings it back; sealed fields as base64';

do $$
declare
  t text;
begin
  foreach t in array array['survey_part', 'survey_owner', 'survey_ownership', 'survey_occupant', 'survey_roll_import', 'survey_roll_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to huanju_app
      using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
      with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))', t || '_scope', t);
    execute format('grant select, insert, update on %I to huanju_app', t);
  end loop;
end $$;
grant delete on survey_roll_row to huanju_app;

-- The history of a part stands in that of its estate; values are masked.
alter table survey_change add column part_id uuid references survey_part (id);
create index survey_change_part_idx on survey_change (part_id, id desc) where part_id is not null;

-- Visits keyed in by hand. What a person typed stays when a ledger is read again, unless its committer says otherwise.
alter table survey_wish add column version integer not null default 1;
alter table survey_wish add column edited_at timestamptz;
alter table survey_wish add column edited_by text;

-- A roll's file is sealed on arrival and its clear bytes are removed; they stay where another file has the same ones,
-- also one of a region the remover does not see.
create function stored_file_known(hash text) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as 'select exists (select from stored_file where sha256 = hash)';
grant execute on function stored_file_known(text) to huanju_app;
