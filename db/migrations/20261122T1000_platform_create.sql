-- Roles. Migrations run as the owner; the application signs in as huanju_app, which owns nothing and is bound
-- by row-level security. Its password is set at start from HUANJU_DATA, never here.
do $$
begin
  if not exists (select from pg_roles where rolname = 'huanju_app') then
    create role huanju_app login nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
end $$;
grant usage on schema public to huanju_app;
revoke create on schema public from public;

-- The region range a transaction may see: region codes in [huanju.lo, huanju.hi). Unset or empty sees nothing.
-- Two settings and plain comparisons, so that a policy is an index range and costs a clerk no more than an
-- administrator.
create function huanju_lo() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('huanju.lo', true), '') $$;
create function huanju_hi() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('huanju.hi', true), '') $$;

-- Audit: append-only, hash-chained per stream, written beside the write in its transaction.
create table audit_head (
  stream text primary key,
  seq bigint not null,
  hash bytea not null
);
create table audit_line (
  id bigint generated always as identity primary key,
  stream text not null,
  seq bigint not null,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  region_code text not null,
  detail text not null,
  request_id text not null,
  prev_hash bytea not null,
  hash bytea not null,
  constraint audit_line_stream_seq_key unique (stream, seq)
);
create index audit_line_at_idx on audit_line (at desc, id desc);
create index audit_line_subject_idx on audit_line (subject_kind, subject_id, id desc);
create index audit_line_region_idx on audit_line (region_code, id desc);
create index audit_line_actor_idx on audit_line (actor_id, id desc);
comment on column audit_line.detail is 'JSON text, kept byte for byte because the hash covers it; no personal data in clear';

-- The heads of all streams hashed together at intervals, themselves a chain: a stream that is cut or rewritten
-- as a whole still betrays itself against the next anchor.
create table audit_anchor (
  seq bigint primary key,
  at timestamptz not null,
  heads text not null,
  prev_hash bytea not null,
  hash bytea not null
);

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit lines are append-only' using errcode = 'HJ001';
end $$;
create trigger audit_line_append_only before update or delete or truncate on audit_line
  for each statement execute function audit_refuse_change();
create trigger audit_anchor_append_only before update or delete or truncate on audit_anchor
  for each statement execute function audit_refuse_change();

-- A field is length-prefixed so that no two different lines have the same text.
create function audit_field(value text) returns text language sql immutable
  as $$ select octet_length(coalesce(value, ''))::text || ':' || coalesce(value, '') $$;

create function audit_append(
  p_stream text, p_at timestamptz, p_actor_id uuid, p_actor_name text, p_action text,
  p_subject_kind text, p_subject_id text, p_region_code text, p_detail text, p_request_id text
) returns bigint language plpgsql security definer set search_path = public as $$
declare
  v_seq bigint;
  v_prev bytea;
  v_hash bytea;
  v_at timestamptz := date_trunc('milliseconds', p_at);
begin
  insert into audit_head (stream, seq, hash) values (p_stream, 0, sha256(convert_to(p_stream, 'UTF8')))
    on conflict do nothing;
  select seq + 1, hash into v_seq, v_prev from audit_head where stream = p_stream for update;
  v_hash := sha256(v_prev || convert_to(
    audit_field(p_stream) || audit_field(v_seq::text)
    || audit_field(to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    || audit_field(p_actor_id::text) || audit_field(p_actor_name) || audit_field(p_action)
    || audit_field(p_subject_kind) || audit_field(p_subject_id) || audit_field(p_region_code)
    || audit_field(p_detail) || audit_field(p_request_id), 'UTF8'));
  insert into audit_line (stream, seq, at, actor_id, actor_name, action, subject_kind, subject_id, region_code,
                          detail, request_id, prev_hash, hash)
    values (p_stream, v_seq, v_at, p_actor_id, p_actor_name, p_action, p_subject_kind,
            p_subject_id, p_region_code, p_detail, p_request_id, v_prev, v_hash);
  update audit_head set seq = v_seq, hash = v_hash where stream = p_stream;
  return v_seq;
end $$;

-- Anchors all heads; does nothing when no line came since the last anchor. Returns the anchor's number or null.
create function audit_anchor_now(p_at timestamptz) returns bigint language plpgsql security definer
  set search_path = public as $$
declare
  v_heads text;
  v_last_heads text;
  v_seq bigint;
  v_prev bytea;
begin
  lock table audit_anchor in exclusive mode;
  select string_agg(audit_field(stream) || audit_field(seq::text) || audit_field(encode(hash, 'hex')), '' order by stream)
    into v_heads from audit_head;
  select seq, hash, heads into v_seq, v_prev, v_last_heads from audit_anchor order by seq desc limit 1;
  if v_heads is null or v_heads is not distinct from v_last_heads then
    return null;
  end if;
  v_seq := coalesce(v_seq, 0) + 1;
  v_prev := coalesce(v_prev, sha256('anchor'::bytea));
  insert into audit_anchor (seq, at, heads, prev_hash, hash)
    values (v_seq, p_at, v_heads, v_prev, sha256(v_prev || convert_to(audit_field(v_seq::text) || v_heads, 'UTF8')));
  return v_seq;
end $$;

alter table audit_line enable row level security;
create policy audit_line_read on audit_line for select to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
revoke all on function audit_append, audit_anchor_now from public;
grant execute on function audit_append, audit_anchor_now to huanju_app;
grant select on audit_line, audit_head, audit_anchor to huanju_app;

-- Files kept as received (uploads) or made (exports); bytes lie in HUANJU_DATA/files/<sha256>.
create table stored_file (
  id uuid primary key,
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text not null,
  purpose text not null,
  region_code text not null,
  created_by uuid,
  created_at timestamptz not null
);
alter table stored_file enable row level security;
create policy stored_file_scope on stored_file to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on stored_file to huanju_app;

-- Long work. One table is the queue and what the user sees, so that there is one truth about a job.
create table job (
  id uuid primary key,
  kind text not null,
  title text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress integer not null default 0 check (progress between 0 and 100),
  message text not null default '',
  input jsonb not null,
  result jsonb,
  problem jsonb,
  actor jsonb not null,
  region_code text not null,
  worker_id integer,
  attempts integer not null default 0,
  cancel_requested boolean not null default false,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index job_queue_idx on job (created_at) where state in ('queued', 'running');
create index job_recent_idx on job (region_code, created_at desc);
alter table job enable row level security;
create policy job_scope on job to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on job to huanju_app;

-- Facts about this installation: the district it serves, whether it shows demo data, when it was set up.
create table installation (
  key text primary key,
  value jsonb not null
);
grant select, insert, update on installation to huanju_app;
