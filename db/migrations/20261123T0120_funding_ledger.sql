-- The ledger of 资金: double entry in integer fen. Only the database functions of the next migration write here; the
-- application reads. Entries are never changed: a correction is a mirrored posting.

create function funding_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'HJ001';
end $$;

-- The region of a row, or of a district's row seen from inside it (a grant of the district is read by its subdistricts).
create function funding_reads(p_region text, p_lo text, p_hi text) returns boolean language sql immutable parallel safe
  as $$ select (p_region >= p_lo and p_region < p_hi) or starts_with(p_lo, p_region) $$;

-- One sum with one document and one earmark.
create table funding_source (
  id uuid primary key,
  region_code text not null check (region_code ~ '^[0-9]{2,12}$'),
  channel text not null check (channel ~ '^[a-z][A-Za-z]*$'),
  sub_channel text not null check (sub_channel ~ '^[a-z][A-Za-z]*$'),
  title text not null check (btrim(title) <> ''),
  document_number text not null check (btrim(document_number) <> ''),
  document_file_id uuid references stored_file (id),
  document_hash text,
  classes text[] not null check (cardinality(classes) > 0 and classes <@ array['basic', 'improvement', 'enhancement']),
  estates uuid[],
  excluded_items text[] not null default '{}',
  budget_year integer not null check (budget_year between 2000 and 2100),
  first_year integer not null,
  expires_on date,
  carry boolean not null,
  cash boolean not null,
  created_by_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  check (estates is null or cardinality(estates) > 0)
);
comment on column funding_source.estates is 'estates it may be used for; null: every estate of its region';
comment on column funding_source.carry is 'what is left after the budget year may be arranged later';
comment on column funding_source.cash is 'false: a value of works and things given in kind, never money';
comment on column funding_source.document_hash is 'sha256 of the document''s bytes as they were at signing';
create index funding_source_region_idx on funding_source (region_code, budget_year desc, id);
create index funding_source_document_idx on funding_source (document_number);
alter table funding_source enable row level security;
create policy funding_source_read on funding_source for select to huanju_app
  using (funding_reads(region_code, (select huanju_lo()), (select huanju_hi())));

-- What money is arranged for: an item of an estate in a project, and the class it belongs to.
create table funding_item (
  project_id uuid not null,
  estate_id uuid not null,
  item text not null check (item ~ '^[a-z][A-Za-z0-9]*$'),
  region_code text not null,
  class text not null check (class in ('basic', 'improvement', 'enhancement')),
  origin text not null default 'hand' check (origin in ('scheme', 'hand')),
  created_at timestamptz not null,
  primary key (project_id, estate_id, item),
  foreign key (project_id, estate_id) references projects_project_estate (project_id, estate_id)
);
create index funding_item_estate_idx on funding_item (estate_id, item);
alter table funding_item enable row level security;
create policy funding_item_scope on funding_item for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));

-- A contract as signed: its amount, its lines, and the terms of payment as the policy said on the day, frozen.
create table funding_contract (
  id uuid primary key,
  region_code text not null,
  project_id uuid not null references projects_project (id),
  number text not null check (btrim(number) <> ''),
  title text not null check (btrim(title) <> ''),
  kind text not null default 'works',
  contractor text not null check (btrim(contractor) <> ''),
  organisation_id uuid,
  signed_on date not null,
  file_id uuid references stored_file (id),
  file_hash text,
  advance_bp integer not null check (advance_bp between 0 and 10000),
  recovery_bp integer not null check (recovery_bp between 0 and 10000),
  progress_bp integer not null check (progress_bp between 0 and 10000),
  retention_bp integer not null check (retention_bp between 0 and 10000),
  gates jsonb not null,
  policy_version text not null,
  amount_fen bigint not null check (amount_fen > 0),
  committed_fen bigint not null default 0,
  measured_fen bigint not null default 0,
  retained_fen bigint not null default 0,
  recovered_fen bigint not null default 0,
  advance_fen bigint not null default 0,
  progress_fen bigint not null default 0,
  settlement_fen bigint not null default 0,
  released_fen bigint not null default 0,
  signed_by_id uuid,
  signed_by text not null,
  created_at timestamptz not null,
  constraint funding_contract_number_key unique (project_id, number),
  constraint funding_contract_committed_check check (committed_fen between 0 and amount_fen),
  constraint funding_contract_measured_check check (measured_fen between 0 and amount_fen),
  constraint funding_contract_advance_check check (advance_fen >= 0 and advance_fen::numeric * 10000 <= amount_fen::numeric * advance_bp),
  constraint funding_contract_recovered_check check (recovered_fen between 0 and advance_fen),
  constraint funding_contract_retained_check check (retained_fen >= 0 and retained_fen::numeric * 10000 <= measured_fen::numeric * retention_bp),
  constraint funding_contract_released_check check (released_fen between 0 and retained_fen),
  constraint funding_contract_paid_check check (progress_fen >= 0 and settlement_fen >= 0
    and progress_fen + settlement_fen + recovered_fen + retained_fen <= measured_fen)
);
comment on table funding_contract is 'shares are basis points (1/10000) frozen at signing; sums in fen follow the postings';
comment on column funding_contract.gates is 'kind of payment → gates that have to be passed before it';
create index funding_contract_project_idx on funding_contract (project_id);
create index funding_contract_organisation_idx on funding_contract (organisation_id) where organisation_id is not null;
alter table funding_contract enable row level security;

create table funding_contract_line (
  contract_id uuid not null references funding_contract (id),
  line_id text not null check (btrim(line_id) <> ''),
  project_id uuid not null,
  estate_id uuid not null,
  item text not null,
  region_code text not null,
  title text not null default '',
  quantity text not null default '',
  unit text not null default '',
  amount_fen bigint not null check (amount_fen >= 0),
  measured_fen bigint not null default 0,
  primary key (contract_id, line_id),
  foreign key (project_id, estate_id, item) references funding_item (project_id, estate_id, item),
  constraint funding_contract_line_measured_check check (measured_fen between 0 and amount_fen)
);
create index funding_contract_line_estate_idx on funding_contract_line (estate_id, item);
alter table funding_contract_line enable row level security;
create policy funding_contract_line_scope on funding_contract_line for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
-- A district's contract, and what is done under it, is read below by those who have an estate in it.
create policy funding_contract_read on funding_contract for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
    or (starts_with((select huanju_lo()), region_code) and exists (select from funding_contract_line l where l.contract_id = funding_contract.id)));

-- A change of a contract's lines, approved and on paper.
create table funding_contract_change (
  id uuid primary key,
  contract_id uuid not null references funding_contract (id),
  region_code text not null,
  document_number text not null check (btrim(document_number) <> ''),
  file_id uuid references stored_file (id),
  approved_on date not null,
  reason text not null check (btrim(reason) <> ''),
  lines jsonb not null,
  before_fen bigint not null,
  after_fen bigint not null,
  by_id uuid,
  by_name text not null,
  at timestamptz not null
);
create index funding_contract_change_idx on funding_contract_change (contract_id, at);
alter table funding_contract_change enable row level security;
create policy funding_contract_change_read on funding_contract_change for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
    or (starts_with((select huanju_lo()), region_code)
      and exists (select from funding_contract_line l where l.contract_id = funding_contract_change.contract_id)));

-- A gate passed: a signed fact with its document. Never deleted; a mistaken one is revoked with a reason.
create table funding_gate (
  id uuid primary key,
  project_id uuid not null references projects_project (id),
  contract_id uuid references funding_contract (id),
  region_code text not null,
  gate text not null check (gate ~ '^[a-z][A-Za-z]*$'),
  passed_on date not null,
  document_number text not null check (btrim(document_number) <> ''),
  file_id uuid references stored_file (id),
  document_hash text,
  note text not null default '',
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  revoke_reason text
);
comment on column funding_gate.contract_id is 'null: holds for every contract of the project';
create unique index funding_gate_living_key on funding_gate (project_id, gate, contract_id) nulls not distinct where revoked_at is null;
alter table funding_gate enable row level security;
create policy funding_gate_read on funding_gate for select to huanju_app
  using (funding_reads(region_code, (select huanju_lo()), (select huanju_hi())));

-- Source × project × estate × item × contract, as far as it is known: what a balance is kept of.
create table funding_cell (
  id bigint generated always as identity primary key,
  source_id uuid not null references funding_source (id),
  project_id uuid,
  estate_id uuid,
  item text,
  contract_id uuid references funding_contract (id),
  region_code text not null,
  committed_fen bigint not null default 0,
  measured_fen bigint not null default 0,
  retained_fen bigint not null default 0,
  recovered_fen bigint not null default 0,
  advance_fen bigint not null default 0,
  released_fen bigint not null default 0,
  constraint funding_cell_key unique nulls not distinct (source_id, project_id, estate_id, item, contract_id),
  constraint funding_cell_level_check check (
    (project_id is null) = (estate_id is null) and (estate_id is null) = (item is null)
    and (contract_id is null or item is not null)),
  constraint funding_cell_measured_check check (committed_fen >= 0 and measured_fen between 0 and committed_fen),
  constraint funding_cell_advance_check check (recovered_fen >= 0 and recovered_fen <= advance_fen),
  constraint funding_cell_retained_check check (released_fen >= 0 and released_fen <= retained_fen),
  foreign key (project_id, estate_id, item) references funding_item (project_id, estate_id, item)
);
create index funding_cell_estate_idx on funding_cell (estate_id);
create index funding_cell_contract_idx on funding_cell (contract_id) where contract_id is not null;
alter table funding_cell enable row level security;
create policy funding_cell_scope on funding_cell for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));

create function funding_book(p_account text) returns text language sql immutable parallel safe as $$
  select case when p_account in ('outside', 'cash', 'spent') then 'cash'
    when p_account in ('inKindOrigin', 'inKind') then 'inKind'
    when p_account in ('suspense', 'violation') then 'violation' else 'authority' end $$;

create table funding_posting (
  id uuid primary key,
  kind text not null check (kind in ('grant', 'increase', 'recall', 'carry', 'lapse', 'arrange', 'unarrange', 'receive',
    'refund', 'commit', 'uncommit', 'measure', 'authorise', 'paid', 'violation', 'inKind', 'reverse')),
  booked_on date not null,
  region_code text not null,
  source_id uuid references funding_source (id),
  contract_id uuid references funding_contract (id),
  authorisation_id uuid,
  measurement_id uuid,
  allocation_id uuid,
  reverses_id uuid references funding_posting (id),
  amount_fen bigint not null check (amount_fen >= 0),
  reason text not null default '',
  party text not null default '',
  document_number text not null default '',
  document_on date,
  file_id uuid references stored_file (id),
  file_hash text,
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  constraint funding_posting_reversed_once unique (reverses_id)
);
comment on column funding_posting.source_id is 'the source it concerns where it is one';
comment on column funding_posting.document_on is 'day of the voucher; later in the books when its month was closed';
create index funding_posting_region_idx on funding_posting (region_code, booked_on desc, id desc);
create index funding_posting_day_idx on funding_posting (booked_on desc, id desc);
create index funding_posting_contract_idx on funding_posting (contract_id, id) where contract_id is not null;
create index funding_posting_allocation_idx on funding_posting (allocation_id) where allocation_id is not null;
alter table funding_posting enable row level security;

create table funding_entry (
  id bigint generated always as identity primary key,
  posting_id uuid not null references funding_posting (id),
  source_id uuid not null,
  cell_id bigint not null references funding_cell (id),
  region_code text not null,
  account text not null check (account in ('origin', 'budget', 'arranged', 'committed', 'retained', 'payable',
    'authorised', 'paid', 'outside', 'cash', 'spent', 'inKindOrigin', 'inKind', 'suspense', 'violation')),
  amount_fen bigint not null check (amount_fen <> 0),
  balance_after_fen bigint not null,
  source_after_fen bigint not null,
  booked_on date not null
);
comment on column funding_entry.balance_after_fen is 'of this cell and account; source_after_fen: of the whole source and account';
create index funding_entry_posting_idx on funding_entry (posting_id);
create index funding_entry_source_idx on funding_entry (source_id, booked_on, id);
create index funding_entry_account_idx on funding_entry (source_id, account, booked_on, id);
create index funding_entry_cell_idx on funding_entry (cell_id, id);
alter table funding_entry enable row level security;
create policy funding_entry_scope on funding_entry for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
-- Below, a district's posting is read when it is of the source alone and names nobody, or moves money of one's own
-- estates; who paid in, and what was paid against the rules elsewhere, is not.
create policy funding_posting_read on funding_posting for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
    or (starts_with((select huanju_lo()), region_code) and (kind in ('grant', 'increase', 'recall', 'carry', 'lapse')
      or exists (select from funding_entry e where e.posting_id = funding_posting.id))));

-- What is written together sums to zero per book, whoever writes it.
create function funding_entry_check() returns trigger language plpgsql set search_path = public as $$
begin
  if exists (select from fresh group by posting_id, funding_book(account) having sum(amount_fen) <> 0) then
    raise exception 'a posting does not sum to zero in a book' using errcode = 'HJ002';
  end if;
  return null;
end $$;
create trigger funding_entry_balanced after insert on funding_entry referencing new table as fresh
  for each statement execute function funding_entry_check();
create trigger funding_entry_append_only before update or delete or truncate on funding_entry
  for each statement execute function funding_refuse_change();
create trigger funding_posting_append_only before update or delete or truncate on funding_posting
  for each statement execute function funding_refuse_change();

create table funding_balance (
  cell_id bigint not null references funding_cell (id),
  account text not null,
  source_id uuid not null,
  project_id uuid,
  estate_id uuid,
  item text,
  contract_id uuid,
  region_code text not null,
  balance_fen bigint not null default 0,
  primary key (cell_id, account),
  constraint funding_balance_not_negative check (
    balance_fen >= 0 or account in ('origin', 'outside', 'inKindOrigin', 'suspense'))
);
create index funding_balance_source_idx on funding_balance (source_id, account);
create index funding_balance_estate_idx on funding_balance (estate_id, account) where estate_id is not null;
create index funding_balance_contract_idx on funding_balance (contract_id, account) where contract_id is not null;
alter table funding_balance enable row level security;
create policy funding_balance_scope on funding_balance for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));

-- A source's account as a whole, and what went in and out of it month by month: opening balances without counting.
create table funding_total (
  source_id uuid not null references funding_source (id),
  account text not null,
  region_code text not null,
  balance_fen bigint not null default 0,
  primary key (source_id, account),
  constraint funding_total_not_negative check (
    balance_fen >= 0 or account in ('origin', 'outside', 'inKindOrigin', 'suspense'))
);
alter table funding_total enable row level security;
create policy funding_total_read on funding_total for select to huanju_app
  using (funding_reads(region_code, (select huanju_lo()), (select huanju_hi())));
create table funding_month (
  source_id uuid not null references funding_source (id),
  account text not null,
  month date not null check (extract(day from month) = 1),
  region_code text not null,
  in_fen bigint not null default 0,
  out_fen bigint not null default 0,
  entries bigint not null default 0,
  primary key (source_id, account, month)
);
create index funding_month_idx on funding_month (month);
alter table funding_month enable row level security;
create policy funding_month_read on funding_month for select to huanju_app
  using (funding_reads(region_code, (select huanju_lo()), (select huanju_hi())));

create table funding_measurement (
  id uuid primary key,
  contract_id uuid not null references funding_contract (id),
  project_id uuid not null,
  region_code text not null,
  measured_on date not null,
  posting_id uuid not null references funding_posting (id),
  gross_fen bigint not null check (gross_fen > 0),
  retained_fen bigint not null,
  recovered_fen bigint not null,
  payable_fen bigint not null,
  document_number text not null default '',
  file_id uuid references stored_file (id),
  file_hash text,
  note text not null default '',
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  reversed_at timestamptz,
  check (gross_fen = retained_fen + recovered_fen + payable_fen)
);
create index funding_measurement_contract_idx on funding_measurement (contract_id, at);
alter table funding_measurement enable row level security;
create policy funding_measurement_read on funding_measurement for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
    or (starts_with((select huanju_lo()), region_code)
      and exists (select from funding_contract_line l where l.contract_id = funding_measurement.contract_id)));
create table funding_measurement_line (
  measurement_id uuid not null references funding_measurement (id),
  position integer not null,
  cell_id bigint not null references funding_cell (id),
  line_id text not null,
  region_code text not null,
  quantity text not null default '',
  gross_fen bigint not null check (gross_fen > 0),
  retained_fen bigint not null check (retained_fen >= 0),
  recovered_fen bigint not null check (recovered_fen >= 0),
  payable_fen bigint not null check (payable_fen >= 0),
  primary key (measurement_id, position)
);
alter table funding_measurement_line enable row level security;
create policy funding_measurement_line_scope on funding_measurement_line for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));

create table funding_authorisation (
  id uuid primary key,
  payment_id uuid not null,
  contract_id uuid not null references funding_contract (id),
  region_code text not null,
  kind text not null check (kind in ('advance', 'progress', 'settlement', 'retention')),
  payee text not null check (btrim(payee) <> ''),
  booked_on date not null,
  posting_id uuid not null references funding_posting (id),
  amount_fen bigint not null check (amount_fen > 0),
  paid_fen bigint not null default 0,
  reversed_at timestamptz,
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  constraint funding_authorisation_paid_check check (paid_fen between 0 and amount_fen),
  constraint funding_authorisation_reversed_check check (reversed_at is null or paid_fen = 0)
);
create unique index funding_authorisation_payment_key on funding_authorisation (payment_id) where reversed_at is null;
create index funding_authorisation_contract_idx on funding_authorisation (contract_id, at);
create index funding_authorisation_open_idx on funding_authorisation (booked_on) where paid_fen < amount_fen and reversed_at is null;
alter table funding_authorisation enable row level security;
create policy funding_authorisation_read on funding_authorisation for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
    or (starts_with((select huanju_lo()), region_code)
      and exists (select from funding_contract_line l where l.contract_id = funding_authorisation.contract_id)));
create table funding_authorisation_line (
  authorisation_id uuid not null references funding_authorisation (id),
  position integer not null,
  cell_id bigint not null references funding_cell (id),
  source_id uuid not null,
  region_code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  paid_fen bigint not null default 0,
  primary key (authorisation_id, position),
  constraint funding_authorisation_line_paid_check check (paid_fen between 0 and amount_fen)
);
create index funding_authorisation_line_source_idx on funding_authorisation_line (source_id);
alter table funding_authorisation_line enable row level security;
create policy funding_authorisation_line_scope on funding_authorisation_line for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));

-- A voucher of a source stands in the books once; the row goes when its posting is reversed.
create table funding_voucher (
  source_id uuid not null references funding_source (id),
  direction text not null check (direction in ('in', 'out', 'inKind')),
  number text not null check (btrim(number) <> ''),
  authorisation_id uuid,
  region_code text not null,
  posting_id uuid not null references funding_posting (id),
  constraint funding_voucher_key unique nulls not distinct (source_id, direction, number, authorisation_id)
);
create index funding_voucher_posting_idx on funding_voucher (posting_id);
alter table funding_voucher enable row level security;
create policy funding_voucher_read on funding_voucher for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));

-- Months of a district that are closed, one after the other, with the trial balance of that moment.
create table funding_period (
  region_code text not null,
  month date not null check (extract(day from month) = 1),
  postings bigint not null,
  balances jsonb not null,
  closed_at timestamptz not null,
  closed_by_id uuid,
  closed_by text not null,
  primary key (region_code, month)
);
alter table funding_period enable row level security;
create policy funding_period_read on funding_period for select to huanju_app
  using (funding_reads(region_code, (select huanju_lo()), (select huanju_hi())));
create trigger funding_period_append_only before update or delete or truncate on funding_period
  for each statement execute function funding_refuse_change();

-- A fact that breaks a rule: recorded all the same, and to be answered for.
create table funding_case (
  id uuid primary key,
  region_code text not null,
  kind text not null check (kind in ('unauthorised', 'above-authorised', 'overdrawn', 'payee', 'in-kind', 'over-received')),
  source_id uuid not null references funding_source (id),
  posting_id uuid not null references funding_posting (id),
  authorisation_id uuid references funding_authorisation (id),
  amount_fen bigint not null,
  detail jsonb not null,
  found_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'resolved')),
  how text check (how in ('returned', 'attached', 'explained')),
  resolution text,
  resolved_posting_id uuid references funding_posting (id),
  resolved_by_id uuid,
  resolved_by text,
  resolved_at timestamptz,
  check ((state = 'resolved') = (resolved_at is not null))
);
create index funding_case_state_idx on funding_case (state, found_at desc);
create index funding_case_source_idx on funding_case (source_id);
alter table funding_case enable row level security;
create policy funding_case_read on funding_case for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));

grant select on funding_source, funding_item, funding_contract, funding_contract_line, funding_contract_change, funding_gate,
  funding_cell, funding_posting, funding_entry, funding_balance, funding_total, funding_month, funding_measurement,
  funding_measurement_line, funding_authorisation, funding_authorisation_line, funding_voucher, funding_period,
  funding_case to huanju_app;
