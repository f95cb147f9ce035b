-- Ballots that arrive together share a transaction; these two calls are all it says to the database between begin and
-- commit. They run as the application, under its row-level security; they are functions so that a batch costs two
-- round trips and no planning.

-- Locks the vote and reads what its ballots are judged by: who is behind the cookies (looked for in every region, none
-- is known before), then, bound to the vote's region, the paper, the owners' entitlements and ballots with these keys.
-- The commit will be durable before anybody hears of it, whatever the server's default. Null: no such vote.
create function participation_ballots_open(p_vote uuid, p_tokens bytea[], p_keys uuid[]) returns jsonb
  language plpgsql set search_path = public as $$
declare
  v participation_vote;
  v_sessions jsonb;
  v_owners uuid[];
begin
  perform set_config('synchronous_commit', 'on', true),
    set_config('huanju.lo', '', true), set_config('huanju.hi', '99', true);
  select * into v from participation_vote where id = p_vote for update;
  if not found then
    return null;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('hash', encode(token_hash, 'hex'), 'estateId', estate_id,
      'ownerId', owner_id, 'verifiedBy', verified_by, 'helperId', helper_id, 'helperName', helper_name,
      'expiresAt', expires_at, 'removed', owner_id is not null and not exists (select from survey_ownership w
        where w.part_id = participation_session.part_id and w.owner_id = participation_session.owner_id
          and w.until is null))), '[]'), coalesce(array_agg(owner_id) filter (where owner_id is not null), '{}')
    into v_sessions, v_owners
    from participation_session where token_hash = any (p_tokens) and ended_at is null;
  perform set_config('huanju.lo', v.region_code, true),
    set_config('huanju.hi', (v.region_code::bigint + 1)::text, true);
  return jsonb_build_object(
    'vote', jsonb_build_object('id', v.id, 'estateId', v.estate_id, 'regionCode', v.region_code, 'title', v.title,
      'state', v.state, 'opensAt', v.opens_at, 'closesAt', v.closes_at, 'lastAt', v.last_at, 'rules', v.rules,
      'nextSeq', v.next_seq),
    'sessions', v_sessions,
    'matters', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title) order by m.position, m.id), '[]')
      from participation_matter m where m.vote_id = p_vote),
    'entitlements', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'pseudonym', e.pseudonym,
        'ownerId', e.owner_id, 'building', e.building, 'entrance', e.entrance, 'room', e.room,
        'ballots', (select count(*) from participation_ballot b
          where b.vote_id = p_vote and b.entitlement_id = e.id))
        order by e.building, e.entrance, e.room, e.id), '[]')
      from participation_entitlement e where e.vote_id = p_vote and e.owner_id = any (v_owners)),
    'known', (select coalesce(jsonb_agg(jsonb_build_object('key', b.key, 'entitlementId', b.entitlement_id,
        'seq', b.seq, 'at', b.at, 'receipt', b.receipt, 'choices', b.choices,
        'times', (select count(*) from participation_ballot o where o.vote_id = p_vote
          and o.entitlement_id = b.entitlement_id and o.seq <= b.seq)) order by b.seq), '[]')
      from participation_ballot b where b.vote_id = p_vote and b.key = any (p_keys)));
end $$;

-- Writes judged ballots of a vote locked in this transaction, numbered from its next_seq on in the order given, moves
-- the vote's counters and appends an audit line each to the vote's own chain.
create function participation_ballots_place(p_vote uuid, p_region text, p_at timestamptz, p_rows jsonb, p_lines jsonb)
  returns void language plpgsql set search_path = public as $$
declare
  v_count bigint := jsonb_array_length(p_rows);
  v_first bigint;
begin
  update participation_vote set next_seq = next_seq + v_count, last_at = p_at where id = p_vote
    returning next_seq - v_count into strict v_first;
  insert into participation_ballot (vote_id, seq, region_code, entitlement_id, choices, channel, at, nonce, receipt, key,
    verified_by, entered_by_id, entered_by, proxy_id, file_id, reason)
  select p_vote, v_first + n - 1, p_region, (one ->> 'entitlementId')::uuid, one -> 'choices', one ->> 'channel', p_at,
    decode(one ->> 'nonce', 'hex'), one ->> 'receipt', (one ->> 'key')::uuid, one ->> 'verifiedBy',
    (one ->> 'enteredById')::uuid, one ->> 'enteredBy', (one ->> 'proxyId')::uuid, (one ->> 'fileId')::uuid,
    one ->> 'reason'
  from jsonb_array_elements(p_rows) with ordinality as given (one, n) order by n;
  perform audit_append_many('vote:' || p_vote, p_lines);
end $$;
revoke all on function participation_ballots_open, participation_ballots_place from public;
grant execute on function participation_ballots_open, participation_ballots_place to huanju_app;
