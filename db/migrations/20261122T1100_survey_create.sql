-- The survey: estates with their buildings and household visits, the ledgers they came from, and what changed.
create table survey_estate (
  id uuid primary key,
  code text not null,
  region_code text not null references identity_region (code),
  subdistrict_text text,
  community text,
  name text not null check (name <> ''),
  aliases text[] not null default '{}',
  address text,
  land text check (land in ('state', 'collective')),
  urban boolean,
  owners_committee boolean,
  party_organisation boolean,
  demolition boolean,
  shanty_town boolean,
  built_year integer check (built_year between 1800 and 2200),
  built_on date,
  floor_area_cm2 bigint check (floor_area_cm2 > 0),
  buildings integer check (buildings >= 0),
  entrances integer check (entrances >= 0),
  households integer check (households >= 0),
  population integer check (population >= 0),
  property_kind text,
  former_owner text,
  management text,
  water text check (water in ('good', 'fair', 'poor', 'missing')),
  power text check (power in ('good', 'fair', 'poor', 'missing')),
  heating text check (heating in ('good', 'fair', 'poor', 'missing')),
  gas text check (gas in ('good', 'fair', 'poor', 'missing')),
  road text check (road in ('good', 'fair', 'poor', 'missing')),
  security text check (security in ('good', 'fair', 'poor', 'missing')),
  roof text check (roof in ('good', 'fair', 'poor', 'missing')),
  drainage text check (drainage in ('good', 'fair', 'poor', 'missing')),
  agree integer check (agree >= 0),
  pay integer check (pay >= 0),
  papers text check (papers in ('complete', 'partial', 'missing')),
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  note text not null default '',
  completeness integer not null default 0 check (completeness between 0 and 100),
  sources jsonb not null default '{}',
  search_text text not null default '',
  version integer not null default 1,
  import_id uuid,
  archived_at timestamptz,
  archive_reason text,
  merged_into uuid references survey_estate (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null,
  constraint survey_estate_code_key unique (code)
);
comment on column survey_estate.region_code is 'subdistrict (9) or registered community (12); the district where the ledger''s subdistrict is not known, then subdistrict_text has it as written';
comment on column survey_estate.code is 'subdistrict 9 + community 3 (000 unknown) + number 4; given once, never changed';
comment on column survey_estate.sources is 'field → where its value came from: {"kind":"import","importId","file","sheet","cell","at"} or {"kind":"edit","by","at","reason"}';
comment on column survey_estate.search_text is 'name, aliases, address and code in lower case: what the search looks into';
-- Every order the list offers follows an index for the district, and a region's rows lie together for a clerk.
create index survey_estate_region_code_idx on survey_estate (region_code, code) where archived_at is null;
create index survey_estate_region_name_idx on survey_estate (region_code, name, id) where archived_at is null;
create index survey_estate_name_idx on survey_estate (name, id) where archived_at is null;
create index survey_estate_built_idx on survey_estate (built_year, id) where archived_at is null;
create index survey_estate_households_idx on survey_estate (households, id) where archived_at is null;
create index survey_estate_area_idx on survey_estate (floor_area_cm2, id) where archived_at is null;
create index survey_estate_completeness_idx on survey_estate (completeness, id) where archived_at is null;
create index survey_estate_updated_idx on survey_estate (updated_at, id) where archived_at is null;
create index survey_estate_import_idx on survey_estate (import_id);
alter table survey_estate enable row level security;
create policy survey_estate_scope on survey_estate to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on survey_estate to huanju_app;

-- The last number given per code prefix. No region: a prefix tells nothing about the estates behind it.
create table survey_code (
  prefix text primary key,
  last integer not null
);
grant select, insert, update on survey_code to huanju_app;

create table survey_building (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  name text not null check (name <> ''),
  built_year integer check (built_year between 1800 and 2200),
  floors integer check (floors between 0 and 200),
  entrances integer check (entrances >= 0),
  households integer check (households >= 0),
  floor_area_cm2 bigint check (floor_area_cm2 > 0),
  structure text,
  roof_kind text,
  elevators integer check (elevators >= 0),
  insulation boolean,
  source jsonb not null default '{}',
  version integer not null default 1,
  import_id uuid,
  archived_at timestamptz,
  constraint survey_building_name_key unique (estate_id, name)
);
create index survey_building_import_idx on survey_building (import_id);
alter table survey_building enable row level security;
create policy survey_building_scope on survey_building to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on survey_building to huanju_app;

-- One visited household: a place and an answer, no name, no telephone number.
create table survey_wish (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  building text not null,
  entrance text not null,
  room text not null,
  area_cm2 bigint check (area_cm2 > 0),
  agree boolean,
  pay boolean,
  pay_fen bigint check (pay_fen >= 0),
  items text[] not null default '{}',
  management text,
  visited_on date,
  sheet_row integer,
  import_id uuid,
  previous jsonb,
  constraint survey_wish_place_key unique (estate_id, building, entrance, room)
);
comment on column survey_wish.previous is 'the answer this import replaced, so that undoing the import brings it back';
create index survey_wish_import_idx on survey_wish (import_id);
alter table survey_wish enable row level security;
create policy survey_wish_scope on survey_wish to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update, delete on survey_wish to huanju_app;

create table survey_import (
  id uuid primary key,
  region_code text not null,
  file_id uuid not null references stored_file (id),
  file_name text not null,
  state text not null check (state in ('checking', 'checked', 'failed', 'committing', 'committed', 'undone')),
  sheet text,
  mapping jsonb not null default '{}',
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
comment on column survey_import.mapping is 'heading of a column as written → field it holds, or null to ignore it';
create index survey_import_recent_idx on survey_import (region_code, created_at desc);
alter table survey_import enable row level security;
create policy survey_import_scope on survey_import to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on survey_import to huanju_app;

-- Every row of every sheet as it was read; nothing of a handed-in ledger is dropped.
create table survey_raw_row (
  import_id uuid not null references survey_import (id),
  sheet text not null,
  row integer not null,
  region_code text not null,
  cells jsonb not null,
  primary key (import_id, sheet, row)
);
comment on column survey_raw_row.cells is 'address → text as stored; of household sheets without the columns of names and telephone numbers';
alter table survey_raw_row enable row level security;
create policy survey_raw_row_scope on survey_raw_row to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, delete on survey_raw_row to huanju_app;

-- What the reader made of each row that means an estate, a building or a household with a fault.
create table survey_import_row (
  import_id uuid not null references survey_import (id),
  kind text not null check (kind in ('estate', 'building', 'household')),
  row integer not null,
  region_code text not null,
  name text,
  verdict text not null check (verdict in ('accepted', 'corrected', 'rejected')),
  reading jsonb not null,
  issues jsonb not null,
  issue_codes text[] not null default '{}',
  severity text check (severity in ('corrected', 'warning', 'rejected')),
  action text not null check (action in ('new', 'changed', 'unchanged', 'refused')),
  estate_id uuid,
  difference jsonb not null default '[]',
  primary key (import_id, kind, row)
);
comment on column survey_import_row.region_code is 'the region of whoever handed the file in, whose file it is; where the estate lies is in reading';
alter table survey_import_row enable row level security;
create policy survey_import_row_scope on survey_import_row to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update, delete on survey_import_row to huanju_app;

-- Column mappings people confirmed, by heading, offered again for the next file.
create table survey_mapping (
  region_code text not null,
  heading text not null,
  field text,
  updated_by text not null,
  updated_at timestamptz not null,
  primary key (region_code, heading)
);
alter table survey_mapping enable row level security;
create policy survey_mapping_scope on survey_mapping to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update, delete on survey_mapping to huanju_app;

create table survey_change (
  id bigint generated always as identity primary key,
  estate_id uuid not null references survey_estate (id),
  building_id uuid references survey_building (id),
  region_code text not null,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  source text not null check (source in ('create', 'edit', 'import', 'merge', 'archive', 'undo')),
  reason text not null default '',
  import_id uuid references survey_import (id),
  cell text,
  actor_id uuid,
  actor_name text not null,
  at timestamptz not null
);
comment on column survey_change.field is 'a field of the estate or building; * for the whole record (registered, archived, merged)';
create index survey_change_estate_idx on survey_change (estate_id, id desc);
create index survey_change_import_idx on survey_change (import_id, id) where import_id is not null;
alter table survey_change enable row level security;
create policy survey_change_scope on survey_change to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on survey_change to huanju_app;
