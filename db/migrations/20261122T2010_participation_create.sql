-- 民意: residents decide. A survey of wishes (participation_survey) and a vote (participation_vote) are two different
-- records and share no row but the people's way in.

-- The way in without an account: a card per exclusive part with a code, whose keyed hash alone is kept.
create table participation_access (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  part_id uuid not null references survey_part (id),
  region_code text not null,
  code_mark bytea not null,
  number integer not null,
  issued_at timestamptz not null,
  issued_by text not null,
  expires_at timestamptz not null,
  redeemed_at timestamptz,
  revoked_at timestamptz,
  revoke_reason text,
  constraint participation_access_code_key unique (code_mark)
);
comment on column participation_access.number is 'the how-many-eth card of this part; a new one revokes the last';
create unique index participation_access_live_key on participation_access (part_id) where revoked_at is null;
create index participation_access_estate_idx on participation_access (estate_id);

-- A visitor's session: possession of a card (enough for surveys and item choice) or a verified owner (needed for a vote).
create table participation_session (
  id uuid primary key,
  token_hash bytea not null,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  part_id uuid not null references survey_part (id),
  access_id uuid references participation_access (id),
  owner_id uuid references survey_owner (id),
  verified_by text check (verified_by in ('ledger', 'oidc', 'worker')),
  verified_at timestamptz,
  helper_id uuid,
  helper_name text,
  evidence jsonb,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint participation_session_token_key unique (token_hash),
  check ((owner_id is null) = (verified_by is null))
);
comment on column participation_session.evidence is 'what the worker saw and keeps: {"document","fileId" of the resident''s signature}';
comment on column participation_session.helper_id is 'the worker beside the resident, whose own session opened this one';
create index participation_session_part_idx on participation_session (part_id);
create index participation_session_access_idx on participation_session (access_id) where access_id is not null;

-- What was refused at the door: guesses, second uses, late and replayed votes. Addresses as keyed hashes.
create table participation_refusal (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  address_mark bytea not null,
  region_code text,
  subject_id uuid,
  detail text not null default ''
);
create index participation_refusal_address_idx on participation_refusal (address_mark, kind, at desc);
create index participation_refusal_kind_idx on participation_refusal (kind, at desc);
create index participation_refusal_subject_idx on participation_refusal (subject_id, kind, at desc) where subject_id is not null;
create index participation_refusal_at_idx on participation_refusal (at desc);

-- Survey of wishes 意愿征询.
create table participation_template (
  id uuid primary key,
  region_code text not null,
  name text not null,
  purpose text not null check (purpose in ('renovate', 'items', 'contribution', 'management', 'before', 'after', 'own')),
  questions jsonb not null,
  version integer not null default 1,
  archived_at timestamptz,
  updated_at timestamptz not null,
  updated_by text not null
);
create table participation_survey (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  title text not null,
  purpose text not null check (purpose in ('renovate', 'items', 'contribution', 'management', 'before', 'after', 'own')),
  questions jsonb not null,
  state text not null check (state in ('draft', 'open', 'closed', 'cancelled')),
  opens_on date,
  closes_on date,
  coverage jsonb,
  frozen jsonb,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  opened_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  cancelled_at timestamptz,
  cancel_reason text,
  key uuid not null,
  constraint participation_survey_key_key unique (estate_id, key)
);
create index participation_survey_region_idx on participation_survey (region_code, created_at desc);
comment on column participation_survey.coverage is 'the floor of answered households and where it comes from, fixed when the survey opens: {"numerator","denominator","text","source","unverified","policyVersion"}';
comment on column participation_survey.frozen is 'the figures as counted at closing; never counted again';
create index participation_survey_estate_idx on participation_survey (estate_id, created_at desc);
create table participation_answer (
  id uuid primary key,
  survey_id uuid not null references participation_survey (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  building text not null,
  entrance text not null,
  room text not null,
  door text not null,
  floor integer,
  part_id uuid references survey_part (id),
  channel text not null check (channel in ('visit', 'online', 'paper', 'import')),
  answers jsonb not null,
  key uuid not null,
  at timestamptz not null,
  entered_by text not null,
  replaced_at timestamptz,
  constraint participation_answer_key_key unique (survey_id, key)
);
comment on column participation_answer.key is 'made by the sender: the same answer sent twice is one answer';
comment on column participation_answer.door is 'the place in one spelling, so that 1号楼 and 1# are one door';
create unique index participation_answer_live_key on participation_answer (survey_id, door) where replaced_at is null;
create index participation_answer_door_idx on participation_answer (survey_id, door, at desc);

-- Legal votes 依法表决.
create table participation_vote (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  number text not null,
  title text not null,
  convener text not null check (convener in ('ownersAssembly', 'residentsCommittee', 'managementCommittee', 'subdistrict')),
  convener_name text not null,
  scope text not null check (scope in ('estate', 'building', 'entrance')),
  building text,
  entrance text,
  scope_name text not null,
  how text not null default '',
  subject jsonb,
  rules jsonb not null,
  thresholds jsonb not null,
  state text not null check (state in ('draft', 'roll', 'announced', 'open', 'closed', 'posted', 'cancelled')),
  calendar jsonb not null,
  roll_published_on date,
  roll_objections_until date,
  roll_version integer not null default 0,
  roll_excluded jsonb not null default '[]',
  announced_on date,
  opens_at timestamptz,
  closes_at timestamptz,
  rules_frozen_at timestamptz,
  closed_at timestamptz,
  result_posted_on date,
  result jsonb,
  root text,
  roll_hash text,
  bundle_file uuid references stored_file (id),
  cancel_reason text,
  next_seq bigint not null default 1,
  last_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  constraint participation_vote_number_key unique (number),
  check (scope = 'estate' or building is not null),
  check (scope <> 'entrance' or entrance is not null)
);
comment on column participation_vote.rules is '{"unreturned","follow","ownRules"}: how unreturned and 从众 are counted, and where the estate''s own rules say so; fixed once announced (rules_frozen_at)';
comment on column participation_vote.calendar is 'the statutory clocks in days and years as the policy pack had them when the vote was set up: {"noticeDays","rollDays","resultDays","challengeYears","representDays"}';
comment on column participation_vote.scope_name is 'estate, building and entrance as they were called when the vote was set up';
comment on column participation_vote.roll_excluded is 'parts that carry no vote, with the reason: [{"partId","place","kind","reason"}]';
comment on column participation_vote.last_at is 'when the latest ballot was accepted; a clock set back never makes a later ballot older';
create index participation_vote_estate_idx on participation_vote (estate_id, created_at desc);
create index participation_vote_closing_idx on participation_vote (closes_at) where state = 'open';
create table participation_matter (
  vote_id uuid not null references participation_vote (id),
  id text not null,
  position integer not null,
  region_code text not null,
  title text not null,
  text text not null default '',
  kind text not null,
  class text not null check (class in ('ordinary', 'special')),
  primary key (vote_id, id)
);
comment on column participation_matter.kind is 'item of the first paragraph of art. 278; the class follows from it by the policy pack';
-- The voter roll: frozen copies, so that a later sale changes no running vote. One row is one entitlement.
create table participation_entitlement (
  id uuid primary key,
  vote_id uuid not null references participation_vote (id),
  region_code text not null,
  part_id uuid not null references survey_part (id),
  pseudonym text not null,
  paper_number text not null,
  building text not null,
  entrance text not null,
  room text not null,
  kind text not null,
  area_cm2 bigint not null check (area_cm2 > 0),
  area_source text not null,
  owner_id uuid references survey_owner (id),
  owner_pseudonym text not null,
  owner_masked text not null,
  co_owners integer not null default 1,
  unsold boolean not null,
  constraint participation_entitlement_part_key unique (vote_id, part_id),
  constraint participation_entitlement_pseudonym_key unique (vote_id, pseudonym),
  constraint participation_entitlement_paper_number_key unique (vote_id, paper_number)
);
comment on column participation_entitlement.pseudonym is 'what the bundle calls it; leaves the server in the bundle only, never beside a place, a name or the paper number';
comment on column participation_entitlement.paper_number is 'on roll, papers and desk, in the order of the houses; nothing in the bundle leads to it';
comment on column participation_entitlement.owner_id is 'who may use it: the sole owner or the nominated co-owner; null for unsold parts (the developer)';
create index participation_entitlement_owner_idx on participation_entitlement (vote_id, owner_id);
-- What was changed on a published roll, and why; the roll itself always is its latest version.
create table participation_correction (
  id uuid primary key,
  vote_id uuid not null references participation_vote (id),
  region_code text not null,
  roll_version integer not null,
  part_id uuid not null references survey_part (id),
  place text not null,
  change text not null check (change in ('added', 'removed', 'changed', 'nominated')),
  before jsonb,
  after jsonb,
  reason text not null,
  at timestamptz not null,
  by text not null
);
create index participation_correction_vote_idx on participation_correction (vote_id, roll_version desc);
create table participation_proxy (
  id uuid primary key,
  vote_id uuid not null references participation_vote (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  kind text not null check (kind in ('proxy', 'representative')),
  entitlement_id uuid references participation_entitlement (id),
  building text,
  entrance text,
  agent_sealed bytea not null,
  agent_masked text not null,
  relation text not null,
  signed_on date not null,
  file_id uuid not null references stored_file (id),
  revoked_at timestamptz,
  revoke_reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null
);
create index participation_proxy_vote_idx on participation_proxy (vote_id);
-- Accepted ballots, append-only: a later one replaces an earlier one by its number, both stay.
create table participation_ballot (
  vote_id uuid not null references participation_vote (id),
  seq bigint not null,
  region_code text not null,
  entitlement_id uuid not null references participation_entitlement (id),
  choices jsonb not null,
  channel text not null check (channel in ('online', 'paper', 'door', 'meeting', 'proxy', 'representative')),
  at timestamptz not null,
  nonce bytea not null,
  receipt text not null,
  key uuid not null,
  verified_by text not null check (verified_by in ('ledger', 'oidc', 'worker', 'paper')),
  entered_by_id uuid,
  entered_by text not null,
  proxy_id uuid references participation_proxy (id),
  file_id uuid references stored_file (id),
  primary key (vote_id, seq),
  constraint participation_ballot_receipt_key unique (receipt),
  constraint participation_ballot_key_key unique (vote_id, key, entitlement_id)
);
comment on column participation_ballot.key is 'made by the sender: the same request sent twice is one ballot with one receipt';
create index participation_ballot_entitlement_idx on participation_ballot (vote_id, entitlement_id, seq desc);
create function participation_ballot_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'ballots are append-only' using errcode = 'HJ002';
end $$;
create trigger participation_ballot_append_only before update or delete or truncate on participation_ballot
  for each statement execute function participation_ballot_refuse_change();

-- What is announced stays as announced: no program, and no hand in the database, changes it afterwards.
create function participation_vote_guard() returns trigger language plpgsql as $$
declare
  fixed text[] := array['id', 'estate_id', 'region_code', 'number', 'scope', 'building', 'entrance'];
  ranks text[] := array['draft', 'roll', 'announced', 'open', 'closed', 'posted'];
  name text;
begin
  if old.state in ('announced', 'open', 'closed', 'posted', 'cancelled')
     or exists (select from participation_ballot where vote_id = old.id) then
    fixed := fixed || array['title', 'convener', 'convener_name', 'scope_name', 'subject', 'rules', 'thresholds',
      'calendar', 'announced_on', 'opens_at', 'closes_at', 'rules_frozen_at', 'roll_hash', 'roll_excluded'];
  end if;
  if old.state in ('closed', 'posted', 'cancelled') then
    fixed := fixed || array['closed_at', 'result', 'root', 'bundle_file', 'next_seq', 'last_at'];
  end if;
  foreach name in array fixed loop
    if to_jsonb(old) -> name is distinct from to_jsonb(new) -> name then
      raise exception 'a vote keeps its % once announced', name
        using errcode = '23514', constraint = 'participation_vote_frozen';
    end if;
  end loop;
  if new.state <> old.state and not (
    (new.state = 'cancelled' and old.state in ('draft', 'roll', 'announced', 'open'))
    or (new.state = 'draft' and old.state = 'roll')
    or (new.state <> 'cancelled' and old.state <> 'cancelled'
        and array_position(ranks, new.state) = array_position(ranks, old.state) + 1)) then
    raise exception 'a vote does not go from % to %', old.state, new.state
      using errcode = '23514', constraint = 'participation_vote_frozen';
  end if;
  return new;
end $$;
-- Not on next_seq, last_at and rules_frozen_at, which every accepted ballot writes.
create trigger participation_vote_guarded before update of id, estate_id, region_code, number, title, convener,
    convener_name, scope, building, entrance, scope_name, subject, rules, thresholds, calendar, state, announced_on,
    opens_at, closes_at, roll_hash, roll_excluded, closed_at, result, root, bundle_file
  on participation_vote for each row execute function participation_vote_guard();
create trigger participation_vote_counted before update of next_seq, last_at on participation_vote
  for each row when (old.state in ('closed', 'posted', 'cancelled')) execute function participation_vote_guard();

create function participation_paper_guard() returns trigger language plpgsql as $$
declare
  vote uuid := case when tg_op = 'DELETE' then old.vote_id else new.vote_id end;
begin
  if (select state in ('draft', 'roll') from participation_vote where id = vote) is true
     and not exists (select from participation_ballot where vote_id = vote) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- Co-owners may still name who votes for them: it moves no head and no area.
  if tg_table_name = 'participation_entitlement' and tg_op = 'UPDATE'
     and to_jsonb(old) ->> 'owner_id' is null and to_jsonb(old) ->> 'unsold' = 'false'
     and to_jsonb(old) - array['owner_id', 'owner_masked'] = to_jsonb(new) - array['owner_id', 'owner_masked'] then
    return new;
  end if;
  raise exception 'matters and roll of a vote are fixed once announced'
    using errcode = '23514', constraint = 'participation_vote_frozen';
end $$;
create trigger participation_matter_guarded before insert or update or delete on participation_matter
  for each row execute function participation_paper_guard();
create trigger participation_entitlement_guarded before insert or update or delete on participation_entitlement
  for each row execute function participation_paper_guard();

-- Item choice 改造内容选择.
create table participation_choice (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  title text not null,
  subject jsonb,
  menu jsonb not null,
  budget_fen bigint not null check (budget_fen >= 0),
  rule text not null check (rule in ('equal-shares', 'greedy')),
  completion text not null check (completion in ('add-one', 'none', 'greedy')),
  caps jsonb not null default '{}',
  incompatible jsonb not null default '[]',
  state text not null check (state in ('draft', 'open', 'closed', 'cancelled')),
  opens_on date,
  closes_on date,
  result jsonb,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  opened_at timestamptz,
  closed_at timestamptz
);
comment on column participation_choice.subject is 'the frozen subject handed in: {"kind","id","version","hash"}';
create index participation_choice_estate_idx on participation_choice (estate_id, created_at desc);
create table participation_choice_ballot (
  id uuid primary key,
  choice_id uuid not null references participation_choice (id),
  region_code text not null,
  part_id uuid not null references survey_part (id),
  approvals text[] not null,
  channel text not null check (channel in ('online', 'paper', 'door')),
  key uuid not null,
  receipt text not null,
  at timestamptz not null,
  entered_by text not null,
  replaced_at timestamptz,
  constraint participation_choice_ballot_key_key unique (choice_id, key)
);
create unique index participation_choice_ballot_live_key on participation_choice_ballot (choice_id, part_id) where replaced_at is null;

-- Notices and objections 公示与异议.
create table participation_notice (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  kind text not null check (kind in ('scheme', 'roll', 'vote', 'result', 'choice', 'other')),
  subject_id uuid,
  title text not null,
  body text not null,
  posted_on date not null,
  until date not null,
  places text not null default '',
  file_ids uuid[] not null default '{}',
  state text not null check (state in ('draft', 'posted', 'withdrawn')),
  withdraw_reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null
);
create index participation_notice_estate_idx on participation_notice (estate_id, posted_on desc);
create table participation_objection (
  id uuid primary key,
  number text not null,
  notice_id uuid references participation_notice (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  part_id uuid references survey_part (id),
  place text not null default '',
  name_sealed bytea,
  name_masked text not null default '',
  phone_sealed bytea,
  text text not null,
  channel text not null check (channel in ('online', 'paper', 'door', 'meeting', 'hotline')),
  key uuid not null,
  at timestamptz not null,
  due_on date not null,
  assignee_id uuid references identity_user (id),
  assigned_at timestamptz,
  state text not null check (state in ('open', 'assigned', 'answered', 'withdrawn')),
  answer text,
  answered_at timestamptz,
  answered_by text,
  published_text text,
  published_answer text,
  published_at timestamptz,
  disputed boolean not null default false,
  dispute_reason text,
  dispute_settled_at timestamptz,
  dispute_settled_by text,
  dispute_settled_reason text,
  version integer not null default 1,
  entered_by text not null,
  n integer not null,
  constraint participation_objection_number_key unique (number),
  constraint participation_objection_n_key unique (estate_id, n),
  constraint participation_objection_key_key unique (estate_id, key)
);
comment on column participation_objection.published_text is 'as published: without names, doors and telephone numbers, confirmed by whoever published it';
create index participation_objection_estate_idx on participation_objection (estate_id, at desc);
create index participation_objection_due_idx on participation_objection (due_on) where state in ('open', 'assigned');
create index participation_objection_disputed_idx on participation_objection (estate_id) where disputed;

-- Owners' bodies, meetings, openness 议事组织、会议、居民监督.
create table participation_body (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  kind text not null check (kind in ('ownersAssembly', 'ownersCommittee', 'managementCommittee', 'residentsMeeting', 'partyBranch')),
  name text not null,
  since date not null,
  term_until date,
  working boolean not null,
  working_evidence text not null default '',
  members jsonb not null default '[]',
  ended_on date,
  end_reason text,
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by text not null
);
comment on column participation_body.members is '[{"id","nameSealed" base64,"nameMasked","post","owner":bool,"since"}]';
create index participation_body_estate_idx on participation_body (estate_id);
create table participation_meeting (
  id uuid primary key,
  body_id uuid references participation_body (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  title text not null,
  held_on date not null,
  place text not null default '',
  agenda text not null default '',
  minutes text not null default '',
  invited integer check (invited >= 0),
  attended integer check (attended >= 0),
  decisions jsonb not null default '[]',
  file_ids uuid[] not null default '{}',
  step text not null check (step in ('plan', 'build', 'manage', 'review', 'share')),
  published_at timestamptz,
  version integer not null default 1,
  archived_at timestamptz,
  archive_reason text,
  updated_at timestamptz not null,
  updated_by text not null
);
comment on column participation_meeting.step is 'clause 四(二)3: 共谋 plan, 共建 build, 共管 manage, 共评 review, 共享 share';
comment on column participation_meeting.decisions is '[{"id","text","responsible","due": day or null,"doneOn": day or null}]';
create index participation_meeting_estate_idx on participation_meeting (estate_id, held_on desc);
create table participation_inspector (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  part_id uuid references survey_part (id),
  name_sealed bytea not null,
  name_masked text not null,
  phone_sealed bytea,
  phone_masked text,
  duty text not null default '',
  since date not null,
  until date,
  end_reason text,
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by text not null
);
create index participation_inspector_estate_idx on participation_inspector (estate_id);
create table participation_visit (
  id uuid primary key,
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  kind text not null check (kind in ('openDay', 'siteVisit')),
  title text not null,
  planned_on date not null,
  held_on date,
  place text not null default '',
  invitation text not null default '',
  attended integer check (attended >= 0),
  inspector_ids uuid[] not null default '{}',
  file_ids uuid[] not null default '{}',
  step text not null check (step in ('plan', 'build', 'manage', 'review', 'share')),
  published_at timestamptz,
  cancelled_reason text,
  version integer not null default 1,
  updated_at timestamptz not null,
  updated_by text not null
);
create index participation_visit_estate_idx on participation_visit (estate_id, planned_on desc);
create table participation_finding (
  id uuid primary key,
  visit_id uuid not null references participation_visit (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  text text not null,
  severity text not null check (severity in ('note', 'defect', 'danger')),
  due_on date,
  answer text,
  answered_at timestamptz,
  answered_by text,
  accepted_at timestamptz,
  accepted_by text,
  accept_paper uuid references stored_file (id),
  published_text text,
  file_ids uuid[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null
);
create index participation_finding_estate_idx on participation_finding (estate_id);
comment on column participation_finding.published_text is 'as published, without names, doors and telephone numbers; null: not published';
-- What happened to a notice, an objection, a body, a meeting, an inspector, a visit or a finding; append-only, no personal data.
create table participation_step (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('notice', 'objection', 'body', 'meeting', 'inspector', 'visit', 'finding')),
  subject_id uuid not null,
  region_code text not null,
  step text not null,
  note text not null default '',
  at timestamptz not null,
  by text not null
);
create index participation_step_subject_idx on participation_step (subject_id, at);

do $$
declare
  t text;
begin
  foreach t in array array[
    'participation_access', 'participation_session', 'participation_template', 'participation_survey',
    'participation_answer', 'participation_vote', 'participation_matter', 'participation_entitlement',
    'participation_correction', 'participation_proxy', 'participation_ballot', 'participation_choice', 'participation_choice_ballot',
    'participation_notice', 'participation_objection', 'participation_body', 'participation_meeting',
    'participation_inspector', 'participation_visit', 'participation_finding', 'participation_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to huanju_app
      using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
      with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))', t || '_scope', t);
    execute format('grant select, insert, update on %I to huanju_app', t);
  end loop;
end $$;
revoke update on participation_ballot, participation_step from huanju_app;
grant delete on participation_entitlement, participation_matter to huanju_app;

-- A refusal may come before anybody knows where: rows without a region are seen from the whole district upwards only.
alter table participation_refusal enable row level security;
create policy participation_refusal_read on participation_refusal for select to huanju_app
  using (coalesce(region_code, '0') >= (select huanju_lo()) and coalesce(region_code, '0') < (select huanju_hi()));
create policy participation_refusal_write on participation_refusal for insert to huanju_app with check (true);
grant select, insert on participation_refusal to huanju_app;
