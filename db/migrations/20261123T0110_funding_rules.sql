-- 出资规则: sets of contribution rules, what is entered of an estate's networks, and estimates bound to a set.

-- A set is drafted, proposed by one person and put in force by another; from then on it never changes.
create table funding_rule_set (
  id uuid primary key,
  region_code text not null,
  number integer not null,
  title text not null,
  state text not null check (state in ('draft', 'proposed', 'inForce', 'cancelled')),
  book jsonb not null,
  book_hash text not null,
  basis_clause text not null,
  basis_document text not null,
  note text not null,
  based_on uuid references funding_rule_set (id),
  from_day date,
  proposed_by uuid,
  proposed_by_name text,
  proposed_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  reason text not null default '',
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  constraint funding_rule_set_number_key unique (region_code, number),
  constraint funding_rule_set_two_persons check (
    state <> 'inForce' or (decided_by is not null and proposed_by is not null and decided_by <> proposed_by and from_day is not null)
  )
);
create index funding_rule_set_force_idx on funding_rule_set (region_code, from_day desc) where state = 'inForce';

create function funding_rule_set_keep() returns trigger language plpgsql as $$
begin
  raise exception 'a rule set in force is never changed' using constraint = 'funding_rule_set_frozen', errcode = '23514';
end $$;
create trigger funding_rule_set_keep before update or delete on funding_rule_set
  for each row when (old.state in ('inForce', 'cancelled')) execute function funding_rule_set_keep();

alter table funding_rule_set enable row level security;
-- Rules of the district hold for, and are read by, everyone inside it; only the district itself makes them.
create policy funding_rule_set_read on funding_rule_set for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or starts_with((select huanju_lo()), region_code));
create policy funding_rule_set_insert on funding_rule_set for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy funding_rule_set_update on funding_rule_set for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on funding_rule_set to huanju_app;

-- Of a network of an estate: how much of its cost lies inside the households' meters, and who owns the pipes.
create table funding_network_fact (
  estate_id uuid not null references survey_estate (id),
  item text not null,
  region_code text not null,
  inside_share text not null check (inside_share ~ '^(0|1|0\.[0-9]{1,6})$'),
  pipe text not null check (pipe in ('utility', 'other')),
  document text not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (estate_id, item)
);
alter table funding_network_fact enable row level security;
create policy funding_network_fact_scope on funding_network_fact to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on funding_network_fact to huanju_app;

-- The newest estimate of an estate under one book of rules; bound to that book's hash and to the estate's version.
create table funding_estimate (
  estate_id uuid not null references survey_estate (id),
  book_hash text not null,
  region_code text not null,
  rule_set_id uuid references funding_rule_set (id),
  estate_version integer not null,
  policy_version text not null,
  source text not null check (source in ('catalogue', 'scheme')),
  total_fen bigint not null check (total_fen >= 0),
  residents_fen bigint not null check (residents_fen >= 0),
  payers jsonb not null,
  issues jsonb not null,
  computed_at timestamptz not null,
  primary key (estate_id, book_hash)
);
create index funding_estimate_book_idx on funding_estimate (book_hash, region_code);
alter table funding_estimate enable row level security;
create policy funding_estimate_scope on funding_estimate to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on funding_estimate to huanju_app;
