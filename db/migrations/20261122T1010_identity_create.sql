create table identity_region (
  code text primary key check (code ~ '^\d+$' and length(code) in (2, 4, 6, 9, 12)),
  name text not null,
  parent_code text references identity_region (code),
  urban boolean,
  extent double precision[] check (extent is null or array_length(extent, 1) = 4),
  constraint identity_region_parent_prefix check (parent_code is null or starts_with(code, parent_code))
);
comment on column identity_region.extent is 'west, south, east, north in degrees, CGCS2000; coordinates outside are reported';
comment on column identity_region.urban is 'whether it counts as 城区 unless an estate says otherwise; null where not known';
grant select, insert, update on identity_region to huanju_app;

create table identity_organisation (
  id uuid primary key,
  kind text not null,
  name text not null,
  credit_code text,
  region_code text not null references identity_region (code),
  contact_name text not null default '',
  contact_phone text not null default '',
  note text not null default '',
  version integer not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null,
  constraint identity_organisation_credit_code_key unique (credit_code)
);
create index identity_organisation_region_idx on identity_organisation (region_code, kind, name);
alter table identity_organisation enable row level security;
-- Bodies of one's own region and of the regions above it can be named by everyone; only those inside can be changed.
create policy identity_organisation_read on identity_organisation for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or starts_with((select huanju_lo()), region_code));
create policy identity_organisation_insert on identity_organisation for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy identity_organisation_update on identity_organisation for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on identity_organisation to huanju_app;

create table identity_user (
  id uuid primary key,
  login text not null,
  name text not null,
  password_hash text not null,
  must_change_password boolean not null default true,
  roles text[] not null check (array_length(roles, 1) > 0),
  region_code text not null references identity_region (code),
  organisation_id uuid references identity_organisation (id),
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  constraint identity_user_login_key unique (login)
);
create index identity_user_region_idx on identity_user (region_code, name);
alter table identity_user enable row level security;
create policy identity_user_scope on identity_user to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on identity_user to huanju_app;

create table identity_session (
  id uuid primary key,
  token_hash text not null,
  user_id uuid not null references identity_user (id),
  region_code text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  revoked_at timestamptz,
  address text not null,
  agent text not null,
  constraint identity_session_token_key unique (token_hash)
);
create index identity_session_user_idx on identity_session (user_id, created_at desc);
alter table identity_session enable row level security;
create policy identity_session_scope on identity_session to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on identity_session to huanju_app;
