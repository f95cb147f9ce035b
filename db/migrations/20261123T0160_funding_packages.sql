-- Social-capital packages (clauses 五(六), 六(五)): facilities across estates that are to carry themselves. Every saved
-- state is kept, so that an edit can be taken back and two states compared.
create table funding_package (
  id uuid primary key,
  region_code text not null,
  title text not null check (btrim(title) <> ''),
  state text not null default 'draft' check (state in ('draft', 'adopted', 'archived')),
  content jsonb not null,
  version integer not null default 1,
  edited_by uuid not null,
  edited_by_name text not null,
  edited_at timestamptz not null,
  adopted_by uuid,
  adopted_by_name text,
  adopted_at timestamptz,
  -- Whoever wrote the figures does not adopt them.
  constraint funding_package_two_persons check (adopted_by is null or adopted_by <> edited_by),
  check ((state = 'adopted') = (adopted_by is not null))
);
comment on column funding_package.content is 'the appraised package; money in fen, rates in basis points';
create index funding_package_edited_idx on funding_package (edited_at desc, id);
alter table funding_package enable row level security;
create policy funding_package_scope on funding_package to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on funding_package to huanju_app;

create table funding_package_version (
  package_id uuid not null references funding_package (id),
  version integer not null,
  region_code text not null,
  title text not null,
  content jsonb not null,
  note text not null default '',
  by_name text not null,
  at timestamptz not null,
  primary key (package_id, version)
);
alter table funding_package_version enable row level security;
create policy funding_package_version_scope on funding_package_version to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on funding_package_version to huanju_app;
