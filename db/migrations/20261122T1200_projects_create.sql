-- What the rules of clauses 三 and 五(二) say of each estate, bound to the policy and the estate's version it was
-- computed from. Derived: it can be thrown away and computed again.
create table projects_assessment (
  estate_id uuid primary key references survey_estate (id),
  region_code text not null,
  subdistrict_name text not null,
  community text,
  name text not null,
  facts jsonb not null,
  eligible text not null check (eligible in ('yes', 'no', 'unknown')),
  target text check (target in ('must', 'aspire')),
  failed text[] not null,
  unknown text[] not null,
  conditions jsonb not null,
  score integer not null check (score between 0 and 10000),
  score_complete boolean not null,
  factors jsonb not null,
  -- what orders and filters the list, taken out of the facts
  committee boolean not null,
  willingness double precision,
  participation double precision,
  households integer,
  built_year integer,
  buildings integer,
  floor_area_cm2 bigint,
  estate_version integer not null,
  policy_version text not null,
  assessed_at timestamptz not null
);
comment on column projects_assessment.score is 'hundredths of a point, 0 to 100 points';
comment on column projects_assessment.failed is 'ids of the conditions not met; unknown: of those not known';
create index projects_assessment_score_idx on projects_assessment (score desc, estate_id);
create index projects_assessment_region_idx on projects_assessment (region_code, score desc, estate_id);
alter table projects_assessment enable row level security;
create policy projects_assessment_scope on projects_assessment to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update, delete on projects_assessment to huanju_app;

-- The way in: one application per estate, and every step it took.
create table projects_application (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  state text not null check (state in ('submitted', 'opined', 'accepted', 'returned', 'withdrawn')),
  opinion text check (opinion in ('support', 'oppose')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint projects_application_estate_key unique (estate_id)
);
create index projects_application_state_idx on projects_application (state, updated_at desc);
alter table projects_application enable row level security;
create policy projects_application_scope on projects_application to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on projects_application to huanju_app;

create table projects_application_step (
  id bigint generated always as identity primary key,
  application_id uuid not null references projects_application (id),
  region_code text not null,
  step text not null check (step in ('apply', 'opine', 'accept', 'return', 'resubmit', 'withdraw', 'revoke')),
  to_state text not null,
  opinion text check (opinion in ('support', 'oppose')),
  reason text not null default '',
  actor_id uuid not null,
  actor_name text not null,
  at timestamptz not null
);
create index projects_application_step_idx on projects_application_step (application_id, id);
alter table projects_application_step enable row level security;
create policy projects_application_step_scope on projects_application_step to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on projects_application_step to huanju_app;

-- A disputed estate is held until argument, risk assessment, emergency plan and agreement are on file.
create table projects_dispute (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  reason text not null check (btrim(reason) <> ''),
  rounds jsonb not null default '[]',
  papers jsonb not null default '{}',
  state text not null default 'open' check (state in ('open', 'released')),
  opened_by text not null,
  opened_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  release_reason text,
  version integer not null default 1
);
comment on column projects_dispute.rounds is '[{"day","summary","by"}]';
comment on column projects_dispute.papers is 'riskAssessment, emergencyPlan, agreement → {"day","title","by"}';
create unique index projects_dispute_open_key on projects_dispute (estate_id) where state = 'open';
create index projects_dispute_estate_idx on projects_dispute (estate_id, opened_at desc);
alter table projects_dispute enable row level security;
create policy projects_dispute_scope on projects_dispute to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on projects_dispute to huanju_app;

-- Project: estates × approval × year × implementing body, with a code and frozen counts.
create table projects_project (
  id uuid primary key,
  code text not null,
  region_code text not null,
  name text not null check (btrim(name) <> ''),
  year integer not null,
  implementing_body text not null check (btrim(implementing_body) <> ''),
  approval_number text not null check (btrim(approval_number) <> ''),
  approved_on date not null,
  state text not null default 'approved' check (state in ('approved', 'cancelled')),
  cancel_reason text,
  estates integer not null check (estates > 0),
  buildings integer not null,
  households integer not null,
  floor_area_cm2 bigint not null,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  constraint projects_project_code_key unique (code)
);
create index projects_project_year_idx on projects_project (year, code);
alter table projects_project enable row level security;
-- A project across subdistricts lies in the district: each of them reads it, only the district writes it.
create policy projects_project_read on projects_project for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or starts_with((select huanju_lo()), region_code));
create policy projects_project_insert on projects_project for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy projects_project_update on projects_project for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on projects_project to huanju_app;

create table projects_project_estate (
  project_id uuid not null references projects_project (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  name text not null,
  buildings integer not null,
  households integer not null,
  floor_area_cm2 bigint not null,
  living boolean not null default true,
  primary key (project_id, estate_id)
);
comment on column projects_project_estate.living is 'false once the project is cancelled';
-- Nothing is counted in two years: an estate lies in one living project at most.
create unique index projects_project_estate_living_key on projects_project_estate (estate_id) where living;
alter table projects_project_estate enable row level security;
create policy projects_project_estate_scope on projects_project_estate to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on projects_project_estate to huanju_app;
