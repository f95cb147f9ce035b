-- 指标文件, 国库凭证, 资金使用方案, 对账: files of the finance bureau, what became of each line, allocation schemes and
-- reconciliations. The money itself is in the ledger; rows here point at its postings.

create table funding_finance_import (
  id uuid primary key,
  region_code text not null,
  kind text not null check (kind in ('indicator', 'voucher')),
  file_id uuid not null references stored_file (id),
  file_name text not null,
  file_hash text not null,
  defaults jsonb not null,
  state text not null check (state in ('checking', 'checked', 'failed', 'committing', 'committed', 'undone')),
  report jsonb,
  outcome jsonb,
  problem jsonb,
  job_id uuid,
  version integer not null default 1,
  created_by_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  committed_by text,
  committed_at timestamptz,
  undone_by text,
  undone_at timestamptz,
  undo_reason text
);
create index funding_finance_import_recent_idx on funding_finance_import (kind, created_at desc, id);
-- The same bytes are booked once.
create unique index funding_finance_import_file_key on funding_finance_import (left(region_code, 6), kind, file_hash)
  where state in ('committing', 'committed');

-- One line of an indicator document; its money is a source of the ledger.
create table funding_indicator (
  id uuid primary key,
  region_code text not null,
  import_id uuid not null references funding_finance_import (id),
  cell text not null,
  document_number text not null,
  place text not null,
  purpose text not null,
  channel text not null,
  sub_channel text not null,
  classes text[] not null,
  excluded_items text[] not null,
  budget_year integer not null,
  expires_on date,
  amount_fen bigint not null check (amount_fen > 0),
  source_id uuid not null references funding_source (id),
  posting_id uuid not null references funding_posting (id),
  created_at timestamptz not null,
  undone_at timestamptz
);
create unique index funding_indicator_line_key on funding_indicator
  (document_number, region_code, sub_channel, budget_year, md5(purpose)) where undone_at is null;
create index funding_indicator_import_idx on funding_indicator (import_id);
create index funding_indicator_source_idx on funding_indicator (source_id);

-- One voucher of the treasury; open until it is booked.
create table funding_treasury_voucher (
  id uuid primary key,
  region_code text not null,
  import_id uuid not null references funding_finance_import (id),
  cell text not null,
  kind text not null check (kind in ('receipt', 'payment')),
  number text not null check (btrim(number) <> ''),
  day date not null,
  amount_fen bigint not null check (amount_fen > 0),
  payee text not null,
  payer text not null,
  document_number text,
  authorisation_number text,
  summary text not null,
  state text not null check (state in ('open', 'booked', 'setAside', 'undone')),
  how text check (how in ('automatic', 'hand', 'fact')),
  source_id uuid references funding_source (id),
  authorisation_id uuid references funding_authorisation (id),
  posting_id uuid references funding_posting (id),
  case_id uuid references funding_case (id),
  note text not null default '',
  decided_by text,
  decided_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  check ((state = 'booked') = (posting_id is not null))
);
create unique index funding_treasury_voucher_number_key on funding_treasury_voucher (left(region_code, 6), kind, number)
  where state <> 'undone';
create index funding_treasury_voucher_state_idx on funding_treasury_voucher (state, day desc, id);
create index funding_treasury_voucher_import_idx on funding_treasury_voucher (import_id);
create index funding_treasury_voucher_posting_idx on funding_treasury_voucher (posting_id) where posting_id is not null;

-- 结转, 收回, 追回: what a document did to a source.
create table funding_source_act (
  id uuid primary key,
  region_code text not null,
  source_id uuid not null references funding_source (id),
  kind text not null check (kind in ('carry', 'recall', 'clawback')),
  document_number text not null check (btrim(document_number) <> ''),
  file_id uuid references stored_file (id),
  amount_fen bigint not null check (amount_fen >= 0),
  to_year integer,
  posting_id uuid not null references funding_posting (id),
  refund_posting_id uuid references funding_posting (id),
  reason text not null check (btrim(reason) <> ''),
  by_id uuid,
  by_name text not null,
  at timestamptz not null
);
create index funding_source_act_source_idx on funding_source_act (source_id, at desc);

create sequence funding_allocation_seq;
create table funding_allocation (
  id uuid primary key,
  region_code text not null,
  code text not null constraint funding_allocation_code_key unique,
  title text not null check (btrim(title) <> ''),
  state text not null check (state in ('draft', 'submitted', 'approved', 'published', 'withdrawn')),
  weights jsonb not null,
  policy_version text not null,
  note text not null default '',
  created_by_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  -- everybody who set an amount by hand: none of them approves
  adjusted_by_ids uuid[] not null default '{}',
  submitted_by_id uuid,
  submitted_by text,
  submitted_at timestamptz,
  approved_by_id uuid,
  approved_by text,
  approved_at timestamptz,
  approval_number text,
  posting_id uuid references funding_posting (id),
  published_by text,
  published_at timestamptz,
  published jsonb,
  hash text,
  version integer not null default 1,
  check ((state in ('approved', 'published')) = (posting_id is not null)),
  check ((state = 'published') = (published is not null)),
  check (approved_by_id is null or approved_by_id <> submitted_by_id),
  check (approved_by_id is null or not approved_by_id = any (adjusted_by_ids))
);
create index funding_allocation_recent_idx on funding_allocation (created_at desc, id);
comment on column funding_allocation.published is 'the published version with every line; hash is its SHA-256';

create table funding_allocation_source (
  allocation_id uuid not null references funding_allocation (id),
  source_id uuid not null references funding_source (id),
  region_code text not null,
  available_fen bigint not null check (available_fen >= 0),
  primary key (allocation_id, source_id)
);
-- What an approved scheme still lacks money for, as it was when the proposal was made.
create table funding_allocation_need (
  allocation_id uuid not null references funding_allocation (id),
  project_id uuid not null,
  estate_id uuid not null,
  item text not null,
  region_code text not null,
  item_class text not null,
  item_title text not null,
  project_name text not null,
  estate_name text not null,
  cost_fen bigint not null check (cost_fen >= 0),
  arranged_fen bigint not null check (arranged_fen >= 0),
  primary key (allocation_id, project_id, estate_id, item)
);
create table funding_allocation_line (
  allocation_id uuid not null references funding_allocation (id),
  source_id uuid not null,
  project_id uuid not null,
  estate_id uuid not null,
  item text not null,
  region_code text not null,
  proposed_fen bigint not null check (proposed_fen >= 0),
  amount_fen bigint not null check (amount_fen >= 0),
  why text not null,
  reason text not null default '',
  primary key (allocation_id, source_id, project_id, estate_id, item),
  foreign key (allocation_id, source_id) references funding_allocation_source (allocation_id, source_id),
  foreign key (allocation_id, project_id, estate_id, item)
    references funding_allocation_need (allocation_id, project_id, estate_id, item),
  check (amount_fen = proposed_fen or btrim(reason) <> '')
);

-- What was submitted is what is approved and published.
create function funding_allocation_frozen() returns trigger language plpgsql as $$
declare
  v_id uuid := case when tg_op = 'DELETE' then old.allocation_id else new.allocation_id end;
begin
  if not exists (select from funding_allocation where id = v_id and state = 'draft') then
    raise exception 'the allocation is no draft any more' using errcode = 'HJ001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger funding_allocation_source_frozen before insert or update or delete on funding_allocation_source
  for each row execute function funding_allocation_frozen();
create trigger funding_allocation_need_frozen before insert or update or delete on funding_allocation_need
  for each row execute function funding_allocation_frozen();
create trigger funding_allocation_line_frozen before insert or update or delete on funding_allocation_line
  for each row execute function funding_allocation_frozen();
create function funding_allocation_published() returns trigger language plpgsql as $$
begin
  if old.state in ('published', 'withdrawn') then
    raise exception 'a published allocation never changes' using errcode = 'HJ001';
  end if;
  return new;
end $$;
create trigger funding_allocation_published before update on funding_allocation
  for each row execute function funding_allocation_published();

-- Where cash lies: an account and the sub-channels whose sources it holds. Only the tail of its number is kept.
create table funding_account (
  id uuid primary key,
  region_code text not null,
  title text not null check (btrim(title) <> ''),
  bank text not null,
  tail text not null check (tail ~ '^[0-9A-Za-z]{0,4}$'),
  sub_channels text[] not null check (cardinality(sub_channels) > 0),
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  constraint funding_account_title_key unique (region_code, title)
);
create table funding_reconciliation (
  id uuid primary key,
  region_code text not null,
  account_id uuid not null references funding_account (id),
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  file_id uuid not null references stored_file (id),
  file_name text not null,
  file_hash text not null,
  opening_fen bigint not null,
  closing_fen bigint not null,
  state text not null check (state in ('open', 'prepared', 'signed')),
  prepared_by_id uuid,
  prepared_by text,
  prepared_at timestamptz,
  signed_by_id uuid,
  signed_by text,
  signed_at timestamptz,
  signed jsonb,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  constraint funding_reconciliation_month_key unique (account_id, month),
  check (signed_by_id is null or signed_by_id <> prepared_by_id)
);
comment on column funding_reconciliation.signed is 'figures as they were signed';
create table funding_treasury_statement_line (
  id uuid primary key,
  reconciliation_id uuid not null references funding_reconciliation (id),
  region_code text not null,
  position integer not null,
  cell text not null,
  day date not null,
  amount_fen bigint not null check (amount_fen <> 0),
  serial text not null,
  party text not null,
  summary text not null,
  voucher text not null,
  posting_id uuid references funding_posting (id)
);
create index funding_treasury_statement_line_reconciliation_idx on funding_treasury_statement_line (reconciliation_id, position);
create unique index funding_treasury_statement_line_posting_key on funding_treasury_statement_line (posting_id, amount_fen)
  where posting_id is not null;
create table funding_reconciliation_note (
  reconciliation_id uuid not null references funding_reconciliation (id),
  side text not null check (side in ('bank', 'book', 'opening')),
  ref text not null,
  region_code text not null,
  kind text not null check (kind in ('outstanding', 'timing', 'missing', 'error')),
  note text not null check (btrim(note) <> ''),
  by_name text not null,
  at timestamptz not null,
  primary key (reconciliation_id, side, ref)
);

do $$
declare
  t text;
begin
  foreach t in array array['funding_finance_import', 'funding_indicator', 'funding_treasury_voucher', 'funding_source_act',
    'funding_allocation', 'funding_allocation_source', 'funding_allocation_need', 'funding_allocation_line',
    'funding_account', 'funding_reconciliation', 'funding_treasury_statement_line', 'funding_reconciliation_note'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to huanju_app
      using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
      with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))', t || '_scope', t);
    execute format('grant select, insert on %I to huanju_app', t);
  end loop;
end $$;
grant update on funding_finance_import, funding_indicator, funding_treasury_voucher, funding_allocation,
  funding_account, funding_reconciliation, funding_treasury_statement_line to huanju_app;
grant update, delete on funding_allocation_source, funding_allocation_need, funding_allocation_line,
  funding_reconciliation_note to huanju_app;
grant delete on funding_treasury_statement_line, funding_reconciliation to huanju_app;
grant usage on sequence funding_allocation_seq to huanju_app;
