-- The only way into the ledger. Each function takes its order as jsonb and who does it ({at, actorId, actorName,
-- requestId}); it locks contracts, then sources, each in the order of their ids, so that two postings never wait for
-- each other in a ring. A refusal is an exception HJF01 whose message is a problem's code and whose detail its values.

create function funding_refuse(p_code text, p_values jsonb default '{}') returns void language plpgsql as $$
begin
  raise exception '%', 'funding.ledger.' || p_code using errcode = 'HJF01', detail = p_values::text;
end $$;

-- What a later statement reads must be what the locks of an earlier one waited for.
create function funding_begin() returns void language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the ledger is written at read committed' using errcode = 'HJ003';
  end if;
end $$;

create function funding_within(p_region text) returns boolean language sql stable
  as $$ select p_region >= huanju_lo() and p_region < huanju_hi() $$;

create function funding_fen(p_text text) returns bigint language plpgsql immutable as $$
begin
  if p_text is null or p_text !~ '^[0-9]{1,16}$' or p_text::bigint = 0 then
    perform funding_refuse('amount', jsonb_build_object('amount', p_text));
  end if;
  return p_text::bigint;
end $$;

create function funding_source_words(s funding_source) returns jsonb language sql immutable as $$
  select jsonb_build_object('sourceId', s.id, 'source', s.document_number, 'sourceTitle', s.title, 'channel', s.channel,
    'subChannel', s.sub_channel) $$;

create function funding_today(p_by jsonb) returns date language sql stable
  as $$ select ((p_by ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date $$;

-- A day that a document or the bank can have: a mistyped year would stand before every month that is ever closed.
create function funding_sane_day(p_day date, p_by jsonb) returns void language plpgsql as $$
begin
  if p_day is null or p_day > funding_today(p_by) then
    perform funding_refuse('future', jsonb_build_object('day', p_day));
  elsif p_day < date '2000-01-01' then
    perform funding_refuse('early', jsonb_build_object('day', p_day, 'least', 2000));
  end if;
end $$;

-- Holds the district's books open until commit; refuses a day of a closed month or one that has not come.
create function funding_open_day(p_region text, p_day date, p_by jsonb) returns void language plpgsql as $$
declare
  v_books text := left(p_region, 6);
  v_closed date;
begin
  perform pg_advisory_xact_lock_shared(7150320, hashtext(v_books));
  perform funding_sane_day(p_day, p_by);
  select max(month) into v_closed from funding_period where region_code = v_books;
  if v_closed is not null and p_day < v_closed + interval '1 month' then
    perform funding_refuse('period-closed', jsonb_build_object('month', to_char(p_day, 'YYYY-MM'),
      'closed', to_char(v_closed, 'YYYY-MM')));
  end if;
end $$;

-- A fact of the bank is booked on its day, or on the first open one when its month is closed already.
create function funding_fact_day(p_region text, p_day date, p_by jsonb) returns date language plpgsql as $$
declare
  v_books text := left(p_region, 6);
  v_day date;
begin
  perform pg_advisory_xact_lock_shared(7150320, hashtext(v_books));
  perform funding_sane_day(p_day, p_by);
  select greatest(p_day, (max(month) + interval '1 month')::date) into v_day from funding_period where region_code = v_books;
  if v_day is null or v_day > ((p_by ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date then
    perform funding_refuse('future', jsonb_build_object('day', v_day));
  end if;
  return v_day;
end $$;

create function funding_hold_sources(p_ids uuid[]) returns void language plpgsql as $$
begin
  perform 1 from funding_source where id = any (p_ids) order by id for no key update;
end $$;

create function funding_get_source(p_id uuid) returns funding_source language plpgsql as $$
declare
  s funding_source;
begin
  select * into s from funding_source where id = p_id for no key update;
  if not found or not funding_reads(s.region_code, huanju_lo(), huanju_hi()) then
    perform funding_refuse('source');
  end if;
  return s;
end $$;

-- Only whoever has charge of the source's whole region moves its money.
create function funding_own_source(p_id uuid) returns funding_source language plpgsql as $$
declare
  s funding_source := funding_get_source(p_id);
begin
  if not funding_within(s.region_code) then
    perform funding_refuse('not-yours', funding_source_words(s));
  end if;
  return s;
end $$;

create function funding_get_contract(p_id uuid) returns funding_contract language plpgsql as $$
declare
  c funding_contract;
begin
  select * into c from funding_contract where id = p_id for no key update;
  if not found or not funding_within(c.region_code) then
    perform funding_refuse('contract');
  end if;
  return c;
end $$;

create function funding_file_hash(p_file uuid) returns text language plpgsql as $$
declare
  v_hash text;
begin
  if p_file is null then
    return null;
  end if;
  select sha256 into v_hash from stored_file where id = p_file and funding_reads(region_code, huanju_lo(), huanju_hi());
  if not found then
    perform funding_refuse('file');
  end if;
  return v_hash;
end $$;

-- The cell of a source (all else null), of an item, or of an item under a contract.
create function funding_cell_of(p_source uuid, p_project uuid, p_estate uuid, p_item text, p_contract uuid)
  returns bigint language plpgsql as $$
declare
  v_id bigint;
begin
  if p_contract is not null then
    select id into v_id from funding_cell where source_id = p_source and project_id = p_project and estate_id = p_estate
      and item = p_item and contract_id = p_contract;
  elsif p_item is not null then
    select id into v_id from funding_cell where source_id = p_source and project_id = p_project and estate_id = p_estate
      and item = p_item and contract_id is null;
  else
    select id into v_id from funding_cell where source_id = p_source and project_id is null and contract_id is null;
  end if;
  if found then
    return v_id;
  end if;
  insert into funding_cell (source_id, project_id, estate_id, item, contract_id, region_code)
    values (p_source, p_project, p_estate, p_item, p_contract, coalesce(
      (select region_code from funding_item where project_id = p_project and estate_id = p_estate and item = p_item),
      (select region_code from funding_source where id = p_source)))
    on conflict do nothing returning id into v_id;
  if v_id is null then
    select id into strict v_id from funding_cell where source_id = p_source and project_id is not distinct from p_project
      and estate_id is not distinct from p_estate and item is not distinct from p_item
      and contract_id is not distinct from p_contract;
  end if;
  return v_id;
end $$;

-- What the source's document allows. p_new: money is bound anew, which the budget year limits too. Money that has expired
-- is not called back by an earlier day in the books: the later of p_day and p_today counts.
create function funding_check_earmark(s funding_source, p_estate uuid, p_item text, p_class text, p_region text,
    p_day date, p_today date, p_new boolean, p_act text) returns void language plpgsql as $$
declare
  v jsonb;
begin
  if p_class = any (s.classes) and not p_item = any (s.excluded_items)
    and (s.estates is null or p_estate = any (s.estates)) and starts_with(p_region, s.region_code)
    and (s.expires_on is null or greatest(p_day, p_today) <= s.expires_on)
    and (not p_new or s.carry or extract(year from p_day) <= s.budget_year) then
    return;
  end if;
  v := funding_source_words(s) || jsonb_build_object('item', p_item, 'class', p_class, 'act', p_act,
    'classes', to_jsonb(s.classes), 'estateId', p_estate, 'expiresOn', s.expires_on, 'year', s.budget_year, 'day', p_day,
    'estate', (select name from survey_estate where id = p_estate));
  if not p_class = any (s.classes) then
    perform funding_refuse('class', v);
  elsif p_item = any (s.excluded_items) then
    perform funding_refuse('earmark', v);
  elsif s.estates is not null and not p_estate = any (s.estates) then
    perform funding_refuse('estate', v);
  elsif not starts_with(p_region, s.region_code) then
    perform funding_refuse('region', v);
  elsif s.expires_on is not null and greatest(p_day, p_today) > s.expires_on then
    perform funding_refuse('expired', v || jsonb_build_object('day', greatest(p_day, p_today)));
  end if;
  perform funding_refuse('year', v);
end $$;

create function funding_check_gates(c funding_contract, p_kind text, p_day date) returns void language plpgsql as $$
declare
  v_missing jsonb;
begin
  select jsonb_agg(gate) into v_missing from jsonb_array_elements_text(c.gates -> p_kind) as needed (gate)
    where not exists (select from funding_gate g where g.project_id = c.project_id and g.gate = needed.gate
      and (g.contract_id is null or g.contract_id = c.id) and g.revoked_at is null and g.passed_on <= p_day);
  if v_missing is not null then
    perform funding_refuse('gate', jsonb_build_object('kind', p_kind, 'gates', v_missing, 'contract', c.number, 'day', p_day));
  end if;
end $$;

-- Writes one posting: p_cells, p_accounts and p_amounts say what moves, p its head. Moves of the same cell and account
-- become one entry. Returns the posting's id.
create function funding_write(p_kind text, p_day date, p jsonb, p_cells bigint[], p_accounts text[], p_amounts bigint[],
    p_by jsonb) returns uuid language plpgsql as $$
declare
  v_id uuid := uuidv7();
  v_region text;
  v_short record;
  v_source record;
  v_month date := date_trunc('month', p_day)::date;
  v_amount bigint;
begin
  -- money of a year may be announced in the year before it, not earlier
  select s as source, s.first_year - 1 as least into v_short from unnest(p_cells) as move (cell)
    join funding_cell c on c.id = move.cell join funding_source s on s.id = c.source_id
    where s.first_year - 1 > extract(year from p_day) limit 1;
  if found then
    perform funding_refuse('early', funding_source_words(v_short.source)
      || jsonb_build_object('day', p_day, 'least', v_short.least));
  end if;
  select array_agg(cell order by cell, account), array_agg(account order by cell, account),
      array_agg(amount order by cell, account), coalesce(sum(amount) filter (where amount > 0), 0)
    into p_cells, p_accounts, p_amounts, v_amount
    from (select cell, account, sum(amount)::bigint as amount from unnest(p_cells, p_accounts, p_amounts)
      as move (cell, account, amount) group by cell, account having sum(amount) <> 0) as moves;
  insert into funding_balance (cell_id, account, source_id, project_id, estate_id, item, contract_id, region_code)
    select c.id, move.account, c.source_id, c.project_id, c.estate_id, c.item, c.contract_id, c.region_code
    from unnest(p_cells, p_accounts) as move (cell, account) join funding_cell c on c.id = move.cell
    where not exists (select from funding_balance b where b.cell_id = move.cell and b.account = move.account);
  select b.account, b.balance_fen, -move.amount as needed, b.item, b.estate_id, s as source into v_short
    from unnest(p_cells, p_accounts, p_amounts) as move (cell, account, amount)
    join funding_balance b on b.cell_id = move.cell and b.account = move.account
    join funding_source s on s.id = b.source_id
    where b.balance_fen + move.amount < 0 and b.account not in ('origin', 'outside', 'inKindOrigin', 'suspense') limit 1;
  if found then
    perform funding_refuse('balance', funding_source_words(v_short.source) || jsonb_build_object('account', v_short.account,
      'available', v_short.balance_fen::text, 'needed', v_short.needed::text, 'item', v_short.item));
  end if;
  select case when count(distinct c.region_code) filter (where c.estate_id is not null) = 1
      then min(c.region_code) filter (where c.estate_id is not null)
      when p ->> 'contractId' is not null then (select region_code from funding_contract where id = (p ->> 'contractId')::uuid)
      else (array_agg(s.region_code order by length(s.region_code), s.region_code))[1] end into v_region
    from unnest(p_cells) as move (cell) join funding_cell c on c.id = move.cell join funding_source s on s.id = c.source_id;
  insert into funding_posting (id, kind, booked_on, region_code, source_id, contract_id, authorisation_id, measurement_id,
    allocation_id, reverses_id, amount_fen, reason, party, document_number, document_on, file_id, file_hash, by_id,
    by_name, at)
  values (v_id, p_kind, p_day, coalesce(v_region, p ->> 'regionCode'), (p ->> 'sourceId')::uuid, (p ->> 'contractId')::uuid,
    (p ->> 'authorisationId')::uuid, (p ->> 'measurementId')::uuid, (p ->> 'allocationId')::uuid,
    (p ->> 'reversesId')::uuid, v_amount, coalesce(p ->> 'reason', ''), coalesce(p ->> 'party', ''),
    coalesce(p ->> 'documentNumber', ''), (p ->> 'documentOn')::date, (p ->> 'fileId')::uuid,
    funding_file_hash((p ->> 'fileId')::uuid), (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  insert into funding_total (source_id, account, region_code)
    select distinct c.source_id, move.account, s.region_code from unnest(p_cells, p_accounts) as move (cell, account)
    join funding_cell c on c.id = move.cell join funding_source s on s.id = c.source_id
    where not exists (select from funding_total t where t.source_id = c.source_id and t.account = move.account);
  with balance as (
    update funding_balance b set balance_fen = b.balance_fen + move.amount
      from unnest(p_cells, p_accounts, p_amounts) as move (cell, account, amount)
      where b.cell_id = move.cell and b.account = move.account
      returning b.cell_id, b.account, b.source_id, b.region_code, b.balance_fen, move.amount
  ), turn as (
    select source_id, account, sum(amount)::bigint as amount, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as came,
      coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as went, count(*) as entries
    from balance group by source_id, account
  ), total as (
    update funding_total t set balance_fen = t.balance_fen + turn.amount from turn
      where t.source_id = turn.source_id and t.account = turn.account
      returning t.source_id, t.account, t.region_code, t.balance_fen, turn.amount, turn.came, turn.went, turn.entries
  ), months as (
    insert into funding_month as m (source_id, account, month, region_code, in_fen, out_fen, entries)
      select source_id, account, v_month, region_code, came, went, entries from total
      on conflict (source_id, account, month) do update set in_fen = m.in_fen + excluded.in_fen,
        out_fen = m.out_fen + excluded.out_fen, entries = m.entries + excluded.entries
  )
  insert into funding_entry (posting_id, source_id, cell_id, region_code, account, amount_fen, balance_after_fen,
      source_after_fen, booked_on)
    select v_id, b.source_id, b.cell_id, b.region_code, b.account, b.amount, b.balance_fen,
      t.balance_fen - t.amount + sum(b.amount) over (partition by b.source_id, b.account order by b.cell_id), p_day
    from balance b join total t on t.source_id = b.source_id and t.account = b.account
    order by b.source_id, b.cell_id, b.amount;
  for v_source in
    select c.source_id, s.region_code, jsonb_agg(jsonb_build_array(move.account, move.cell, move.amount::text)
      order by move.cell, move.account) as entries
    from unnest(p_cells, p_accounts, p_amounts) as move (cell, account, amount)
    join funding_cell c on c.id = move.cell join funding_source s on s.id = c.source_id
    group by c.source_id, s.region_code order by c.source_id
  loop
    perform audit_append('source:' || v_source.source_id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
      p_by ->> 'actorName', 'funding.ledger.' || p_kind, 'fundingPosting', v_id::text, v_source.region_code,
      jsonb_build_object('bookedOn', p_day, 'entries', v_source.entries)::text, p_by ->> 'requestId');
  end loop;
  if p_cells is null then
    -- a measurement the advance had paid for already moves nothing, and is told of beside the contract
    perform audit_append(coalesce('contract:' || (p ->> 'contractId'), 'source:' || (p ->> 'sourceId')), (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
      p_by ->> 'actorName', 'funding.ledger.' || p_kind, 'fundingPosting', v_id::text, p ->> 'regionCode',
      jsonb_build_object('bookedOn', p_day)::text, p_by ->> 'requestId');
  end if;
  return v_id;
end $$;

-- 指标下达: a source with its document and earmark, and its first sum.
create function funding_grant(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_id uuid := coalesce((p ->> 'sourceId')::uuid, uuidv7());
  v_day date := (p ->> 'bookedOn')::date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_cell bigint;
  v_posting uuid;
begin
  perform funding_begin();
  if not funding_within(p ->> 'regionCode') then
    perform funding_refuse('scope');
  end if;
  perform funding_open_day(p ->> 'regionCode', v_day, p_by);
  if jsonb_typeof(p -> 'estates') = 'array' and exists (select from jsonb_array_elements_text(p -> 'estates') as given (id)
      where not exists (select from survey_estate e where e.id = given.id::uuid and starts_with(e.region_code, p ->> 'regionCode'))) then
    perform funding_refuse('estate-absent');
  end if;
  insert into funding_source (id, region_code, channel, sub_channel, title, document_number, document_file_id,
    document_hash, classes, estates, excluded_items, budget_year, first_year, expires_on, carry, cash, created_by_id,
    created_by, created_at)
  values (v_id, p ->> 'regionCode', p ->> 'channel', p ->> 'subChannel', p ->> 'title', p ->> 'documentNumber',
    (p ->> 'documentFileId')::uuid, funding_file_hash((p ->> 'documentFileId')::uuid),
    array(select jsonb_array_elements_text(p -> 'classes')),
    case when jsonb_typeof(p -> 'estates') = 'array' then array(select jsonb_array_elements_text(p -> 'estates')::uuid) end,
    array(select jsonb_array_elements_text(coalesce(p -> 'excludedItems', '[]'))), (p ->> 'budgetYear')::integer,
    (p ->> 'budgetYear')::integer, (p ->> 'expiresOn')::date, (p ->> 'carry')::boolean, (p ->> 'cash')::boolean,
    (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  v_cell := funding_cell_of(v_id, null, null, null, null);
  v_posting := funding_write('grant', v_day, jsonb_build_object('sourceId', v_id, 'documentNumber', p ->> 'documentNumber',
    'fileId', p ->> 'documentFileId'), array[v_cell, v_cell], array['origin', 'budget'], array[-v_amount, v_amount], p_by);
  return jsonb_build_object('sourceId', v_id, 'postingId', v_posting);
end $$;

-- 追加, 收回: the sum of a source grows or what is not yet arranged goes back.
create function funding_change_source(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s funding_source;
  v_day date := (p ->> 'bookedOn')::date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_cell bigint;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  perform funding_open_day(s.region_code, v_day, p_by);
  s := funding_own_source(s.id);
  if p ->> 'kind' not in ('increase', 'recall') then
    perform funding_refuse('kind');
  end if;
  v_cell := funding_cell_of(s.id, null, null, null, null);
  if p ->> 'kind' = 'recall' then
    v_amount := -v_amount;
  end if;
  return jsonb_build_object('postingId', funding_write(p ->> 'kind', v_day, p, array[v_cell, v_cell],
    array['origin', 'budget'], array[-v_amount, v_amount], p_by));
end $$;

-- 结转: the source's year moves on; money that may not be carried and is not under contract lapses.
create function funding_carry(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s funding_source;
  v_day date := (p ->> 'bookedOn')::date;
  v_root bigint;
  v_cells bigint[];
  v_accounts text[];
  v_amounts bigint[];
  v_sum bigint;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  perform funding_open_day(s.region_code, v_day, p_by);
  s := funding_own_source(s.id);
  if (p ->> 'toYear')::integer <= s.budget_year or (p ->> 'toYear')::integer > extract(year from v_day) then
    perform funding_refuse('carry-year', funding_source_words(s) || jsonb_build_object('year', s.budget_year));
  end if;
  if s.carry then
    update funding_source set budget_year = (p ->> 'toYear')::integer where id = s.id;
    v_root := funding_cell_of(s.id, null, null, null, null);
    return jsonb_build_object('lapsedFen', '0', 'postingId', funding_write('carry', v_day,
      p || jsonb_build_object('regionCode', s.region_code), '{}', '{}', '{}', p_by));
  end if;
  select array_agg(cell_id), array_agg(account), array_agg(-balance_fen), sum(balance_fen)
    into v_cells, v_accounts, v_amounts, v_sum
    from funding_balance where source_id = s.id and account in ('budget', 'arranged') and balance_fen > 0;
  if v_sum is null then
    perform funding_refuse('carry-nothing', funding_source_words(s));
  end if;
  v_root := funding_cell_of(s.id, null, null, null, null);
  return jsonb_build_object('lapsedFen', v_sum::text, 'postingId', funding_write('lapse', v_day, p, v_cells || v_root,
    v_accounts || 'origin'::text, v_amounts || v_sum, p_by));
end $$;

-- 安排, 收回安排: budget to items of estates and back. The first line for an item settles its class.
create function funding_arrange(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s funding_source;
  v_day date := (p ->> 'bookedOn')::date;
  v_back boolean := coalesce((p ->> 'back')::boolean, false);
  one record;
  v_item funding_item;
  v_region text;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
begin
  perform funding_begin();
  for one in select distinct left(s2.region_code, 6) as books, s2.region_code from jsonb_array_elements(p -> 'lines') as given (line)
    join funding_source s2 on s2.id = (given.line ->> 'sourceId')::uuid order by 1
  loop
    perform funding_open_day(one.region_code, v_day, p_by);
  end loop;
  perform funding_hold_sources(array(select (line ->> 'sourceId')::uuid from jsonb_array_elements(p -> 'lines') as given (line)));
  for one in select (line ->> 'sourceId')::uuid as source_id, (line ->> 'projectId')::uuid as project_id,
      (line ->> 'estateId')::uuid as estate_id, line ->> 'item' as item, line ->> 'itemClass' as class,
      funding_fen(line ->> 'amountFen') as amount
    from jsonb_array_elements(p -> 'lines') as given (line) order by 1, 2, 3, 4
  loop
    s := funding_own_source(one.source_id);
    if not s.cash then
      perform funding_refuse('in-kind', funding_source_words(s));
    end if;
    select * into v_item from funding_item where project_id = one.project_id and estate_id = one.estate_id and item = one.item;
    if not found and not v_back then
      select e.region_code into v_region from projects_project_estate pe join survey_estate e on e.id = pe.estate_id
        where pe.project_id = one.project_id and pe.estate_id = one.estate_id and pe.living;
      if not found then
        perform funding_refuse('project-estate');
      end if;
      insert into funding_item (project_id, estate_id, item, region_code, class, origin, created_at)
        values (one.project_id, one.estate_id, one.item, v_region, one.class, coalesce(p ->> 'origin', 'hand'),
          (p_by ->> 'at')::timestamptz) on conflict do nothing;
      select * into strict v_item from funding_item where project_id = one.project_id and estate_id = one.estate_id
        and item = one.item;
    end if;
    if v_item.item is null then
      perform funding_refuse('item', jsonb_build_object('item', one.item));
    end if;
    if not v_back then
      if v_item.class <> one.class then
        perform funding_refuse('item-class', jsonb_build_object('item', one.item, 'class', v_item.class, 'given', one.class));
      end if;
      perform funding_check_earmark(s, one.estate_id, one.item, v_item.class, v_item.region_code, v_day, funding_today(p_by), true,
      'arrange');
      if s.sub_channel = 'maintenanceFund' and coalesce(p ->> 'basis', '') = '' then
        perform funding_refuse('basis', funding_source_words(s));
      end if;
    end if;
    v_cells := v_cells || array[funding_cell_of(s.id, null, null, null, null),
      funding_cell_of(s.id, one.project_id, one.estate_id, one.item, null)];
    v_accounts := v_accounts || array['budget', 'arranged'];
    v_amounts := v_amounts || case when v_back then array[one.amount, -one.amount] else array[-one.amount, one.amount] end;
  end loop;
  if cardinality(v_cells) = 0 then
    perform funding_refuse('no-lines');
  end if;
  return jsonb_build_object('postingId', funding_write(case when v_back then 'unarrange' else 'arrange' end, v_day,
    p || jsonb_build_object('documentNumber', p ->> 'basis'), v_cells, v_accounts, v_amounts, p_by));
end $$;

-- A case beside a posting, of the posting's region; returns its id.
create function funding_open_case(p_kind text, s funding_source, p_posting uuid, p_authorisation uuid, p_amount bigint,
    p_detail jsonb, p_by jsonb) returns uuid language sql as $$
  insert into funding_case (id, region_code, kind, source_id, posting_id, authorisation_id, amount_fen, detail, found_at)
    values (uuidv7(), (select region_code from funding_posting where id = p_posting), p_kind, s.id, p_posting, p_authorisation, p_amount, p_detail, (p_by ->> 'at')::timestamptz)
    returning id $$;

create function funding_take_voucher(s funding_source, p_direction text, p_number text, p_authorisation uuid, p_posting uuid)
  returns void language plpgsql as $$
begin
  if coalesce(btrim(p_number), '') = '' then
    perform funding_refuse('voucher', funding_source_words(s));
  end if;
  insert into funding_voucher (source_id, direction, number, authorisation_id, region_code, posting_id)
    values (s.id, p_direction, btrim(p_number), p_authorisation,
      (select region_code from funding_posting where id = p_posting), p_posting) on conflict do nothing;
  if not found then
    perform funding_refuse('twice', funding_source_words(s) || jsonb_build_object('voucher', btrim(p_number)));
  end if;
end $$;

-- 到账: what the bank says came in. More than was granted is recorded too, and becomes a case.
create function funding_receive(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s funding_source;
  v_day date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_root bigint;
  v_posting uuid;
  v_case uuid;
  v_granted bigint;
  v_received bigint;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  v_day := funding_fact_day(s.region_code, (p ->> 'bookedOn')::date, p_by);
  s := funding_own_source(s.id);
  if not s.cash then
    perform funding_refuse('in-kind', funding_source_words(s));
  end if;
  v_root := funding_cell_of(s.id, null, null, null, null);
  v_posting := funding_write('receive', v_day, jsonb_build_object('sourceId', s.id, 'documentNumber', p ->> 'voucherNumber',
    'documentOn', p ->> 'bookedOn', 'fileId', p ->> 'fileId', 'party', p ->> 'payer', 'reason', p ->> 'reason'),
    array[v_root, v_root], array['outside', 'cash'], array[-v_amount, v_amount], p_by);
  perform funding_take_voucher(s, 'in', p ->> 'voucherNumber', null, v_posting);
  select -coalesce(sum(balance_fen) filter (where account = 'origin'), 0),
      -coalesce(sum(balance_fen) filter (where account = 'outside'), 0) into v_granted, v_received
    from funding_total where source_id = s.id and account in ('origin', 'outside');
  if v_received > v_granted then
    v_case := funding_open_case('over-received', s, v_posting, null, v_received - v_granted,
      jsonb_build_object('grantedFen', v_granted::text, 'receivedFen', v_received::text), p_by);
  end if;
  return jsonb_build_object('postingId', v_posting, 'caseId', v_case);
end $$;

-- 退款: money back to whom it came from, never more than is there and not yet authorised.
create function funding_refund(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s funding_source;
  v_day date := (p ->> 'bookedOn')::date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_root bigint;
  v_posting uuid;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  perform funding_open_day(s.region_code, v_day, p_by);
  s := funding_own_source(s.id);
  perform funding_check_cash(s, v_amount);
  v_root := funding_cell_of(s.id, null, null, null, null);
  v_posting := funding_write('refund', v_day, jsonb_build_object('sourceId', s.id, 'documentNumber', p ->> 'voucherNumber',
    'documentOn', p ->> 'bookedOn', 'fileId', p ->> 'fileId', 'party', p ->> 'payee', 'reason', p ->> 'reason'),
    array[v_root, v_root], array['outside', 'cash'], array[v_amount, -v_amount], p_by);
  perform funding_take_voucher(s, 'out', p ->> 'voucherNumber', null, v_posting);
  return jsonb_build_object('postingId', v_posting);
end $$;

-- What may still be promised out of a source's money: what came, less what was authorised or left it against the rules.
create function funding_check_cash(s funding_source, p_amount bigint) returns void language plpgsql as $$
declare
  v_free bigint;
begin
  select coalesce(sum(case account when 'cash' then balance_fen else -balance_fen end), 0) into v_free
    from funding_total where source_id = s.id and account in ('cash', 'authorised', 'violation');
  if v_free < p_amount then
    perform funding_refuse('cash', funding_source_words(s) || jsonb_build_object('available', greatest(v_free, 0)::text,
      'needed', p_amount::text));
  end if;
end $$;

-- A contract with its lines, and the terms of the policy on the day of signing, which stay with it.
create function funding_sign(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_id uuid := coalesce((p ->> 'contractId')::uuid, uuidv7());
  one record;
  v_region text;
  v_sum bigint := 0;
begin
  perform funding_begin();
  if not funding_within(p ->> 'regionCode') then
    perform funding_refuse('scope');
  end if;
  perform funding_sane_day((p ->> 'signedOn')::date, p_by);
  select sum(funding_fen(line ->> 'amountFen')) into v_sum from jsonb_array_elements(p -> 'lines') as given (line);
  if v_sum is null then
    perform funding_refuse('no-lines');
  end if;
  insert into funding_contract (id, region_code, project_id, number, title, kind, contractor, organisation_id, signed_on,
    file_id, file_hash, advance_bp, recovery_bp, progress_bp, retention_bp, gates, policy_version, amount_fen,
    signed_by_id, signed_by, created_at)
  values (v_id, p ->> 'regionCode', (p ->> 'projectId')::uuid, p ->> 'number', p ->> 'title',
    coalesce(p ->> 'kind', 'works'), p ->> 'contractor', (p ->> 'organisationId')::uuid, (p ->> 'signedOn')::date,
    (p ->> 'fileId')::uuid, funding_file_hash((p ->> 'fileId')::uuid), (p -> 'terms' ->> 'advanceBp')::integer,
    (p -> 'terms' ->> 'recoveryBp')::integer, (p -> 'terms' ->> 'progressBp')::integer,
    (p -> 'terms' ->> 'retentionBp')::integer, p -> 'terms' -> 'gates', p -> 'terms' ->> 'policyVersion', v_sum,
    (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  for one in select line, (line ->> 'estateId')::uuid as estate_id, line ->> 'item' as item
    from jsonb_array_elements(p -> 'lines') as given (line)
  loop
    select e.region_code into v_region from projects_project_estate pe join survey_estate e on e.id = pe.estate_id
      where pe.project_id = (p ->> 'projectId')::uuid and pe.estate_id = one.estate_id and pe.living;
    if not found or not starts_with(v_region, p ->> 'regionCode') then
      perform funding_refuse('project-estate');
    end if;
    insert into funding_item (project_id, estate_id, item, region_code, class, origin, created_at)
      values ((p ->> 'projectId')::uuid, one.estate_id, one.item, v_region, one.line ->> 'itemClass',
        coalesce(p ->> 'origin', 'hand'), (p_by ->> 'at')::timestamptz) on conflict do nothing;
    insert into funding_contract_line (contract_id, line_id, project_id, estate_id, item, region_code, title, quantity, unit,
        amount_fen)
      values (v_id, one.line ->> 'lineId', (p ->> 'projectId')::uuid, one.estate_id, one.item, v_region,
        coalesce(one.line ->> 'title', ''), coalesce(one.line ->> 'quantity', ''), coalesce(one.line ->> 'unit', ''),
        (one.line ->> 'amountFen')::bigint);
  end loop;
  perform audit_append('contract:' || v_id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.sign', 'fundingContract', v_id::text, p ->> 'regionCode',
    jsonb_build_object('number', p ->> 'number', 'amountFen', v_sum::text, 'terms', p -> 'terms',
      'signedOn', p ->> 'signedOn', 'documentHash', funding_file_hash((p ->> 'fileId')::uuid))::text, p_by ->> 'requestId');
  return jsonb_build_object('contractId', v_id, 'amountFen', v_sum::text);
end $$;

-- 变更: lines get new amounts, never less than was measured, committed or advanced of them.
create function funding_vary(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c funding_contract;
  one record;
  v_line funding_contract_line;
  v_sum bigint;
begin
  perform funding_begin();
  c := funding_get_contract((p ->> 'contractId')::uuid);
  for one in select line, line ->> 'lineId' as line_id, (line ->> 'amountFen')::bigint as amount
    from jsonb_array_elements(p -> 'lines') as given (line)
  loop
    select * into v_line from funding_contract_line where contract_id = c.id and line_id = one.line_id;
    if found then
      if one.amount < v_line.measured_fen then
        perform funding_refuse('vary-below', jsonb_build_object('line', v_line.title, 'measured', v_line.measured_fen::text));
      end if;
      update funding_contract_line set amount_fen = one.amount where contract_id = c.id and line_id = one.line_id;
    else
      insert into funding_item (project_id, estate_id, item, region_code, class, origin, created_at)
        select c.project_id, pe.estate_id, one.line ->> 'item', e.region_code, one.line ->> 'itemClass', 'hand',
          (p_by ->> 'at')::timestamptz
        from projects_project_estate pe join survey_estate e on e.id = pe.estate_id
        where pe.project_id = c.project_id and pe.estate_id = (one.line ->> 'estateId')::uuid and pe.living
          and starts_with(e.region_code, c.region_code) on conflict do nothing;
      insert into funding_contract_line (contract_id, line_id, project_id, estate_id, item, region_code, title, quantity,
          unit, amount_fen)
        select c.id, one.line_id, i.project_id, i.estate_id, i.item, i.region_code, coalesce(one.line ->> 'title', ''),
          coalesce(one.line ->> 'quantity', ''), coalesce(one.line ->> 'unit', ''), one.amount
        from funding_item i where i.project_id = c.project_id and i.estate_id = (one.line ->> 'estateId')::uuid
          and i.item = one.line ->> 'item';
      if not found then
        perform funding_refuse('project-estate');
      end if;
    end if;
  end loop;
  select sum(amount_fen) into v_sum from funding_contract_line where contract_id = c.id;
  if v_sum < c.committed_fen or v_sum::numeric * c.advance_bp < c.advance_fen::numeric * 10000 or v_sum = 0
    or exists (select from funding_cell f join lateral (select coalesce(sum(l.amount_fen), 0) as amount
        from funding_contract_line l where l.contract_id = c.id and l.estate_id = f.estate_id and l.item = f.item) as line on true
      where f.contract_id = c.id group by f.estate_id, f.item, line.amount having sum(f.committed_fen) > line.amount) then
    perform funding_refuse('vary-committed', jsonb_build_object('contract', c.number, 'committed', c.committed_fen::text));
  end if;
  insert into funding_contract_change (id, contract_id, region_code, document_number, file_id, approved_on, reason, lines,
      before_fen, after_fen, by_id, by_name, at)
    values (uuidv7(), c.id, c.region_code, p ->> 'documentNumber', (p ->> 'fileId')::uuid, (p ->> 'approvedOn')::date,
      p ->> 'reason', p -> 'lines', c.amount_fen, v_sum, (p_by ->> 'actorId')::uuid, p_by ->> 'actorName',
      (p_by ->> 'at')::timestamptz);
  update funding_contract set amount_fen = v_sum where id = c.id;
  perform audit_append('contract:' || c.id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.vary', 'fundingContract', c.id::text, c.region_code,
    jsonb_build_object('beforeFen', c.amount_fen::text, 'afterFen', v_sum::text, 'lines', p -> 'lines',
      'documentHash', funding_file_hash((p ->> 'fileId')::uuid))::text, p_by ->> 'requestId');
  return jsonb_build_object('beforeFen', c.amount_fen::text, 'afterFen', v_sum::text);
end $$;

-- 签约占用, 解除占用: arranged money is bound to a contract's lines, and back as far as nothing was done with it.
create function funding_commit(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c funding_contract;
  s funding_source;
  v_item funding_item;
  v_day date := (p ->> 'bookedOn')::date;
  v_back boolean := coalesce((p ->> 'back')::boolean, false);
  v_sum bigint := 0;
  v_cell bigint;
  v_over record;
  one record;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
begin
  perform funding_begin();
  c := funding_get_contract((p ->> 'contractId')::uuid);
  perform funding_open_day(c.region_code, v_day, p_by);
  if v_day < c.signed_on then
    perform funding_refuse('before-signing', jsonb_build_object('contract', c.number, 'signedOn', c.signed_on));
  end if;
  perform funding_hold_sources(array(select (line ->> 'sourceId')::uuid from jsonb_array_elements(p -> 'lines') as given (line)));
  for one in select (line ->> 'sourceId')::uuid as source_id, (line ->> 'estateId')::uuid as estate_id,
      line ->> 'item' as item, funding_fen(line ->> 'amountFen') as amount
    from jsonb_array_elements(p -> 'lines') as given (line) order by 1, 2, 3
  loop
    s := funding_get_source(one.source_id);
    select * into v_item from funding_item where project_id = c.project_id and estate_id = one.estate_id and item = one.item;
    if not found or not exists (select from funding_contract_line where contract_id = c.id and estate_id = one.estate_id
        and item = one.item) then
      perform funding_refuse('contract-item', jsonb_build_object('item', one.item, 'contract', c.number));
    end if;
    if not v_back then
      perform funding_check_earmark(s, one.estate_id, one.item, v_item.class, v_item.region_code, v_day, funding_today(p_by), true,
      'commit');
    end if;
    v_cell := funding_cell_of(s.id, c.project_id, one.estate_id, one.item, c.id);
    v_cells := v_cells || array[funding_cell_of(s.id, c.project_id, one.estate_id, one.item, null), v_cell];
    v_accounts := v_accounts || array['arranged', 'committed'];
    v_amounts := v_amounts || case when v_back then array[one.amount, -one.amount] else array[-one.amount, one.amount] end;
    v_sum := v_sum + case when v_back then -one.amount else one.amount end;
    update funding_cell set committed_fen = committed_fen + case when v_back then -one.amount else one.amount end
      where id = v_cell and committed_fen + case when v_back then -one.amount else one.amount end
        - measured_fen >= case when v_back then advance_fen - recovered_fen else 0 end;
    if not found then
      perform funding_refuse('uncommit', jsonb_build_object('contract', c.number, 'item', one.item));
    end if;
  end loop;
  if cardinality(v_cells) = 0 then
    perform funding_refuse('no-lines');
  end if;
  select f.estate_id, f.item, sum(f.committed_fen) as committed, line.amount into v_over
    from funding_cell f join lateral (select coalesce(sum(l.amount_fen), 0) as amount from funding_contract_line l
      where l.contract_id = c.id and l.estate_id = f.estate_id and l.item = f.item) as line on true
    where f.contract_id = c.id group by f.estate_id, f.item, line.amount having sum(f.committed_fen) > line.amount limit 1;
  if found then
    perform funding_refuse('above-contract', jsonb_build_object('contract', c.number, 'item', v_over.item, 'act', 'commit',
      'limit', v_over.amount::text, 'wanted', v_over.committed::text));
  end if;
  update funding_contract set committed_fen = committed_fen + v_sum where id = c.id;
  return jsonb_build_object('postingId', funding_write(case when v_back then 'uncommit' else 'commit' end, v_day,
    jsonb_build_object('contractId', c.id, 'regionCode', c.region_code, 'reason', p ->> 'reason'), v_cells, v_accounts, v_amounts, p_by));
end $$;

create function funding_pass_gate(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_id uuid := uuidv7();
  v_region text;
begin
  perform funding_begin();
  select region_code into v_region from projects_project where id = (p ->> 'projectId')::uuid;
  if not found or not funding_within(v_region) then
    perform funding_refuse('project');
  end if;
  if p ->> 'contractId' is not null and not exists (select from funding_contract
      where id = (p ->> 'contractId')::uuid and project_id = (p ->> 'projectId')::uuid) then
    perform funding_refuse('contract');
  end if;
  perform funding_sane_day((p ->> 'passedOn')::date, p_by);
  insert into funding_gate (id, project_id, contract_id, region_code, gate, passed_on, document_number, file_id,
      document_hash, note, by_id, by_name, at)
    values (v_id, (p ->> 'projectId')::uuid, (p ->> 'contractId')::uuid, v_region, p ->> 'gate', (p ->> 'passedOn')::date,
      p ->> 'documentNumber', (p ->> 'fileId')::uuid, funding_file_hash((p ->> 'fileId')::uuid), coalesce(p ->> 'note', ''),
      (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz) on conflict do nothing;
  if not found then
    perform funding_refuse('gate-passed', jsonb_build_object('gate', p ->> 'gate'));
  end if;
  perform audit_append('project:' || (p ->> 'projectId'), (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.passGate', 'fundingGate', v_id::text, v_region,
    jsonb_build_object('gate', p ->> 'gate', 'passedOn', p ->> 'passedOn', 'documentNumber', p ->> 'documentNumber',
      'documentHash', funding_file_hash((p ->> 'fileId')::uuid), 'contractId', p ->> 'contractId')::text, p_by ->> 'requestId');
  return jsonb_build_object('gateId', v_id);
end $$;

create function funding_revoke_gate(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  g funding_gate;
begin
  perform funding_begin();
  update funding_gate set revoked_at = (p_by ->> 'at')::timestamptz, revoked_by = p_by ->> 'actorName',
      revoke_reason = p ->> 'reason'
    where id = (p ->> 'gateId')::uuid and revoked_at is null and funding_within(region_code) returning * into g;
  if not found then
    perform funding_refuse('gate-absent');
  end if;
  perform audit_append('project:' || g.project_id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.revokeGate', 'fundingGate', g.id::text, g.region_code,
    jsonb_build_object('gate', g.gate, 'reason', p ->> 'reason')::text, p_by ->> 'requestId');
  return jsonb_build_object('gateId', g.id);
end $$;

-- 计量: work done becomes payable, less what recovers the advance and what is retained, by the contract's terms.
create function funding_measure(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c funding_contract;
  f funding_cell;
  s funding_source;
  v_item funding_item;
  v_id uuid := coalesce((p ->> 'measurementId')::uuid, uuidv7());
  v_day date := (p ->> 'measuredOn')::date;
  v_cell bigint;
  v_line funding_contract_line;
  v_retained bigint;
  v_recovered bigint;
  v_left bigint;
  v_owed bigint;
  t_gross bigint := 0;
  t_retained bigint := 0;
  t_recovered bigint := 0;
  v_posting uuid;
  v_rows jsonb := '[]';
  one record;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
begin
  perform funding_begin();
  c := funding_get_contract((p ->> 'contractId')::uuid);
  perform funding_sane_day(v_day, p_by);
  v_day := coalesce((p ->> 'bookedOn')::date, v_day);
  perform funding_open_day(c.region_code, v_day, p_by);
  perform funding_hold_sources(array(select (line ->> 'sourceId')::uuid from jsonb_array_elements(p -> 'lines') as given (line)));
  for one in select (line ->> 'sourceId')::uuid as source_id, (line ->> 'estateId')::uuid as estate_id, line ->> 'item' as item,
      line ->> 'lineId' as line_id, coalesce(line ->> 'quantity', '') as quantity, funding_fen(line ->> 'amountFen') as gross
    from jsonb_array_elements(p -> 'lines') as given (line) order by 1, 2, 3, 4
  loop
    s := funding_get_source(one.source_id);
    select * into v_line from funding_contract_line where contract_id = c.id and line_id = one.line_id;
    if not found or v_line.estate_id <> one.estate_id or v_line.item <> one.item then
      perform funding_refuse('contract-line', jsonb_build_object('line', one.line_id, 'contract', c.number));
    end if;
    if v_line.measured_fen + one.gross > v_line.amount_fen then
      perform funding_refuse('above-contract', jsonb_build_object('contract', c.number, 'item', one.item, 'act', 'measure',
        'limit', v_line.amount_fen::text, 'wanted', (v_line.measured_fen + one.gross)::text));
    end if;
    update funding_contract_line set measured_fen = measured_fen + one.gross where contract_id = c.id and line_id = one.line_id;
    v_cell := funding_cell_of(s.id, c.project_id, one.estate_id, one.item, c.id);
    select * into strict f from funding_cell where id = v_cell;
    if f.measured_fen + one.gross > f.committed_fen then
      perform funding_refuse('balance', funding_source_words(s) || jsonb_build_object('account', 'committed', 'item', one.item,
        'available', (f.committed_fen - f.measured_fen)::text, 'needed', one.gross::text));
    end if;
    v_retained := one.gross * c.retention_bp / 10000;
    v_left := f.committed_fen - f.measured_fen - one.gross;
    v_owed := f.advance_fen - f.recovered_fen;
    -- the contract's share of this measurement, at least what the work still to come could not recover
    v_recovered := least(v_owed, one.gross - v_retained,
      greatest(one.gross * c.recovery_bp / 10000, v_owed - (v_left - v_left * c.retention_bp / 10000)));
    update funding_cell set measured_fen = measured_fen + one.gross, retained_fen = retained_fen + v_retained,
      recovered_fen = recovered_fen + v_recovered where id = f.id;
    v_cells := v_cells || array[f.id, f.id, f.id];
    v_accounts := v_accounts || array['committed', 'payable', 'retained'];
    v_amounts := v_amounts || array[v_recovered - one.gross, one.gross - v_retained - v_recovered, v_retained];
    v_rows := v_rows || jsonb_build_object('cell', f.id, 'line', one.line_id, 'region', v_line.region_code,
      'quantity', one.quantity, 'gross', one.gross, 'retained', v_retained, 'recovered', v_recovered);
    t_gross := t_gross + one.gross;
    t_retained := t_retained + v_retained;
    t_recovered := t_recovered + v_recovered;
  end loop;
  if t_gross = 0 then
    perform funding_refuse('no-lines');
  end if;
  update funding_contract set measured_fen = measured_fen + t_gross, retained_fen = retained_fen + t_retained,
    recovered_fen = recovered_fen + t_recovered where id = c.id;
  v_posting := funding_write('measure', v_day, jsonb_build_object('contractId', c.id, 'regionCode', c.region_code, 'measurementId', v_id,
    'documentNumber', p ->> 'documentNumber', 'documentOn', p ->> 'measuredOn', 'fileId', p ->> 'fileId',
    'reason', p ->> 'note'), v_cells, v_accounts, v_amounts, p_by);
  insert into funding_measurement (id, contract_id, project_id, region_code, measured_on, posting_id, gross_fen, retained_fen,
      recovered_fen, payable_fen, document_number, file_id, file_hash, note, by_id, by_name, at)
    values (v_id, c.id, c.project_id, c.region_code, (p ->> 'measuredOn')::date, v_posting, t_gross, t_retained, t_recovered,
      t_gross - t_retained - t_recovered, coalesce(p ->> 'documentNumber', ''), (p ->> 'fileId')::uuid,
      funding_file_hash((p ->> 'fileId')::uuid), coalesce(p ->> 'note', ''), (p_by ->> 'actorId')::uuid,
      p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  insert into funding_measurement_line (measurement_id, position, cell_id, line_id, region_code, quantity, gross_fen,
      retained_fen, recovered_fen, payable_fen)
    select v_id, n, (r ->> 'cell')::bigint, r ->> 'line', r ->> 'region', r ->> 'quantity', (r ->> 'gross')::bigint,
      (r ->> 'retained')::bigint, (r ->> 'recovered')::bigint,
      (r ->> 'gross')::bigint - (r ->> 'retained')::bigint - (r ->> 'recovered')::bigint
    from jsonb_array_elements(v_rows) with ordinality as given (r, n);
  return jsonb_build_object('measurementId', v_id, 'postingId', v_posting, 'grossFen', t_gross::text,
    'payableFen', (t_gross - t_retained - t_recovered)::text, 'retainedFen', t_retained::text,
    'recoveredFen', t_recovered::text);
end $$;

-- 授权支付: every rule of the contract, the earmark and the money is asked here.
create function funding_authorise(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c funding_contract;
  f funding_cell;
  s funding_source;
  v_item funding_item;
  v_id uuid := uuidv7();
  v_day date := (p ->> 'bookedOn')::date;
  v_kind text := p ->> 'kind';
  v_from text := case p ->> 'kind' when 'advance' then 'committed' when 'retention' then 'retained' else 'payable' end;
  v_cell bigint;
  v_sum bigint := 0;
  v_left bigint;
  v_posting uuid;
  one record;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
  v_lines jsonb := '[]';
begin
  perform funding_begin();
  if v_kind is null or v_kind not in ('advance', 'progress', 'settlement', 'retention') then
    perform funding_refuse('kind');
  end if;
  c := funding_get_contract((p ->> 'contractId')::uuid);
  perform funding_open_day(c.region_code, v_day, p_by);
  perform funding_check_gates(c, v_kind, v_day);
  perform funding_hold_sources(array(select (line ->> 'sourceId')::uuid from jsonb_array_elements(p -> 'lines') as given (line)));
  if exists (select from funding_authorisation where payment_id = (p ->> 'paymentId')::uuid and reversed_at is null) then
    perform funding_refuse('authorised-twice');
  end if;
  for one in select (line ->> 'sourceId')::uuid as source_id, (line ->> 'estateId')::uuid as estate_id, line ->> 'item' as item,
      sum(funding_fen(line ->> 'amountFen'))::bigint as amount
    from jsonb_array_elements(p -> 'lines') as given (line) group by 1, 2, 3 order by 1, 2, 3
  loop
    s := funding_own_source(one.source_id);
    select * into v_item from funding_item where project_id = c.project_id and estate_id = one.estate_id and item = one.item;
    if not found then
      perform funding_refuse('contract-item', jsonb_build_object('item', one.item, 'contract', c.number));
    end if;
    perform funding_check_earmark(s, one.estate_id, one.item, v_item.class, v_item.region_code, v_day, funding_today(p_by), false,
      'pay');
    v_cell := funding_cell_of(s.id, c.project_id, one.estate_id, one.item, c.id);
    select * into strict f from funding_cell where id = v_cell;
    if v_kind = 'advance' then
      v_left := f.committed_fen - f.measured_fen;
      if f.advance_fen - f.recovered_fen + one.amount > v_left - v_left * c.retention_bp / 10000 then
        perform funding_refuse('above-contract', jsonb_build_object('contract', c.number, 'item', one.item, 'act', 'advance',
          'limit', (v_left - v_left * c.retention_bp / 10000)::text, 'wanted', (f.advance_fen - f.recovered_fen + one.amount)::text));
      end if;
      update funding_cell set advance_fen = advance_fen + one.amount where id = f.id;
    elsif v_kind = 'retention' then
      if f.released_fen + one.amount > f.retained_fen then
        perform funding_refuse('retention', jsonb_build_object('contract', c.number, 'item', one.item,
          'limit', (f.retained_fen - f.released_fen)::text, 'wanted', one.amount::text));
      end if;
      update funding_cell set released_fen = released_fen + one.amount where id = f.id;
    else
      select coalesce(max(balance_fen), 0) into v_left from funding_balance where cell_id = f.id and account = 'payable';
      if v_left < one.amount then
        perform funding_refuse('above-measured', jsonb_build_object('contract', c.number, 'item', one.item, 'kind', v_kind,
          'limit', v_left::text, 'wanted', one.amount::text));
      end if;
    end if;
    v_cells := v_cells || array[f.id, f.id];
    v_accounts := v_accounts || array[v_from, 'authorised'];
    v_amounts := v_amounts || array[-one.amount, one.amount];
    v_lines := v_lines || jsonb_build_object('cell', f.id, 'source', s.id, 'region', f.region_code, 'amount', one.amount);
    v_sum := v_sum + one.amount;
  end loop;
  if v_sum = 0 then
    perform funding_refuse('no-lines');
  end if;
  for one in select (r ->> 'source')::uuid as source_id, sum((r ->> 'amount')::bigint)::bigint as amount
    from jsonb_array_elements(v_lines) as given (r) group by 1 order by 1
  loop
    perform funding_check_cash(funding_get_source(one.source_id), one.amount);
  end loop;
  if v_kind = 'advance' then
    if (c.advance_fen + v_sum)::numeric * 10000 > c.amount_fen::numeric * c.advance_bp then
      perform funding_refuse('advance', jsonb_build_object('contract', c.number, 'shareBp', c.advance_bp,
        'limit', (c.amount_fen::numeric * c.advance_bp / 10000)::bigint::text, 'wanted', (c.advance_fen + v_sum)::text));
    end if;
    update funding_contract set advance_fen = advance_fen + v_sum where id = c.id;
  elsif v_kind = 'progress' then
    if (c.progress_fen + c.recovered_fen + v_sum)::numeric * 10000 > c.measured_fen::numeric * c.progress_bp then
      perform funding_refuse('progress', jsonb_build_object('contract', c.number, 'shareBp', c.progress_bp,
        'limit', greatest(trunc(c.measured_fen::numeric * c.progress_bp / 10000) - c.recovered_fen, 0)::bigint::text,
        'wanted', (c.progress_fen + v_sum)::text));
    end if;
    update funding_contract set progress_fen = progress_fen + v_sum where id = c.id;
  elsif v_kind = 'settlement' then
    update funding_contract set settlement_fen = settlement_fen + v_sum where id = c.id;
  else
    update funding_contract set released_fen = released_fen + v_sum where id = c.id;
  end if;
  v_posting := funding_write('authorise', v_day, jsonb_build_object('contractId', c.id, 'authorisationId', v_id,
    'party', p ->> 'payee', 'reason', v_kind), v_cells, v_accounts, v_amounts, p_by);
  insert into funding_authorisation (id, payment_id, contract_id, region_code, kind, payee, booked_on, posting_id, amount_fen,
      by_id, by_name, at)
    values (v_id, (p ->> 'paymentId')::uuid, c.id, c.region_code, v_kind, btrim(p ->> 'payee'), v_day, v_posting, v_sum,
      (p_by ->> 'actorId')::uuid, p_by ->> 'actorName', (p_by ->> 'at')::timestamptz);
  insert into funding_authorisation_line (authorisation_id, position, cell_id, source_id, region_code, amount_fen)
    select v_id, n, (r ->> 'cell')::bigint, (r ->> 'source')::uuid, r ->> 'region', (r ->> 'amount')::bigint
    from jsonb_array_elements(v_lines) with ordinality as given (r, n);
  return jsonb_build_object('authorisationId', v_id, 'postingId', v_posting);
end $$;

-- Takes an amount out of an authorisation's unpaid lines of a source, in their order; the moves of it, or null when it
-- holds less. p_sign -1 gives it back.
create function funding_spend(a funding_authorisation, p_source uuid, p_amount bigint) returns jsonb language plpgsql as $$
declare
  one funding_authorisation_line;
  v_left bigint := p_amount;
  v_take bigint;
  v_moves jsonb := '[]';
begin
  for one in select * from funding_authorisation_line where authorisation_id = a.id and (p_source is null or source_id = p_source)
    and paid_fen < amount_fen order by position
  loop
    exit when v_left = 0;
    v_take := least(v_left, one.amount_fen - one.paid_fen);
    v_moves := v_moves || jsonb_build_object('cell', one.cell_id, 'source', one.source_id, 'position', one.position, 'amount', v_take);
    v_left := v_left - v_take;
  end loop;
  return case when v_left = 0 then v_moves end;
end $$;

-- 支付事实: what the bank paid. It is recorded whatever it is; what fits no authorisation, goes to somebody else or
-- overdraws is booked as a violation with a case.
create function funding_paid(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  a funding_authorisation;
  s funding_source;
  v_source uuid := (p ->> 'sourceId')::uuid;
  v_day date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_wrong text;
  v_moves jsonb;
  v_head jsonb;
  v_short record;
  one record;
  v_posting uuid;
  v_root bigint;
  v_cells bigint[] := '{}';
  v_accounts text[] := '{}';
  v_amounts bigint[] := '{}';
begin
  perform funding_begin();
  if p ->> 'authorisationId' is not null then
    select * into a from funding_authorisation where id = (p ->> 'authorisationId')::uuid;
    if not found or not funding_within(a.region_code) then
      perform funding_refuse('authorisation');
    end if;
    perform 1 from funding_contract where id = a.contract_id for no key update;
    perform funding_hold_sources(array(select source_id from funding_authorisation_line where authorisation_id = a.id) || v_source);
    select * into a from funding_authorisation where id = a.id for no key update;
    v_source := coalesce(v_source, (select source_id from funding_authorisation_line where authorisation_id = a.id
      order by position limit 1));
  end if;
  if v_source is null then
    perform funding_refuse('source');
  end if;
  s := funding_get_source(v_source);
  v_day := funding_fact_day(s.region_code, (p ->> 'bookedOn')::date, p_by);
  s := funding_own_source(v_source);
  if a.id is null or a.reversed_at is not null then
    v_wrong := 'unauthorised';
  elsif not s.cash then
    v_wrong := 'in-kind';
  elsif btrim(p ->> 'payee') is distinct from a.payee then
    v_wrong := 'payee';
  else
    v_moves := funding_spend(a, (p ->> 'sourceId')::uuid, v_amount);
    if v_moves is null then
      v_wrong := 'above-authorised';
    end if;
  end if;
  if v_wrong is null then
    select r.source_id into v_short from (select (m ->> 'source')::uuid as source_id, sum((m ->> 'amount')::bigint) as amount
        from jsonb_array_elements(v_moves) as given (m) group by 1) as r
      left join funding_total t on t.source_id = r.source_id and t.account = 'cash'
      where coalesce(t.balance_fen, 0) < r.amount limit 1;
    if found then
      v_wrong := 'overdrawn';
    end if;
  end if;
  v_head := jsonb_build_object('sourceId', s.id, 'contractId', a.contract_id, 'authorisationId', a.id,
    'documentNumber', p ->> 'voucherNumber', 'documentOn', p ->> 'bookedOn', 'fileId', p ->> 'fileId', 'party', p ->> 'payee',
    'reason', p ->> 'reason');
  if v_wrong is not null then
    v_root := funding_cell_of(s.id, null, null, null, null);
    v_posting := funding_write('violation', v_day, v_head, array[v_root, v_root], array['suspense', 'violation'],
      array[-v_amount, v_amount], p_by);
    perform funding_take_voucher(s, 'out', p ->> 'voucherNumber', a.id, v_posting);
    return jsonb_build_object('postingId', v_posting, 'caseId', funding_open_case(v_wrong, s, v_posting, a.id, v_amount,
      jsonb_build_object('voucher', p ->> 'voucherNumber', 'day', p ->> 'bookedOn'), p_by));
  end if;
  for one in select (m ->> 'cell')::bigint as cell, (m ->> 'source')::uuid as source_id, (m ->> 'position')::integer as position,
      (m ->> 'amount')::bigint as amount from jsonb_array_elements(v_moves) as given (m)
  loop
    update funding_authorisation_line set paid_fen = paid_fen + one.amount where authorisation_id = a.id and position = one.position;
    v_root := funding_cell_of(one.source_id, null, null, null, null);
    v_cells := v_cells || array[one.cell, one.cell, v_root, one.cell];
    v_accounts := v_accounts || array['authorised', 'paid', 'cash', 'spent'];
    v_amounts := v_amounts || array[-one.amount, one.amount, -one.amount, one.amount];
  end loop;
  update funding_authorisation set paid_fen = paid_fen + v_amount where id = a.id;
  v_posting := funding_write('paid', v_day, v_head, v_cells, v_accounts, v_amounts, p_by);
  perform funding_take_voucher(s, 'out', p ->> 'voucherNumber', a.id, v_posting);
  return jsonb_build_object('postingId', v_posting, 'caseId', null);
end $$;

-- 实物、劳务: what was done or given itself, at a value with evidence; never money.
create function funding_in_kind(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s funding_source;
  v_item funding_item;
  v_region text;
  v_day date := (p ->> 'bookedOn')::date;
  v_amount bigint := funding_fen(p ->> 'amountFen');
  v_cell bigint;
begin
  perform funding_begin();
  s := funding_get_source((p ->> 'sourceId')::uuid);
  perform funding_open_day(s.region_code, v_day, p_by);
  s := funding_own_source(s.id);
  if s.cash then
    perform funding_refuse('not-in-kind', funding_source_words(s));
  end if;
  if p ->> 'evidenceFileId' is null or coalesce(btrim(p ->> 'description'), '') = '' then
    perform funding_refuse('evidence', funding_source_words(s));
  end if;
  select e.region_code into v_region from projects_project_estate pe join survey_estate e on e.id = pe.estate_id
    where pe.project_id = (p ->> 'projectId')::uuid and pe.estate_id = (p ->> 'estateId')::uuid and pe.living;
  if not found then
    perform funding_refuse('project-estate');
  end if;
  insert into funding_item (project_id, estate_id, item, region_code, class, origin, created_at)
    values ((p ->> 'projectId')::uuid, (p ->> 'estateId')::uuid, p ->> 'item', v_region, p ->> 'itemClass', 'hand',
      (p_by ->> 'at')::timestamptz) on conflict do nothing;
  select * into strict v_item from funding_item where project_id = (p ->> 'projectId')::uuid
    and estate_id = (p ->> 'estateId')::uuid and item = p ->> 'item';
  if v_item.class <> p ->> 'itemClass' then
    perform funding_refuse('item-class', jsonb_build_object('item', v_item.item, 'class', v_item.class, 'given', p ->> 'itemClass'));
  end if;
  perform funding_check_earmark(s, v_item.estate_id, v_item.item, v_item.class, v_item.region_code, v_day, funding_today(p_by), true,
      'inKind');
  v_cell := funding_cell_of(s.id, v_item.project_id, v_item.estate_id, v_item.item, null);
  return jsonb_build_object('postingId', funding_write('inKind', v_day, jsonb_build_object('sourceId', s.id,
    'fileId', p ->> 'evidenceFileId', 'reason', p ->> 'description'), array[v_cell, v_cell],
    array['inKindOrigin', 'inKind'], array[-v_amount, v_amount], p_by));
end $$;

-- 冲正: the mirror of a posting, once, in an open month; what the posting had counted is given back with it.
create function funding_reverse(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o funding_posting;
  v_day date := (p ->> 'bookedOn')::date;
  v_regions text[];
  one record;
  v_gross bigint := 0;
  v_back bigint;
  v_kind text;
  v_cells bigint[];
  v_accounts text[];
  v_amounts bigint[];
begin
  perform funding_begin();
  select * into o from funding_posting where id = (p ->> 'postingId')::uuid;
  if not found or not funding_within(o.region_code) then
    perform funding_refuse('posting');
  end if;
  if o.kind in ('reverse', 'carry') then
    perform funding_refuse('reverse-kind');
  end if;
  if coalesce(btrim(p ->> 'reason'), '') = '' then
    perform funding_refuse('reason');
  end if;
  if o.contract_id is not null then
    perform 1 from funding_contract where id = o.contract_id for no key update;
  end if;
  perform funding_open_day(o.region_code, v_day, p_by);
  if v_day < o.booked_on then
    perform funding_refuse('reverse-before', jsonb_build_object('day', o.booked_on));
  end if;
  perform funding_hold_sources(array(select distinct source_id from funding_entry where posting_id = o.id));
  select array_agg(s.region_code) into v_regions from funding_source s
    where s.id in (select source_id from funding_entry where posting_id = o.id) and not funding_within(s.region_code);
  if v_regions is not null and o.kind not in ('measure', 'commit', 'uncommit') then
    perform funding_refuse('not-yours');
  end if;
  if exists (select from funding_posting where reverses_id = o.id) then
    perform funding_refuse('reversed');
  end if;
  if o.kind in ('commit', 'uncommit') then
    for one in select cell_id, amount_fen from funding_entry where posting_id = o.id and account = 'committed' loop
      update funding_cell set committed_fen = committed_fen - one.amount_fen where id = one.cell_id
        and committed_fen - one.amount_fen >= measured_fen + advance_fen - recovered_fen;
      if not found then
        perform funding_refuse('reverse-used');
      end if;
      update funding_contract set committed_fen = committed_fen - one.amount_fen where id = o.contract_id;
    end loop;
  elsif o.kind = 'measure' then
    -- only the contract's last measurement: an earlier one's recovery decided what came after it
    if exists (select from funding_measurement m where m.contract_id = o.contract_id and m.reversed_at is null
        and m.posting_id > o.id) then
      perform funding_refuse('reverse-later');
    end if;
    for one in select l.*, m.contract_id from funding_measurement_line l join funding_measurement m on m.id = l.measurement_id
      where m.posting_id = o.id
    loop
      update funding_cell set measured_fen = measured_fen - one.gross_fen, retained_fen = retained_fen - one.retained_fen,
        recovered_fen = recovered_fen - one.recovered_fen
        where id = one.cell_id and retained_fen - one.retained_fen >= released_fen;
      if not found then
        perform funding_refuse('reverse-used');
      end if;
      update funding_contract_line set measured_fen = measured_fen - one.gross_fen
        where contract_id = one.contract_id and line_id = one.line_id;
      update funding_contract c set measured_fen = measured_fen - one.gross_fen, retained_fen = retained_fen - one.retained_fen,
        recovered_fen = recovered_fen - one.recovered_fen where id = one.contract_id
        and c.progress_fen + c.settlement_fen + c.recovered_fen - one.recovered_fen + c.retained_fen - one.retained_fen
          <= c.measured_fen - one.gross_fen
        and (c.progress_fen = 0 or (c.progress_fen + c.recovered_fen - one.recovered_fen)::numeric * 10000
          <= (c.measured_fen - one.gross_fen)::numeric * c.progress_bp);
      if not found then
        perform funding_refuse('reverse-used');
      end if;
    end loop;
    update funding_measurement set reversed_at = (p_by ->> 'at')::timestamptz where posting_id = o.id;
  elsif o.kind = 'authorise' then
    update funding_authorisation set reversed_at = (p_by ->> 'at')::timestamptz where posting_id = o.id and paid_fen = 0
      returning kind into v_kind;
    if not found then
      perform funding_refuse('reverse-paid');
    end if;
    for one in select l.cell_id, l.amount_fen from funding_authorisation_line l
      join funding_authorisation a on a.id = l.authorisation_id where a.posting_id = o.id
    loop
      if v_kind in ('advance', 'retention') then
        update funding_cell set advance_fen = advance_fen - case when v_kind = 'advance' then one.amount_fen else 0 end,
          released_fen = released_fen - case when v_kind = 'retention' then one.amount_fen else 0 end
          where id = one.cell_id and (v_kind <> 'advance' or advance_fen - one.amount_fen >= recovered_fen);
        if not found then
          perform funding_refuse('reverse-used');
        end if;
      end if;
      update funding_contract set
        advance_fen = advance_fen - case when v_kind = 'advance' then one.amount_fen else 0 end,
        progress_fen = progress_fen - case when v_kind = 'progress' then one.amount_fen else 0 end,
        settlement_fen = settlement_fen - case when v_kind = 'settlement' then one.amount_fen else 0 end,
        released_fen = released_fen - case when v_kind = 'retention' then one.amount_fen else 0 end
        where id = o.contract_id;
    end loop;
  elsif o.kind = 'paid' then
    select coalesce(sum(amount_fen), 0) into v_back from funding_entry where posting_id = o.id and account = 'paid';
    update funding_authorisation set paid_fen = paid_fen - v_back where id = o.authorisation_id;
    for one in select e.cell_id, e.amount_fen from funding_entry e where e.posting_id = o.id and e.account = 'paid' loop
      update funding_authorisation_line set paid_fen = paid_fen - one.amount_fen
        where authorisation_id = o.authorisation_id and cell_id = one.cell_id;
    end loop;
  elsif o.kind = 'violation' then
    update funding_case set state = 'resolved', how = 'returned', resolution = p ->> 'reason',
      resolved_by_id = (p_by ->> 'actorId')::uuid, resolved_by = p_by ->> 'actorName',
      resolved_at = (p_by ->> 'at')::timestamptz where posting_id = o.id and state = 'open';
  end if;
  delete from funding_voucher where posting_id = o.id;
  select array_agg(cell_id), array_agg(account), array_agg(-amount_fen) into v_cells, v_accounts, v_amounts
    from funding_entry where posting_id = o.id;
  return jsonb_build_object('postingId', funding_write('reverse', v_day, jsonb_build_object('reversesId', o.id, 'regionCode', o.region_code,
    'contractId', o.contract_id, 'sourceId', o.source_id, 'authorisationId', o.authorisation_id, 'reason', p ->> 'reason'),
    v_cells, v_accounts, v_amounts, p_by));
end $$;

-- 了结违规: explained on paper, or the payment is fitted to an authorisation given for it afterwards.
create function funding_resolve_case(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  k funding_case;
  o funding_posting;
  v_answer jsonb := '{}';
begin
  perform funding_begin();
  select * into k from funding_case where id = (p ->> 'caseId')::uuid;
  if not found or not funding_within(k.region_code) then
    perform funding_refuse('case');
  end if;
  if not exists (select from funding_source where id = k.source_id and funding_within(region_code)) then
    perform funding_refuse('not-yours');
  end if;
  select * into o from funding_posting where id = k.posting_id;
  -- Everything the reversal and the payment inside will want, held at once and in the one order: a second, later hold of
  -- a lower source would wait for somebody who waits for us.
  perform 1 from funding_contract where id in (o.contract_id, (select contract_id from funding_authorisation
    where id = (p ->> 'authorisationId')::uuid)) order by id for no key update;
  perform funding_hold_sources(array(
    select k.source_id
    union select source_id from funding_entry where posting_id = o.id
    union select source_id from funding_authorisation_line where authorisation_id = (p ->> 'authorisationId')::uuid));
  select * into k from funding_case where id = k.id for update;
  if k.state = 'resolved' then
    perform funding_refuse('case-resolved');
  end if;
  if coalesce(btrim(p ->> 'resolution'), '') = '' or p ->> 'how' not in ('returned', 'attached', 'explained') then
    perform funding_refuse('reason');
  end if;
  if k.kind <> 'over-received' and p ->> 'how' in ('returned', 'attached') then
    v_answer := funding_reverse(jsonb_build_object('postingId', k.posting_id, 'bookedOn', p ->> 'bookedOn',
      'reason', p ->> 'resolution'), p_by);
    if p ->> 'how' = 'attached' then
      v_answer := funding_paid(jsonb_build_object('authorisationId', p ->> 'authorisationId', 'sourceId', k.source_id,
        'amountFen', k.amount_fen::text, 'bookedOn', p ->> 'bookedOn', 'voucherNumber', o.document_number, 'fileId', o.file_id,
        'payee', o.party, 'reason', p ->> 'resolution'), p_by);
      if v_answer ->> 'caseId' is not null then
        perform funding_refuse('case-unfit');
      end if;
    end if;
  elsif p ->> 'how' <> 'explained' and k.kind = 'over-received' then
    perform funding_refuse('case-how');
  end if;
  update funding_case set state = 'resolved', how = p ->> 'how', resolution = p ->> 'resolution',
    resolved_posting_id = (v_answer ->> 'postingId')::uuid, resolved_by_id = (p_by ->> 'actorId')::uuid,
    resolved_by = p_by ->> 'actorName', resolved_at = (p_by ->> 'at')::timestamptz where id = k.id;
  perform audit_append('source:' || k.source_id, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid,
    p_by ->> 'actorName', 'funding.ledger.resolveCase', 'fundingCase', k.id::text, k.region_code,
    jsonb_build_object('how', p ->> 'how', 'resolution', p ->> 'resolution')::text, p_by ->> 'requestId');
  return jsonb_build_object('postingId', v_answer ->> 'postingId');
end $$;

-- 结账: closes a district's month after the one before it; no posting may be under way meanwhile.
create function funding_close(p jsonb, p_by jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_books text := left(p ->> 'regionCode', 6);
  v_month date;
  v_closed date;
  v_first date;
  v_count bigint;
  v_balances jsonb;
begin
  perform funding_begin();
  if p ->> 'month' !~ '^[0-9]{4}-(0[1-9]|1[0-2])$' then
    perform funding_refuse('month');
  end if;
  v_month := ((p ->> 'month') || '-01')::date;
  if not funding_within(v_books) then
    perform funding_refuse('scope');
  end if;
  perform pg_advisory_xact_lock(7150320, hashtext(v_books));
  if v_month + interval '1 month' > ((p_by ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date then
    perform funding_refuse('month-running', jsonb_build_object('month', p ->> 'month'));
  end if;
  select max(month) into v_closed from funding_period where region_code = v_books;
  select date_trunc('month', min(booked_on))::date into v_first from funding_posting
    where starts_with(region_code, v_books) and (v_closed is null or booked_on >= v_closed + interval '1 month');
  if v_month <= v_closed then
    perform funding_refuse('month-closed', jsonb_build_object('month', p ->> 'month'));
  elsif v_month > coalesce((v_closed + interval '1 month')::date, v_first, v_month) then
    perform funding_refuse('month-order', jsonb_build_object('month', p ->> 'month',
      'next', to_char(coalesce((v_closed + interval '1 month')::date, v_first), 'YYYY-MM')));
  end if;
  select count(*) into v_count from funding_posting where starts_with(region_code, v_books)
    and booked_on >= v_month and booked_on < v_month + interval '1 month';
  select coalesce(jsonb_object_agg(account, balance), '{}') into v_balances from (select account, sum(in_fen - out_fen)::text as balance
    from funding_month where starts_with(region_code, v_books) and month <= v_month group by account) as one;
  if exists (select from jsonb_each_text(v_balances) as one (account, balance) group by funding_book(account)
      having sum(balance::numeric) <> 0) then
    raise exception 'the trial balance of % is not zero', v_books using errcode = 'HJ002';
  end if;
  insert into funding_period (region_code, month, postings, balances, closed_at, closed_by_id, closed_by)
    values (v_books, v_month, v_count, v_balances, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid, p_by ->> 'actorName');
  perform audit_append('books:' || v_books, (p_by ->> 'at')::timestamptz, (p_by ->> 'actorId')::uuid, p_by ->> 'actorName',
    'funding.ledger.closePeriod', 'fundingPeriod', v_books || ':' || (p ->> 'month'), v_books,
    jsonb_build_object('month', p ->> 'month', 'postings', v_count, 'balances', v_balances)::text, p_by ->> 'requestId');
  return jsonb_build_object('month', p ->> 'month', 'postings', v_count::text, 'balances', v_balances);
end $$;

-- Only these are the application's; what they call runs as the owner.
do $$
declare
  one record;
begin
  for one in select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.proname like 'funding\_%'
  loop
    execute format('revoke all on function %s from public', one.name);
  end loop;
end $$;
grant execute on function funding_reads, funding_book, funding_grant, funding_change_source, funding_carry, funding_arrange,
  funding_receive, funding_refund, funding_sign, funding_vary, funding_commit, funding_pass_gate, funding_revoke_gate,
  funding_measure, funding_authorise, funding_paid, funding_in_kind, funding_reverse, funding_resolve_case, funding_close
  to huanju_app;
