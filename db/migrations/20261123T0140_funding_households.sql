-- 居民出资: what each exclusive part owes of a collection, on which legal basis it became due, and what came in.

-- A collection 归集: one sum the residents owe, divided over the exclusive parts of an estate, a building or an entrance.
create table funding_collection (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  number text not null,
  title text not null,
  scope text not null check (scope in ('estate', 'building', 'entrance')),
  building text,
  entrance text,
  scope_name text not null,
  scheme_id uuid,
  scheme_version integer,
  items text[] not null default '{}',
  classes text[] not null,
  amount_source text not null check (amount_source in ('rules', 'entered')),
  amount_basis text not null,
  amount_why jsonb not null default '[]',
  total_fen bigint not null check (total_fen > 0),
  method text not null check (method in ('agreement', 'area', 'equal', 'floor')),
  method_basis jsonb not null,
  kinds text[] not null,
  coefficients jsonb,
  agreement_file uuid references stored_file (id),
  instalments jsonb not null default '[]',
  payee jsonb not null default '{}',
  state text not null check (state in ('draft', 'issued', 'closed', 'cancelled')),
  basis_id uuid,
  source_id uuid,
  issued_at timestamptz,
  issued_by text,
  cancel_reason text,
  version integer not null default 1,
  key uuid not null,
  created_at timestamptz not null,
  created_by text not null,
  constraint funding_collection_number_key unique (number),
  constraint funding_collection_key_key unique (estate_id, key),
  check (scope = 'estate' or building is not null),
  check (scope <> 'entrance' or entrance is not null),
  constraint funding_collection_based check (state not in ('issued', 'closed') or (basis_id is not null and source_id is not null))
);
comment on column funding_collection.instalments is 'due days and shares: [{"dueOn","share"}]; shares are decimal text and sum to 1';
comment on column funding_collection.payee is 'where residents pay: {"name","account","bank","note"}; an account of an office, not of a person';
create index funding_collection_estate_idx on funding_collection (estate_id, created_at desc);
create index funding_collection_region_idx on funding_collection (region_code, created_at desc);

-- What makes a share due 应缴: a vote that passed, or a signed agreement with its document. Never changed.
create table funding_basis (
  id uuid primary key,
  collection_id uuid not null references funding_collection (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  kind text not null check (kind in ('vote', 'agreement')),
  vote_id uuid,
  matter_id text,
  title text not null,
  document_number text not null,
  signed_on date,
  file_id uuid references stored_file (id),
  file_sha256 text,
  entered_at timestamptz not null,
  entered_by_id uuid,
  entered_by text not null,
  constraint funding_basis_whole check (
    (kind = 'vote' and vote_id is not null and matter_id is not null)
    or (kind = 'agreement' and file_id is not null and file_sha256 is not null and signed_on is not null)),
  unique (id, collection_id)
);
create index funding_basis_collection_idx on funding_basis (collection_id);
alter table funding_collection add constraint funding_collection_basis_fkey
  foreign key (basis_id, id) references funding_basis (id, collection_id);

-- Whether a matter of a vote of this estate passed; true only once it is counted, and not below its own scope.
create function funding_vote_passed(estate uuid, vote uuid, matter text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from participation_vote v, jsonb_array_elements(v.result -> 'matters') m
    where v.id = vote and v.estate_id = estate and v.state in ('closed', 'posted')
      and m ->> 'id' = matter and (m -> 'outcome' ->> 'passed')::boolean)
$$;
revoke all on function funding_vote_passed(uuid, uuid, text) from public;
grant execute on function funding_vote_passed(uuid, uuid, text) to huanju_app;

create function funding_basis_guard() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    raise exception 'a basis stays as it was signed' using errcode = '23514', constraint = 'funding_basis_frozen';
  end if;
  if new.kind = 'vote' and not funding_vote_passed(new.estate_id, new.vote_id, new.matter_id) then
    raise exception 'the vote has not passed' using errcode = '23514', constraint = 'funding_basis_not_passed';
  end if;
  return new;
end $$;
create trigger funding_basis_guarded before insert or update or delete on funding_basis
  for each row execute function funding_basis_guard();

-- One row is what one exclusive part owes of one collection: share, pledged 认缴, due 应缴, paid 实缴.
create table funding_bill (
  id uuid primary key,
  collection_id uuid not null references funding_collection (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  part_id uuid not null references survey_part (id),
  position integer not null,
  building text not null,
  entrance text not null,
  room text not null,
  floor integer,
  kind text not null,
  area_cm2 bigint,
  owner_masked text not null,
  weight text not null,
  share_fen bigint not null check (share_fen >= 0),
  relief_fen bigint not null default 0,
  pledged_fen bigint check (pledged_fen >= 0),
  pledge_source text check (pledge_source in ('wish', 'agreement')),
  pledged_on date,
  pledge_file uuid references stored_file (id),
  basis_id uuid,
  due_fen bigint check (due_fen >= 0),
  paid_fen bigint not null default 0 check (paid_fen >= 0),
  refunded_fen bigint not null default 0,
  number text,
  last_reminded_on date,
  version integer not null default 1,
  constraint funding_bill_part_key unique (collection_id, part_id),
  constraint funding_bill_number_key unique (number),
  constraint funding_bill_basis_fkey foreign key (basis_id, collection_id) references funding_basis (id, collection_id),
  constraint funding_bill_due_needs_basis check (due_fen is null or basis_id is not null),
  constraint funding_bill_due_is_share check (due_fen is null or due_fen = share_fen - relief_fen),
  constraint funding_bill_relief_within check (relief_fen between 0 and share_fen),
  constraint funding_bill_paid_needs_due check (paid_fen = 0 or due_fen is not null),
  constraint funding_bill_refund_within check (refunded_fen between 0 and paid_fen),
  constraint funding_bill_pledge_signed check (pledge_source is distinct from 'agreement' or pledge_file is not null)
);
create index funding_bill_place_idx on funding_bill (collection_id, position);
create index funding_bill_part_idx on funding_bill (part_id);
create index funding_bill_estate_idx on funding_bill (estate_id) where due_fen is not null;

-- Once issued, what was voted on stays; bills sum to the total to the fen.
create function funding_collection_guard() returns trigger language plpgsql as $$
declare
  name text;
begin
  if old.state <> 'draft' then
    foreach name in array array['estate_id', 'region_code', 'number', 'scope', 'building', 'entrance', 'total_fen', 'method',
      'kinds', 'coefficients', 'amount_source', 'amount_basis', 'basis_id', 'source_id', 'issued_at', 'items', 'classes'] loop
      if to_jsonb(old) -> name is distinct from to_jsonb(new) -> name then
        raise exception 'an issued collection keeps its %', name using errcode = '23514', constraint = 'funding_collection_frozen';
      end if;
    end loop;
    if new.state = 'draft' then
      raise exception 'an issued collection stays issued' using errcode = '23514', constraint = 'funding_collection_frozen';
    end if;
  end if;
  if old.state = 'draft' and new.state = 'issued'
     and (select coalesce(sum(share_fen), 0) from funding_bill where collection_id = new.id) <> new.total_fen then
    raise exception 'bills do not sum to the total' using errcode = '23514', constraint = 'funding_collection_sum';
  end if;
  return new;
end $$;
create trigger funding_collection_guarded before update on funding_collection
  for each row execute function funding_collection_guard();

create function funding_bill_guard() returns trigger language plpgsql as $$
declare
  stage text := (select state from funding_collection where id = case when tg_op = 'DELETE' then old.collection_id else new.collection_id end);
begin
  if tg_op = 'UPDATE' then
    if stage <> 'draft' and (old.share_fen, old.part_id, old.collection_id, coalesce(old.number, new.number, ''))
       is distinct from (new.share_fen, new.part_id, new.collection_id, coalesce(new.number, '')) then
      raise exception 'shares are fixed once issued' using errcode = '23514', constraint = 'funding_collection_frozen';
    end if;
    return new;
  end if;
  if stage <> 'draft' then
    raise exception 'bills are fixed once issued' using errcode = '23514', constraint = 'funding_collection_frozen';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger funding_bill_guarded before insert or update or delete on funding_bill
  for each row execute function funding_bill_guard();

-- Exemption and hardship relief 减免: paid by a named channel, approved by somebody else than proposed it.
create table funding_relief (
  id uuid primary key,
  collection_id uuid not null references funding_collection (id),
  bill_id uuid not null references funding_bill (id),
  region_code text not null,
  kind text not null check (kind in ('exemption', 'hardship')),
  amount_fen bigint not null check (amount_fen > 0),
  claim_fen bigint not null default 0,
  sub_channel text not null,
  reason text not null check (reason <> ''),
  file_id uuid not null references stored_file (id),
  state text not null check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_at timestamptz not null,
  proposed_by_id uuid not null,
  proposed_by text not null,
  decided_at timestamptz,
  decided_by_id uuid,
  decided_by text,
  decision_note text not null default '',
  version integer not null default 1,
  constraint funding_relief_claim_within check (claim_fen between 0 and amount_fen),
  constraint funding_relief_two_persons check (state not in ('approved', 'refused') or (decided_by_id is not null and decided_by_id <> proposed_by_id))
);
comment on column funding_relief.claim_fen is 'what the named channel still owes the source, whose money was arranged before the relief; fen';
create index funding_relief_bill_idx on funding_relief (bill_id);
create index funding_relief_open_idx on funding_relief (collection_id) where state = 'proposed';

-- What came in, one row per receipt 收据; numbered without gaps per subdistrict and year. A void keeps its number.
create table funding_receipt (
  id uuid primary key,
  bill_id uuid not null references funding_bill (id),
  collection_id uuid not null references funding_collection (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  number text not null,
  amount_fen bigint not null check (amount_fen > 0),
  received_on date not null,
  way text not null check (way in ('bank', 'cash', 'transfer')),
  payer_masked text not null,
  voucher text not null,
  line_id uuid,
  posting_id uuid not null,
  key uuid not null,
  created_at timestamptz not null,
  created_by text not null,
  voided_at timestamptz,
  voided_by text,
  void_reason text,
  void_posting_id uuid,
  constraint funding_receipt_number_key unique (number),
  constraint funding_receipt_key_key unique (bill_id, key),
  check ((voided_at is null) = (void_reason is null)),
  check ((voided_at is null) = (void_posting_id is null))
);
create index funding_receipt_bill_idx on funding_receipt (bill_id);
create index funding_receipt_line_idx on funding_receipt (line_id) where line_id is not null;
create index funding_receipt_collection_idx on funding_receipt (collection_id, number);

create function funding_receipt_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'receipts are kept' using errcode = '23514', constraint = 'funding_receipt_kept';
  end if;
  if tg_op = 'UPDATE' and (old.voided_at is not null or to_jsonb(old) - array['voided_at', 'voided_by', 'void_reason', 'void_posting_id']
      <> to_jsonb(new) - array['voided_at', 'voided_by', 'void_reason', 'void_posting_id']) then
    raise exception 'receipts are kept' using errcode = '23514', constraint = 'funding_receipt_kept';
  end if;
  return new;
end $$;
create trigger funding_receipt_guarded before update or delete on funding_receipt
  for each row execute function funding_receipt_guard();
-- The bill's paid sum is never written by hand.
create function funding_receipt_sum() returns trigger language plpgsql as $$
begin
  update funding_bill set paid_fen =
      (select coalesce(sum(amount_fen), 0) from funding_receipt where bill_id = new.bill_id and voided_at is null)
    where id = new.bill_id;
  return null;
end $$;
create trigger funding_receipt_summed after insert or update on funding_receipt
  for each row execute function funding_receipt_sum();

-- Money given back 退款: proposed by one, approved by another, then paid with its voucher.
create table funding_refund (
  id uuid primary key,
  bill_id uuid not null references funding_bill (id),
  collection_id uuid not null references funding_collection (id),
  region_code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  reason text not null check (reason <> ''),
  file_id uuid references stored_file (id),
  state text not null check (state in ('proposed', 'approved', 'refused', 'paid')),
  proposed_at timestamptz not null,
  proposed_by_id uuid not null,
  proposed_by text not null,
  decided_at timestamptz,
  decided_by_id uuid,
  decided_by text,
  decision_note text not null default '',
  paid_on date,
  voucher text,
  posting_ids uuid[] not null default '{}',
  version integer not null default 1,
  constraint funding_refund_two_persons check (state = 'proposed' or (decided_by_id is not null and decided_by_id <> proposed_by_id)),
  check ((state = 'paid') = (paid_on is not null and voucher is not null))
);
create index funding_refund_bill_idx on funding_refund (bill_id);
create index funding_refund_open_idx on funding_refund (collection_id) where state in ('proposed', 'approved');
create function funding_refund_sum() returns trigger language plpgsql as $$
begin
  update funding_bill set refunded_fen =
      (select coalesce(sum(amount_fen), 0) from funding_refund where bill_id = new.bill_id and state = 'paid')
    where id = new.bill_id;
  return null;
end $$;
create trigger funding_refund_summed after insert or update on funding_refund
  for each row execute function funding_refund_sum();

-- Who was reminded when 催缴, of how much.
create table funding_reminder (
  id uuid primary key,
  batch_id uuid not null,
  bill_id uuid not null references funding_bill (id),
  collection_id uuid not null references funding_collection (id),
  region_code text not null,
  way text not null check (way in ('door', 'notice', 'phone', 'visit')),
  amount_fen bigint not null,
  reminded_on date not null,
  note text not null default '',
  created_at timestamptz not null,
  created_by text not null,
  constraint funding_reminder_once unique (batch_id, bill_id)
);
create index funding_reminder_bill_idx on funding_reminder (bill_id);
create index funding_reminder_collection_idx on funding_reminder (collection_id, created_at desc);

-- Bank statements handed in 银行流水. Payer, account and memo are sealed; a line's keyed mark is its identity.
create table funding_statement (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  file_id uuid not null references stored_file (id),
  file_name text not null,
  state text not null check (state in ('checking', 'checked', 'failed', 'committing', 'committed', 'undone')),
  report jsonb,
  problem jsonb,
  job_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by_id uuid not null,
  created_by text not null,
  committed_at timestamptz,
  undone_at timestamptz,
  undo_reason text
);
create index funding_statement_estate_idx on funding_statement (estate_id, created_at desc);
create table funding_statement_line (
  id uuid primary key,
  statement_id uuid not null references funding_statement (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  seq integer not null,
  sheet text not null,
  row integer not null,
  mark bytea not null,
  booked_on date not null,
  direction text not null check (direction in ('in', 'out')),
  amount_fen bigint not null check (amount_fen > 0),
  payer_sealed bytea not null,
  payer_masked text not null,
  account_masked text not null,
  memo_sealed bytea not null,
  memo_masked text not null,
  match text not null check (match in ('exact', 'probable', 'none', 'duplicate', 'return')),
  proposal jsonb not null default '[]',
  reasons text[] not null default '{}',
  state text not null check (state in ('open', 'posted', 'ignored', 'duplicate', 'undone')),
  ignored_reason text,
  decided_at timestamptz,
  decided_by text,
  version integer not null default 1
);
comment on column funding_statement_line.proposal is 'what would be posted: [{"billId","amountFen"}], of a return [{"receiptId","amountFen"}]';
create index funding_statement_line_seq_idx on funding_statement_line (statement_id, seq);
-- The same line of the bank counts once, whichever file it comes in.
create unique index funding_statement_line_mark_key on funding_statement_line (estate_id, mark) where state in ('posted', 'ignored');
alter table funding_receipt add constraint funding_receipt_line_fkey foreign key (line_id) references funding_statement_line (id);
create function funding_line_within() returns trigger language plpgsql as $$
begin
  if new.line_id is not null and (select coalesce(sum(amount_fen), 0) from funding_receipt where line_id = new.line_id and voided_at is null)
      > (select amount_fen from funding_statement_line where id = new.line_id) then
    raise exception 'a line is receipted beyond its amount' using errcode = '23514', constraint = 'funding_line_within';
  end if;
  return null;
end $$;
create trigger funding_receipt_within after insert on funding_receipt for each row execute function funding_line_within();

-- 住宅专项维修资金: balances per part as its keeper reports them, and requests to draw on it. Its own account, its own rules.
create table funding_fund_balance (
  part_id uuid primary key references survey_part (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  first_deposit_fen bigint not null check (first_deposit_fen >= 0),
  balance_fen bigint not null check (balance_fen >= 0),
  as_of date not null,
  file_id uuid not null references stored_file (id),
  updated_at timestamptz not null,
  updated_by text not null
);
create index funding_fund_balance_estate_idx on funding_fund_balance (estate_id);
create table funding_drawdown (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  number text not null,
  title text not null,
  item text not null,
  scope text not null check (scope in ('estate', 'building', 'entrance')),
  building text,
  entrance text,
  amount_fen bigint not null check (amount_fen > 0),
  vote_id uuid not null,
  matter_id text not null,
  vote_title text not null,
  file_id uuid references stored_file (id),
  state text not null check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_at timestamptz not null,
  proposed_by_id uuid not null,
  proposed_by text not null,
  decided_at timestamptz,
  decided_by_id uuid,
  decided_by text,
  decision_note text not null default '',
  source_id uuid,
  version integer not null default 1,
  key uuid not null,
  constraint funding_drawdown_number_key unique (number),
  constraint funding_drawdown_key_key unique (estate_id, key),
  constraint funding_drawdown_two_persons check (state not in ('approved', 'refused') or (decided_by_id is not null and decided_by_id <> proposed_by_id)),
  check ((state = 'approved') = (source_id is not null))
);
create index funding_drawdown_estate_idx on funding_drawdown (estate_id, proposed_at desc);
create table funding_drawdown_part (
  drawdown_id uuid not null references funding_drawdown (id),
  part_id uuid not null references survey_part (id),
  region_code text not null,
  amount_fen bigint not null check (amount_fen >= 0),
  balance_fen bigint not null,
  primary key (drawdown_id, part_id),
  constraint funding_drawdown_within_balance check (amount_fen <= balance_fen)
);
-- No drawdown without the owners' passed decision to use the fund (民法典 278 一(五)).
create function funding_drawdown_guard() returns trigger language plpgsql as $$
begin
  if not funding_vote_passed(new.estate_id, new.vote_id, new.matter_id)
     or not exists (select from participation_matter where vote_id = new.vote_id and id = new.matter_id and kind = 'fundUse') then
    raise exception 'no passed vote to use the fund' using errcode = '23514', constraint = 'funding_drawdown_not_passed';
  end if;
  return new;
end $$;
create trigger funding_drawdown_guarded before insert or update on funding_drawdown
  for each row execute function funding_drawdown_guard();

-- Numbers without gaps, per kind, subdistrict and year; taken in the transaction that uses them.
create table funding_counter (
  kind text not null,
  region_code text not null,
  year integer not null,
  last bigint not null,
  primary key (kind, region_code, year)
);
create function funding_next_number(of_kind text, of_region text, of_year integer, how_many integer default 1) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first bigint;
begin
  if of_region < huanju_lo() or of_region >= huanju_hi() then
    raise exception 'out of region' using errcode = '42501';
  end if;
  insert into funding_counter values (of_kind, substr(of_region, 1, 9), of_year, how_many)
    on conflict (kind, region_code, year) do update set last = funding_counter.last + how_many
    returning last - how_many + 1 into first;
  return first;
end $$;
revoke all on function funding_next_number(text, text, integer, integer) from public;
grant execute on function funding_next_number(text, text, integer, integer) to huanju_app;

do $$
declare
  t text;
begin
  foreach t in array array['funding_collection', 'funding_basis', 'funding_bill', 'funding_relief', 'funding_receipt',
    'funding_refund', 'funding_reminder', 'funding_statement', 'funding_statement_line', 'funding_fund_balance',
    'funding_drawdown', 'funding_drawdown_part'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to huanju_app
      using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
      with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))', t || '_scope', t);
    execute format('grant select, insert, update on %I to huanju_app', t);
  end loop;
end $$;
grant delete on funding_bill, funding_statement_line to huanju_app;
revoke update on funding_basis, funding_reminder, funding_drawdown_part from huanju_app;
alter table funding_counter enable row level security;
