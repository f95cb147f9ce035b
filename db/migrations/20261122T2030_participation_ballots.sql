-- Why a worker entered a ballot over an earlier one (keying error, the owner changed their mind on paper).
alter table participation_ballot add column reason text not null default '';

-- Handing the paper to each owner (聊城市物业管理条例 16): what happened at the door, append-only, the latest counts.
create table participation_delivery (
  id bigint generated always as identity primary key,
  vote_id uuid not null references participation_vote (id),
  entitlement_id uuid not null references participation_entitlement (id),
  region_code text not null,
  status text not null check (status in ('delivered', 'absent', 'refused', 'undeliverable', 'posted')),
  note text not null default '',
  at timestamptz not null,
  by_id uuid,
  by_name text not null
);
comment on column participation_delivery.status is 'posted: put up in the building because it could not be delivered';
create index participation_delivery_entitlement_idx on participation_delivery (entitlement_id, id desc);
create index participation_delivery_vote_idx on participation_delivery (vote_id);
alter table participation_delivery enable row level security;
create policy participation_delivery_scope on participation_delivery to huanju_app
  using (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()))
  with check (region_code >= (select huanju_lo()) and region_code < (select huanju_hi()));
grant select, insert on participation_delivery to huanju_app;
