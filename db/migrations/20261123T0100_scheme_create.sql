-- One scheme per estate, or one per precinct with an annex per estate (四(二)2, 四(二)4): what is done where, at what cost.
-- A precinct across subdistricts lies in the district: whoever sees one of its estates reads it, only the district writes
-- it. A line lies where its estate lies, so that a clerk reads the annex of the own estates and no other.
create table scheme_scheme (
  id uuid primary key,
  region_code text not null,
  title text not null check (btrim(title) <> ''),
  project_id uuid references projects_project (id),
  state text not null check (state in ('draft', 'submitted', 'reviewed', 'posted', 'approved', 'cancelled')),
  current_number integer not null default 1,
  total_fen bigint not null default 0,
  ceiling_fen bigint check (ceiling_fen >= 0),
  cancel_reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null
);
comment on column scheme_scheme.state is 'of the newest version; approved also while a variation is asked for';
comment on column scheme_scheme.total_fen is 'of the newest version, so that a list sorts by it';
create index scheme_scheme_region_idx on scheme_scheme (region_code, updated_at desc);
-- An estate of a project may have a scheme of its own; the project as one design has one.
create unique index scheme_scheme_project_key on scheme_scheme (project_id) where state <> 'cancelled';

create table scheme_estate (
  scheme_id uuid not null references scheme_scheme (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  position integer not null,
  living boolean not null default true,
  primary key (scheme_id, estate_id)
);
comment on column scheme_estate.living is 'false once the scheme is given up';
create unique index scheme_estate_living_key on scheme_estate (estate_id) where living;
alter table scheme_estate enable row level security;
create policy scheme_estate_scope on scheme_estate to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on scheme_estate to huanju_app;

alter table scheme_scheme enable row level security;
create policy scheme_scheme_read on scheme_scheme for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or (starts_with((select huanju_lo()), region_code)
             and exists (select from scheme_estate e where e.scheme_id = scheme_scheme.id)));
create policy scheme_scheme_insert on scheme_scheme for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy scheme_scheme_update on scheme_scheme for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on scheme_scheme to huanju_app;

create table scheme_version (
  id uuid primary key,
  scheme_id uuid not null references scheme_scheme (id),
  region_code text not null,
  number integer not null check (number > 0),
  origin text not null check (origin in ('new', 'reopened', 'copied', 'variation')),
  base_id uuid references scheme_version (id),
  state text not null check (state in ('draft', 'submitted', 'reviewed', 'posted', 'approved', 'returned', 'cancelled')),
  title text not null check (btrim(title) <> ''),
  summary text not null default '',
  other_bp integer not null check (other_bp between 0 and 10000),
  contingency_bp integer not null check (contingency_bp between 0 and 10000),
  contingency_on text not null check (contingency_on in ('works', 'worksAndOther')),
  works_fen bigint not null default 0 check (works_fen >= 0),
  other_fen bigint not null default 0 check (other_fen >= 0),
  contingency_fen bigint not null default 0 check (contingency_fen >= 0),
  total_fen bigint not null default 0 check (total_fen = works_fen + other_fen + contingency_fen),
  ceiling_fen bigint check (ceiling_fen >= 0),
  ceiling_basis text not null default '',
  revision integer not null default 1,
  hash text,
  pack_version text,
  submitted_at timestamptz,
  submitted_by text,
  submitted_by_id uuid,
  returned_reason text,
  approved_on date,
  approved_at timestamptz,
  approved_by text,
  approved_by_id uuid,
  document_number text,
  created_at timestamptz not null,
  created_by text not null,
  constraint scheme_version_number_key unique (scheme_id, number),
  check (state <> 'approved' or (hash is not null and approved_on is not null)),
  check (state not in ('submitted', 'reviewed', 'posted', 'approved') or hash is not null)
);
comment on column scheme_version.other_bp is 'other cost of construction in hundredths of a percent of the works';
comment on column scheme_version.hash is 'SHA-256 of the canonical text of title, rates and lines, fixed when it is handed in';
comment on column scheme_version.revision is 'goes up with every save of the draft; an edit names the one it saw';
create unique index scheme_version_open_key on scheme_version (scheme_id)
  where state in ('draft', 'submitted', 'reviewed', 'posted');
alter table scheme_version enable row level security;
create policy scheme_version_read on scheme_version for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or (starts_with((select huanju_lo()), region_code)
             and exists (select from scheme_estate e where e.scheme_id = scheme_version.scheme_id)));
create policy scheme_version_insert on scheme_version for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy scheme_version_update on scheme_version for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on scheme_version to huanju_app;

create table scheme_line (
  version_id uuid not null references scheme_version (id),
  id uuid not null,
  scheme_id uuid not null references scheme_scheme (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  position integer not null,
  item text not null,
  item_title text not null,
  class text not null check (class in ('basic', 'improvement', 'enhancement')),
  trade text not null,
  place text not null,
  quantity_milli bigint not null check (quantity_milli > 0),
  unit text not null,
  unit_price_fen bigint not null check (unit_price_fen >= 0),
  works_fen bigint not null check (works_fen >= 0),
  amount_fen bigint not null check (amount_fen >= works_fen),
  why text not null default '',
  price_basis text not null default '',
  note text not null default '',
  primary key (version_id, id)
);
comment on column scheme_line.id is 'the same from version to version: quantities, contracts and payments name it';
comment on column scheme_line.quantity_milli is 'thousandths of the unit';
comment on column scheme_line.amount_fen is 'works and the line''s part of other cost and contingency';
create index scheme_line_estate_idx on scheme_line (estate_id, version_id);
create index scheme_line_scheme_idx on scheme_line (scheme_id, id);
alter table scheme_line enable row level security;
create policy scheme_line_scope on scheme_line to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update, delete on scheme_line to huanju_app;

-- Every save of a draft as it stood, so that each can be undone and redone. What was handed in needs no undoing.
create table scheme_revision (
  version_id uuid not null references scheme_version (id),
  revision integer not null,
  region_code text not null,
  content jsonb not null,
  what text not null,
  back integer,
  forward integer,
  at timestamptz not null,
  by text not null,
  primary key (version_id, revision)
);
comment on column scheme_revision.back is 'the revision undo leads to; forward: the one redo leads to, set by an undo';
alter table scheme_revision enable row level security;
create policy scheme_revision_scope on scheme_revision to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on scheme_revision to huanju_app;

create table scheme_file (
  id uuid primary key,
  scheme_id uuid not null references scheme_scheme (id),
  estate_id uuid references survey_estate (id),
  region_code text not null,
  file_id uuid not null references stored_file (id),
  kind text not null check (kind in ('drawing', 'budget', 'photo', 'approval', 'other')),
  title text not null check (btrim(title) <> ''),
  version_number integer not null,
  added_at timestamptz not null,
  added_by text not null,
  removed_at timestamptz,
  removed_by text,
  remove_reason text
);
comment on column scheme_file.version_number is 'the version that was the newest when it was added';
create index scheme_file_scheme_idx on scheme_file (scheme_id, added_at desc);
alter table scheme_file enable row level security;
create policy scheme_file_read on scheme_file for select to huanju_app
  using ((region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
         or (starts_with((select huanju_lo()), region_code)
             and exists (select from scheme_estate e where e.scheme_id = scheme_file.scheme_id)));
create policy scheme_file_insert on scheme_file for insert to huanju_app
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
create policy scheme_file_update on scheme_file for update to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on scheme_file to huanju_app;

-- Joint review: one round per version, one row per unit asked. Area reviews.
create table scheme_review (
  id uuid primary key,
  scheme_id uuid not null references scheme_scheme (id),
  version_id uuid not null references scheme_version (id),
  region_code text not null,
  round integer not null,
  due_on date not null,
  state text not null check (state in ('open', 'passed', 'returned', 'cancelled')),
  conclusion text,
  started_at timestamptz not null,
  started_by text not null,
  closed_at timestamptz,
  closed_by text,
  version integer not null default 1,
  constraint scheme_review_round_key unique (version_id, round)
);
create unique index scheme_review_open_key on scheme_review (version_id) where state = 'open';
create index scheme_review_due_idx on scheme_review (due_on) where state = 'open';
alter table scheme_review enable row level security;
create policy scheme_review_scope on scheme_review to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on scheme_review to huanju_app;
create table scheme_opinion (
  id uuid primary key,
  review_id uuid not null references scheme_review (id),
  scheme_id uuid not null references scheme_scheme (id),
  region_code text not null,
  office text not null,
  office_title text not null,
  organisation_id uuid references identity_organisation (id),
  needed boolean not null,
  position integer not null,
  due_on date not null,
  stance text check (stance in ('agree', 'conditions', 'object', 'none')),
  text text not null default '',
  file_ids jsonb not null default '[]',
  answer text,
  answered_at timestamptz,
  answered_by text,
  given_on date,
  given_at timestamptz,
  given_by text,
  given_by_id uuid,
  entered boolean not null default false,
  history jsonb not null default '[]',
  reminded_at timestamptz,
  version integer not null default 1,
  constraint scheme_opinion_office_key unique (review_id, office),
  check ((stance is null) = (given_at is null)),
  check (answer is null or stance = 'conditions')
);
comment on column scheme_opinion.history is 'opinions it replaced or took back: [{"stance","text","fileIds","givenOn","givenBy","endedAt","endedBy","reason"}]';
comment on column scheme_opinion.entered is 'from its paper by the task force, not by the unit itself';
comment on column scheme_opinion.given_on is 'the day on the paper; given_at is when it was entered';
comment on column scheme_opinion.office is 'office of the pack (housing, fire, …) or the utility';
comment on column scheme_opinion.organisation_id is 'whose people may give it themselves; null: entered by hand with the paper';
create index scheme_opinion_review_idx on scheme_opinion (review_id);
create index scheme_opinion_organisation_idx on scheme_opinion (organisation_id, due_on) where given_at is null;
alter table scheme_opinion enable row level security;
create policy scheme_opinion_scope on scheme_opinion to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on scheme_opinion to huanju_app;

-- Relaxing density or floor-area ratio, for service facilities only (七(三)).
create table scheme_variance (
  id uuid primary key,
  scheme_id uuid not null references scheme_scheme (id),
  estate_id uuid not null references survey_estate (id),
  region_code text not null,
  indicator text not null check (indicator in ('density', 'floorAreaRatio')),
  facility text not null,
  place text not null,
  planned text not null,
  wanted text not null,
  reason text not null,
  checks jsonb not null default '[]',
  approvals jsonb not null default '[]',
  state text not null check (state in ('draft', 'checked', 'approved', 'refused', 'withdrawn')),
  decision text,
  asked_by text not null,
  asked_by_id uuid not null,
  checked_at timestamptz,
  checked_by text,
  checked_by_id uuid,
  decided_at timestamptz,
  decided_by text,
  decided_by_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  check (state <> 'approved' or (checked_at is not null and decided_by_id <> asked_by_id and approvals <> '[]'))
);
comment on column scheme_variance.checks is 'against mandatory standards: [{"id","title","passed","basis","fileId"}]';
comment on column scheme_variance.approvals is '[{"authority","number","on","fileId"}]';
create index scheme_variance_scheme_idx on scheme_variance (scheme_id, created_at);
alter table scheme_variance enable row level security;
create policy scheme_variance_scope on scheme_variance to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on scheme_variance to huanju_app;

-- A change of an approved scheme. Approved, it becomes a version of its own, as frozen as the first.
create table scheme_variation (
  id uuid primary key,
  scheme_id uuid not null references scheme_scheme (id),
  region_code text not null,
  number integer not null,
  base_id uuid not null references scheme_version (id),
  result_id uuid references scheme_version (id),
  kind text not null check (kind in ('design', 'quantity', 'site', 'price', 'other')),
  reason text not null check (btrim(reason) <> ''),
  changes jsonb not null,
  before_fen bigint not null,
  after_fen bigint not null check (after_fen >= 0),
  file_ids jsonb not null default '[]',
  state text not null check (state in ('asked', 'approved', 'refused', 'withdrawn')),
  decision text,
  document_number text,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_id uuid not null,
  decided_at timestamptz,
  decided_by text,
  decided_by_id uuid,
  version integer not null default 1,
  constraint scheme_variation_number_key unique (scheme_id, number),
  constraint scheme_variation_two_persons check (state <> 'approved' or decided_by_id <> asked_by_id),
  check (state <> 'approved' or result_id is not null)
);
comment on column scheme_variation.changes is 'line differences against the base version, as applied: {"added":[…],"removed":[…],"changed":[…]}';
create unique index scheme_variation_open_key on scheme_variation (scheme_id) where state = 'asked';
alter table scheme_variation enable row level security;
create policy scheme_variation_scope on scheme_variation to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update on scheme_variation to huanju_app;

-- Approved figures of 政府投资条例 and what was reported or approved above them; the latest of a kind in force holds. What
-- lets a scheme cost more is only asked for by whoever enters it: it comes into force by a second person.
create table scheme_investment (
  id uuid primary key,
  seq bigint generated always as identity,
  scheme_id uuid not null references scheme_scheme (id),
  region_code text not null,
  kind text not null check (kind in ('estimate', 'preliminaryBudget', 'report', 'excess')),
  amount_fen bigint not null check (amount_fen > 0),
  authority text not null check (btrim(authority) <> ''),
  document_number text not null check (btrim(document_number) <> ''),
  decided_on date not null,
  money_source text,
  file_id uuid references stored_file (id),
  note text not null default '',
  entered_at timestamptz not null,
  entered_by text not null,
  entered_by_id uuid not null,
  state text not null check (state in ('effective', 'asked', 'refused')),
  decision text,
  decided_at timestamptz,
  decided_by text,
  decided_by_id uuid,
  check (kind <> 'excess' or btrim(coalesce(money_source, '')) <> ''),
  check (state <> 'asked' or decided_by_id is null),
  check (state <> 'refused' or decided_by_id is not null),
  check (kind <> 'excess' or state <> 'effective' or decided_by_id is not null),
  constraint scheme_investment_two_persons check (state <> 'effective' or decided_by_id <> entered_by_id)
);
create unique index scheme_investment_open_key on scheme_investment (scheme_id, kind) where state = 'asked';
comment on column scheme_investment.state is 'effective: holds; asked: raises what is allowed and waits for a second person; refused: never held, also when taken back';
comment on column scheme_investment.kind is 'estimate 投资估算, preliminaryBudget 经核定的概算, report: reported above 10 % (art. 12), excess: approved above the approved budget, with its source of money (art. 23)';
comment on column scheme_investment.amount_fen is 'the sum approved; of report and excess the sum allowed in all';
create index scheme_investment_scheme_idx on scheme_investment (scheme_id, kind, seq desc);
alter table scheme_investment enable row level security;
create policy scheme_investment_scope on scheme_investment to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert, update (state, decision, decided_at, decided_by, decided_by_id) on scheme_investment to huanju_app;
create function scheme_investment_guard() returns trigger language plpgsql as $$
begin
  if old.state <> 'asked' then
    raise exception 'a figure is decided once' using errcode = '23514', constraint = 'scheme_investment_decided';
  end if;
  return new;
end $$;
create trigger scheme_investment_guard before update on scheme_investment
  for each row execute function scheme_investment_guard();

-- What was handed in stays as handed in: no program, and no hand in the database, changes it afterwards.
create function scheme_version_guard() returns trigger language plpgsql as $$
declare
  fixed text[] := array['id', 'scheme_id', 'region_code', 'number', 'origin', 'base_id', 'created_at', 'created_by'];
  content text[] := array['title', 'summary', 'other_bp', 'contingency_bp', 'contingency_on', 'works_fen', 'other_fen',
    'contingency_fen', 'total_fen', 'ceiling_fen', 'ceiling_basis', 'revision', 'hash', 'pack_version',
    'submitted_at', 'submitted_by', 'submitted_by_id'];
  name text;
begin
  if old.state in ('approved', 'returned', 'cancelled') then
    raise exception 'a version that is % never changes', old.state
      using errcode = '23514', constraint = 'scheme_version_frozen';
  end if;
  if old.state <> 'draft' then
    fixed := fixed || content;
  end if;
  foreach name in array fixed loop
    if to_jsonb(old) -> name is distinct from to_jsonb(new) -> name then
      raise exception 'a version keeps its % once handed in', name
        using errcode = '23514', constraint = 'scheme_version_frozen';
    end if;
  end loop;
  if new.state <> old.state and not (
    new.state in ('returned', 'cancelled')
    or (old.state = 'draft' and new.state = 'submitted')
    or (old.state = 'draft' and new.state = 'approved' and old.origin = 'variation')
    or (old.state = 'submitted' and new.state = 'reviewed')
    or (old.state = 'reviewed' and new.state = 'posted')
    or (old.state in ('reviewed', 'posted') and new.state = 'approved')) then
    raise exception 'a version does not go from % to %', old.state, new.state
      using errcode = '23514', constraint = 'scheme_version_order';
  end if;
  return new;
end $$;
create trigger scheme_version_guard before update on scheme_version
  for each row execute function scheme_version_guard();

create function scheme_line_guard() returns trigger language plpgsql as $$
declare
  of_version uuid := case when tg_op = 'DELETE' then old.version_id else new.version_id end;
begin
  if not exists (select from scheme_version v where v.id = of_version and v.state = 'draft')
     or (tg_op = 'UPDATE' and old.version_id <> new.version_id) then
    raise exception 'lines change in a draft only' using errcode = '23514', constraint = 'scheme_line_frozen';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger scheme_line_guard before insert or update or delete on scheme_line
  for each row execute function scheme_line_guard();
