-- Many lines of one chain in one call: ballots that share a commit. The hashes are those `audit_append` would have
-- computed one after another; p_lines is an array of {at, actorId, actorName, action, subjectKind, subjectId,
-- regionCode, detail, requestId} in their order. Returns the number of the last line.
create function audit_append_many(p_stream text, p_lines jsonb) returns bigint
  language plpgsql security definer set search_path = public as $$
declare
  v_seq bigint;
  v_prev bytea;
  v_last bytea;
  v_count integer := jsonb_array_length(p_lines);
begin
  insert into audit_head (stream, seq, hash) values (p_stream, 0, sha256(convert_to(p_stream, 'UTF8')))
    on conflict do nothing;
  select seq, hash into v_seq, v_prev from audit_head where stream = p_stream for update;
  if v_count = 0 then
    return v_seq;
  end if;
  with recursive line as materialized (
    select n, date_trunc('milliseconds', (one ->> 'at')::timestamptz) as at, (one ->> 'actorId')::uuid as actor_id,
      one ->> 'actorName' as actor_name, one ->> 'action' as action, one ->> 'subjectKind' as subject_kind,
      one ->> 'subjectId' as subject_id, one ->> 'regionCode' as region_code, one ->> 'detail' as detail,
      one ->> 'requestId' as request_id
    from jsonb_array_elements(p_lines) with ordinality as given (one, n)
  ), body as materialized (
    select array_agg(convert_to(
      audit_field(p_stream) || audit_field((v_seq + n)::text)
      || audit_field(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      || audit_field(actor_id::text) || audit_field(actor_name) || audit_field(action)
      || audit_field(subject_kind) || audit_field(subject_id) || audit_field(region_code)
      || audit_field(detail) || audit_field(request_id), 'UTF8') order by n) as texts
    from line
  ), chain (n, prev_hash, hash) as (
    select 0::bigint, null::bytea, v_prev
    union all
    select chain.n + 1, chain.hash, sha256(chain.hash || body.texts[chain.n + 1])
    from chain, body where chain.n < v_count
  ), written as (
    insert into audit_line (stream, seq, at, actor_id, actor_name, action, subject_kind, subject_id, region_code,
                            detail, request_id, prev_hash, hash)
    select p_stream, v_seq + line.n, line.at, line.actor_id, line.actor_name, line.action, line.subject_kind,
      line.subject_id, line.region_code, line.detail, line.request_id, chain.prev_hash, chain.hash
    from line join chain on chain.n = line.n order by line.n
    returning seq, hash
  )
  select hash into v_last from written where seq = v_seq + v_count;
  update audit_head set seq = v_seq + v_count, hash = v_last where stream = p_stream;
  return v_seq + v_count;
end $$;
revoke all on function audit_append_many from public;
grant execute on function audit_append_many to huanju_app;
