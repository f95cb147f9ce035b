-- What users decided about the parameters of the rule pack: confirmed, overridden or reverted, with a reason.
-- Append-only: the present standing of a parameter is its last row, all earlier ones are its history.
create table policy_decision (
  seq bigint generated always as identity primary key,
  region_code text not null,
  parameter text not null check (parameter ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  kind text not null check (kind in ('confirm', 'override', 'revert')),
  value jsonb,
  reason text not null check (btrim(reason) <> ''),
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  -- the decision this one was made upon; null for a parameter's first: two cannot follow the same one
  follows bigint references policy_decision (seq),
  constraint policy_decision_value_check check ((kind = 'override') = (value is not null)),
  constraint policy_decision_follows_key unique nulls not distinct (region_code, parameter, follows)
);
alter table policy_decision enable row level security;
-- A decision of the district holds for, and is read by, everyone inside it; only the district itself makes one.
create policy policy_decision_read on policy_decision for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or starts_with((select huanju_lo()), region_code));
create policy policy_decision_insert on policy_decision for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on policy_decision to huanju_app;
