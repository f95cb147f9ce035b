import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { deskContract, doorShape, doorsQuery } from '../../../contract-ballots.ts';
import type { Channel, DeliveryState } from '../../../domain/ballot/words.ts';
import { placeOf } from '../../../domain/vote/roll.ts';
import { findVote } from '../vote-row.ts';

type Input = z.output<z.ZodObject<typeof doorsQuery>> & { id: string; page: number; size: number };
type Door = z.infer<typeof doorShape>;
type Answer = z.infer<NonNullable<(typeof deskContract)['doors']['~orpc']['outputSchema']>>;
type Row = {
  id: string;
  paperNumber: string;
  building: string;
  entrance: string;
  room: string;
  kind: string;
  areaCm2: bigint;
  ownerMasked: string;
  coOwners: number;
  unsold: boolean;
  day: string | null;
  channel: Channel | null;
  scan: boolean;
  times: bigint;
  status: DeliveryState | null;
  note: string | null;
  notedOn: string | null;
  byName: string | null;
};

/** Every door of a vote with its latest ballot and delivery; what was chosen is in no column. */
const doorsOf = (
  voteId: string,
) => sql`select e.id, e.paper_number, e.building, e.entrance, e.room, e.kind, e.area_cm2, e.owner_masked,
    e.co_owners, e.unsold, b.day, b.channel, b.file_id is not null as scan,
    (select count(*) from participation_ballot o where o.vote_id = e.vote_id and o.entitlement_id = e.id) as times,
    d.status, d.note, d.day as noted_on, d.by_name
  from participation_entitlement e
  left join lateral (select (at at time zone 'Asia/Shanghai')::date as day, channel, file_id from participation_ballot b
    where b.vote_id = e.vote_id and b.entitlement_id = e.id order by seq desc limit 1) b on true
  left join lateral (select status, note, (at at time zone 'Asia/Shanghai')::date as day, by_name from participation_delivery d
    where d.entitlement_id = e.id order by d.id desc limit 1) d on true
  where e.vote_id = ${voteId}`;

function conditionOf(input: Input): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (input.search) {
    const part = containing(input.search.replace(/\s/g, ''));
    all.push(sql`(building || entrance || room || owner_masked like ${part}
      or building || '-' || entrance || '-' || room like ${part})`);
  }
  if (input.building !== undefined) all.push(sql`building = ${input.building}`);
  if (input.entrance !== undefined) all.push(sql`entrance = ${input.entrance}`);
  if (input.voted !== undefined) all.push(input.voted ? sql`day is not null` : sql`day is null`);
  if (input.channel) all.push(sql`channel = ${input.channel}`);
  if (input.delivery === 'none') all.push(sql`status is null`);
  else if (input.delivery) all.push(sql`status = ${input.delivery}`);
  return sql.join(all, sql` and `);
}

/** Numbers as numbers: 2 before 10. */
const placeOrder = sql`nullif(regexp_replace(building, '\\D', '', 'g'), '')::numeric nulls last, building,
  nullif(regexp_replace(entrance, '\\D', '', 'g'), '')::numeric nulls last, entrance,
  nullif(regexp_replace(room, '\\D', '', 'g'), '')::numeric nulls last, room`;
const orders: Readonly<Record<Input['sort'], RawBuilder<unknown>>> = {
  place: placeOrder,
  owner: sql`owner_masked`,
  day: sql`day`,
};

/** The doors of a vote for those who go from one to the next. */
export async function listDoors(ctx: Ctx, input: Input): Promise<Answer> {
  const vote = await findVote(ctx.tx, input.id);
  const from = sql`(${doorsOf(vote.id)}) door`;
  const direction = input.descending && input.sort !== 'place' ? sql`desc nulls last` : sql`nulls last`;
  const order = input.sort === 'place' ? placeOrder : sql`${orders[input.sort]} ${direction}, ${placeOrder}`;
  const page = await sql<Row>`select * from ${from} where ${conditionOf(input)}
    order by ${order}, id limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(ctx.tx);
  const found = await sql<{ total: bigint }>`select count(*) as total from ${from}
    where ${conditionOf(input)}`.execute(ctx.tx);
  const all = await sql<{ channel: Channel | null; count: bigint; delivered: bigint }>`select channel,
    count(*) as count, count(*) filter (where status in ('delivered', 'posted')) as delivered
    from ${from} group by channel`.execute(ctx.tx);
  const sum = (key: 'count' | 'delivered', some = all.rows) =>
    some.reduce((total, row) => total + Number(row[key]), 0);
  return {
    total: Number(found.rows[0]?.total ?? 0),
    counts: {
      all: sum('count'),
      voted: sum(
        'count',
        all.rows.filter(({ channel }) => channel),
      ),
      delivered: sum('delivered'),
      byChannel: Object.fromEntries(
        all.rows.flatMap(({ channel, count }) => (channel ? [[channel, Number(count)]] : [])),
      ),
    },
    items: page.rows.map(present),
  };
}

const present = (row: Row): Door => ({
  ...{
    entitlementId: row.id,
    paperNumber: row.paperNumber,
    building: row.building,
    entrance: row.entrance,
    room: row.room,
  },
  ...{ door: placeOf(row), kind: row.kind, areaCm2: String(row.areaCm2), ownerMasked: row.ownerMasked },
  ...{ coOwners: row.coOwners, unsold: row.unsold },
  ballot:
    row.day && row.channel
      ? {
          ...{ day: row.day, channel: row.channel },
          ...{ times: Number(row.times), scan: row.scan },
        }
      : null,
  delivery:
    row.status && row.notedOn
      ? {
          ...{ status: row.status, note: row.note ?? '', day: row.notedOn },
          byName: row.byName ?? '',
        }
      : null,
});
