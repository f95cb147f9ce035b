-- An alarm is computed anew each time; what is kept is that somebody looked at it and said why it may stand. It speaks
-- again as soon as the figure it was put aside for has changed.
create table funding_alarm_dismissal (
  id uuid primary key,
  region_code text not null,
  alarm text not null check (btrim(alarm) <> ''),
  figure text not null,
  reason text not null check (btrim(reason) <> ''),
  until date,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null
);
comment on column funding_alarm_dismissal.alarm is 'kind and row, e.g. idle:<source>';
comment on column funding_alarm_dismissal.figure is 'what the alarm said when it was put aside';
create index funding_alarm_dismissal_idx on funding_alarm_dismissal (alarm, at desc);
alter table funding_alarm_dismissal enable row level security;
create policy funding_alarm_dismissal_scope on funding_alarm_dismissal to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on funding_alarm_dismissal to huanju_app;
