-- Contracts as people know them, beside the ledger's: whom they are with, who supervises, and the terms no posting needs.
create table funding_contract_terms (
  contract_id uuid primary key references funding_contract (id),
  region_code text not null,
  kind text not null check (kind in ('design', 'construction', 'siteSupervision', 'epc', 'materials')),
  supplier_id uuid not null references identity_organisation (id),
  supplier_name text not null check (btrim(supplier_name) <> ''),
  supervisor_id uuid references identity_organisation (id),
  supervisor_name text,
  sme boolean not null,
  term_days integer not null check (term_days between 1 and 365),
  term_agreed boolean not null,
  wages_bp integer not null check (wages_bp between 0 and 10000),
  wages_account text not null default '',
  defect_months integer not null check (defect_months between 0 and 120),
  schemes jsonb not null check (jsonb_typeof(schemes) = 'object'),
  created_at timestamptz not null,
  created_by text not null,
  check ((supervisor_id is null) = (supervisor_name is null)),
  check (supervisor_id is null or supervisor_id <> supplier_id),
  check (kind not in ('construction', 'epc') or (supervisor_id is not null and btrim(wages_account) <> ''))
);
comment on column funding_contract_terms.term_days is 'days from a complete request within which is paid';
comment on column funding_contract_terms.wages_bp is 'ten-thousandths of each progress payment that go to the wages account';
comment on column funding_contract_terms.schemes is 'scheme id → approved version it was signed, or last changed, under';
create index funding_contract_terms_supplier_idx on funding_contract_terms (supplier_id);
create index funding_contract_terms_supervisor_idx on funding_contract_terms (supervisor_id) where supervisor_id is not null;
alter table funding_contract_terms enable row level security;
create policy funding_contract_terms_read on funding_contract_terms for select to huanju_app
  using (funding_reads(region_code, (select huanju_lo()), (select huanju_hi())));
create policy funding_contract_terms_insert on funding_contract_terms for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy funding_contract_terms_update on funding_contract_terms for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on funding_contract_terms to huanju_app;
grant update (schemes) on funding_contract_terms to huanju_app;

-- A payment request lies in the subdistrict of its estates, so that the subdistrict's clerk checks it.
create table funding_payment (
  id uuid primary key,
  number text not null,
  region_code text not null check (length(region_code) >= 9),
  contract_id uuid not null references funding_contract (id),
  project_id uuid not null references projects_project (id),
  kind text not null check (kind in ('advance', 'progress', 'settlement', 'retention')),
  amount_fen bigint not null check (amount_fen > 0),
  supervised boolean not null,
  state text not null check (state in ('draft', 'submitted', 'supervisorChecked', 'subdistrictChecked',
    'taskForceChecked', 'authorised', 'withdrawn', 'refused')),
  note text not null default '',
  complete_on date,
  due_on date,
  authorisation_id uuid references funding_authorisation (id),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  created_by_id uuid not null,
  updated_at timestamptz not null,
  constraint funding_payment_number_key unique (number),
  check ((complete_on is null) = (due_on is null)),
  check (state not in ('submitted', 'supervisorChecked', 'subdistrictChecked', 'taskForceChecked', 'authorised')
    or complete_on is not null),
  check ((state = 'authorised') = (authorisation_id is not null))
);
comment on column funding_payment.complete_on is 'day on which the request came in complete; the term of payment runs from the next';
create index funding_payment_contract_idx on funding_payment (contract_id, created_at);
create index funding_payment_state_idx on funding_payment (state, due_on);
create index funding_payment_region_idx on funding_payment (region_code, created_at desc);
alter table funding_payment enable row level security;
create policy funding_payment_scope on funding_payment to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on funding_payment to huanju_app;

-- What is asked for each estate's item, and out of which source; the sources are named when the request is handed in.
create table funding_payment_line (
  payment_id uuid not null references funding_payment (id),
  position integer not null,
  region_code text not null,
  estate_id uuid not null,
  item text not null,
  source_id uuid references funding_source (id),
  amount_fen bigint not null check (amount_fen > 0),
  reason text not null default '',
  primary key (payment_id, position),
  constraint funding_payment_line_key unique nulls not distinct (payment_id, estate_id, item, source_id)
);
alter table funding_payment_line enable row level security;
create policy funding_payment_line_scope on funding_payment_line to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, delete on funding_payment_line to huanju_app;

create table funding_payment_paper (
  payment_id uuid not null references funding_payment (id),
  paper text not null check (paper ~ '^[a-z][A-Za-z]*$'),
  file_id uuid not null references stored_file (id),
  region_code text not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (payment_id, paper, file_id)
);
alter table funding_payment_paper enable row level security;
create policy funding_payment_paper_scope on funding_payment_paper to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, delete on funding_payment_paper to huanju_app;

-- One person, one seat of a request, for ever: the key says it, and every step hangs on a seat held.
create table funding_payment_hand (
  payment_id uuid not null references funding_payment (id),
  actor_id uuid not null references identity_user (id),
  seat text not null check (seat in ('drafter', 'supervisor', 'subdistrict', 'taskForce', 'finance')),
  region_code text not null,
  primary key (payment_id, actor_id),
  constraint funding_payment_hand_seat_key unique (payment_id, actor_id, seat)
);
alter table funding_payment_hand enable row level security;
create policy funding_payment_hand_scope on funding_payment_hand to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on funding_payment_hand to huanju_app;

create table funding_payment_step (
  id bigint generated always as identity primary key,
  payment_id uuid not null,
  region_code text not null,
  step text not null check (step in ('submit', 'check', 'authorise', 'return', 'withdraw', 'refuse')),
  seat text not null,
  from_state text not null,
  to_state text not null,
  actor_id uuid not null,
  actor_name text not null,
  note text not null default '',
  at timestamptz not null,
  constraint funding_payment_step_hand foreign key (payment_id, actor_id, seat)
    references funding_payment_hand (payment_id, actor_id, seat),
  check (step not in ('return', 'withdraw', 'refuse') or btrim(note) <> '')
);
create index funding_payment_step_idx on funding_payment_step (payment_id, id);
alter table funding_payment_step enable row level security;
create policy funding_payment_step_scope on funding_payment_step to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on funding_payment_step to huanju_app;
create trigger funding_payment_step_append_only before update or delete or truncate on funding_payment_step
  for each statement execute function funding_refuse_change();

-- Place of a state on the way; 0 where it has ended.
create function funding_payment_place(p_state text) returns integer language sql immutable
  as $$ select coalesce(array_position(array['draft', 'submitted', 'supervisorChecked', 'subdistrictChecked',
    'taskForceChecked', 'authorised'], p_state), 0) $$;

-- Each state lets one seat act, and each step leads where it may: no seat is passed over, whoever writes.
create function funding_payment_step_guard() returns trigger language plpgsql set search_path = public as $$
declare
  v_state text;
  v_supervised boolean;
  v_turn text;
  v_next text;
begin
  select state, supervised into v_state, v_supervised from funding_payment where id = new.payment_id for update;
  v_turn := case v_state when 'draft' then 'drafter'
    when 'submitted' then case when v_supervised then 'supervisor' else 'subdistrict' end
    when 'supervisorChecked' then 'subdistrict' when 'subdistrictChecked' then 'taskForce'
    when 'taskForceChecked' then 'finance' end;
  v_next := case v_turn when 'drafter' then 'submitted' when 'supervisor' then 'supervisorChecked'
    when 'subdistrict' then 'subdistrictChecked' when 'taskForce' then 'taskForceChecked' when 'finance' then 'authorised' end;
  if v_turn is null or new.from_state <> v_state or not (case new.step
      when 'submit' then new.seat = v_turn and v_turn = 'drafter' and new.to_state = v_next
      when 'check' then new.seat = v_turn and v_turn in ('supervisor', 'subdistrict', 'taskForce') and new.to_state = v_next
      when 'authorise' then new.seat = v_turn and v_turn = 'finance' and new.to_state = v_next
      when 'return' then new.seat = v_turn and funding_payment_place(new.to_state) between 1 and funding_payment_place(v_state) - 1
      when 'withdraw' then new.seat = 'drafter' and new.to_state = 'withdrawn'
      when 'refuse' then new.seat = v_turn and v_turn in ('taskForce', 'finance') and new.to_state = 'refused'
      else false end) then
    raise exception 'step % of % does not follow from %', new.step, new.seat, v_state
      using errcode = '23514', constraint = 'funding_payment_step_follows';
  end if;
  return new;
end $$;
create trigger funding_payment_step_follows before insert on funding_payment_step
  for each row execute function funding_payment_step_guard();

-- A request begins as a draft, moves only by its newest step, keeps its amount once handed in, and an authorisation is
-- the ledger's own for exactly this request.
create function funding_payment_guard() returns trigger language plpgsql set search_path = public as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a request begins as a draft' using errcode = '23514', constraint = 'funding_payment_follows';
    end if;
    return new;
  end if;
  if old.id <> new.id or old.contract_id <> new.contract_id or old.region_code <> new.region_code
      or old.supervised <> new.supervised
      or (old.state <> 'draft' and (old.amount_fen <> new.amount_fen or old.kind <> new.kind)) then
    raise exception 'what was handed in stays' using errcode = '23514', constraint = 'funding_payment_follows';
  end if;
  if old.state <> new.state and not exists (
      select from funding_payment_step s where s.payment_id = new.id and s.from_state = old.state and s.to_state = new.state
        and s.id = (select max(id) from funding_payment_step where payment_id = new.id)) then
    raise exception 'no step leads from % to %', old.state, new.state
      using errcode = '23514', constraint = 'funding_payment_follows';
  end if;
  if new.state = 'authorised' and not exists (
      select from funding_authorisation a where a.id = new.authorisation_id and a.payment_id = new.id
        and a.amount_fen = new.amount_fen and a.contract_id = new.contract_id and a.kind = new.kind) then
    raise exception 'the authorisation is not this request''s' using errcode = '23514', constraint = 'funding_payment_follows';
  end if;
  return new;
end $$;
create trigger funding_payment_follows before insert or update on funding_payment
  for each row execute function funding_payment_guard();

-- Numbers run through a district's year without gaps, also for those who see a part of it.
create table funding_payment_counter (
  district text not null,
  year integer not null,
  last integer not null,
  primary key (district, year)
);
create function funding_payment_number(p_district text, p_year integer) returns integer language sql security definer
  set search_path = public as $$
    insert into funding_payment_counter (district, year, last) values (p_district, p_year, 1)
    on conflict (district, year) do update set last = funding_payment_counter.last + 1 returning last
  $$;
revoke all on function funding_payment_number from public;
grant execute on function funding_payment_number to huanju_app;
