-- The plan: money by channel and year, capacity, years set by people, and the solved plans, of which some are published.
-- Rows of the district are read by everyone inside it and written only by those whose region is the whole of it.
create table plan_budget (
  region_code text not null references identity_region (code),
  channel text not null check (channel <> ''),
  title text not null,
  classes text[] not null check (array_length(classes, 1) > 0),
  carry boolean not null,
  amounts jsonb not null default '{}',
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (region_code, channel)
);
comment on column plan_budget.classes is 'earmark: classes of works the channel may pay (basic, improvement, enhancement)';
comment on column plan_budget.amounts is 'year → fen as decimal text';
alter table plan_budget enable row level security;
create policy plan_budget_read on plan_budget for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or starts_with((select huanju_lo()), region_code));
create policy plan_budget_insert on plan_budget for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy plan_budget_update on plan_budget for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on plan_budget to huanju_app;

create table plan_capacity (
  region_code text primary key references identity_region (code),
  households jsonb not null default '{}',
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by text not null
);
comment on column plan_capacity.region_code is 'a subdistrict';
comment on column plan_capacity.households is 'year → households that can be renovated; a year left out is unlimited';
alter table plan_capacity enable row level security;
create policy plan_capacity_scope on plan_capacity to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on plan_capacity to huanju_app;

create table plan_limit (
  id uuid primary key,
  region_code text not null references identity_region (code),
  estate_id uuid not null,
  estate_name text not null,
  kind text not null check (kind in ('pin', 'forbid', 'done')),
  year integer not null check (year between 1949 and 2200),
  reason text not null check (reason <> ''),
  created_at timestamptz not null,
  created_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdraw_reason text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
-- One fixed year at most for an estate, and no year forbidden twice.
create unique index plan_limit_fixed_key on plan_limit (estate_id) where kind in ('pin', 'done') and withdrawn_at is null;
create unique index plan_limit_forbid_key on plan_limit (estate_id, year) where kind = 'forbid' and withdrawn_at is null;
create index plan_limit_region_idx on plan_limit (region_code, created_at desc);
alter table plan_limit enable row level security;
create policy plan_limit_scope on plan_limit to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on plan_limit to huanju_app;

create table plan_run (
  id uuid primary key,
  number bigint not null generated always as identity,
  region_code text not null references identity_region (code),
  title text not null,
  status text not null check (status in ('optimal', 'feasible', 'infeasible')),
  open_from integer not null,
  policy_version text not null,
  instance jsonb not null,
  result jsonb not null,
  verdict jsonb not null,
  summary jsonb not null,
  limit_seconds integer not null,
  seed integer not null,
  created_at timestamptz not null,
  created_by text not null,
  published_version integer,
  published_at timestamptz,
  published_by text,
  publish_note text,
  constraint plan_run_number_key unique (number),
  constraint plan_run_published_key unique (region_code, published_version),
  check ((published_version is null) = (published_at is null))
);
comment on column plan_run.instance is 'the problem as solved: budgets, capacities, candidates, set years, objective; frozen';
comment on column plan_run.summary is 'names, warnings and what was set, so that the run is read without today''s tables';
create index plan_run_region_idx on plan_run (region_code, number desc);
alter table plan_run enable row level security;
create policy plan_run_read on plan_run for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or starts_with((select huanju_lo()), region_code));
create policy plan_run_insert on plan_run for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy plan_run_update on plan_run for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on plan_run to huanju_app;
grant update (published_version, published_at, published_by, publish_note) on plan_run to huanju_app;

create table plan_run_estate (
  run_id uuid not null references plan_run (id),
  estate_id uuid not null,
  region_code text not null,
  name text not null,
  subdistrict text not null,
  subdistrict_name text not null,
  start_year integer,
  done boolean not null,
  pinned boolean not null,
  candidate boolean not null,
  held boolean not null,
  eligible text not null check (eligible in ('yes', 'no', 'unknown')),
  target text check (target in ('must', 'aspire')),
  score double precision not null,
  rank integer,
  buildings integer,
  households integer,
  floor_area_cm2 bigint,
  need_fen bigint not null,
  lon double precision,
  lat double precision,
  why text not null,
  trials jsonb not null default '[]',
  primary key (run_id, estate_id)
);
comment on column plan_run_estate.rank is 'place by score among the candidates; null where it was none';
create index plan_run_estate_region_idx on plan_run_estate (run_id, region_code);
alter table plan_run_estate enable row level security;
create policy plan_run_estate_scope on plan_run_estate to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on plan_run_estate to huanju_app;

-- A solved plan never changes; it can be published once, and a published one is done with.
create function plan_run_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.published_version is null
     and (to_jsonb(new) - array['published_version', 'published_at', 'published_by', 'publish_note'])
       = (to_jsonb(old) - array['published_version', 'published_at', 'published_by', 'publish_note']) then
    return new;
  end if;
  raise exception 'a plan run is frozen' using errcode = 'HJ002';
end $$;
create trigger plan_run_frozen before update or delete on plan_run for each row execute function plan_run_frozen();

create function plan_run_estate_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'the estates of a plan run are frozen' using errcode = 'HJ002';
end $$;
create trigger plan_run_estate_frozen before update or delete or truncate on plan_run_estate
  for each statement execute function plan_run_estate_frozen();
create function plan_run_estate_late() returns trigger language plpgsql as $$
begin
  if exists (select 1 from plan_run where id = new.run_id and published_version is not null) then
    raise exception 'the estates of a published plan are frozen' using errcode = 'HJ002';
  end if;
  return new;
end $$;
create trigger plan_run_estate_late before insert on plan_run_estate for each row execute function plan_run_estate_late();
