import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '#platform/database/connect.ts';
import type { turnoutShape } from '../../contract-vote-shapes.ts';

export type Turnout = z.infer<typeof turnoutShape>;
export type PlaceTurnout = { building: string; entrance: string; turnout: Turnout };

type Sums = {
  parts: bigint;
  heads: bigint;
  area: string | null;
  partsIn: bigint;
  headsIn: bigint;
  areaIn: string | null;
};

/** Unsold parts together are one person; an owner of several parts takes part with those that voted. */
const sums = sql`count(*) as parts,
  count(distinct case when e.unsold then '' else e.owner_pseudonym end) as heads,
  sum(e.area_cm2)::text as area,
  count(b.entitlement_id) as "partsIn",
  count(distinct case when b.entitlement_id is null then null when e.unsold then '' else e.owner_pseudonym end) as "headsIn",
  sum(e.area_cm2) filter (where b.entitlement_id is not null)::text as "areaIn"`;

const turnoutOf = (row: Sums | undefined): Turnout => ({
  heads: { all: Number(row?.heads ?? 0), taking: Number(row?.headsIn ?? 0) },
  areaCm2: { all: row?.area ?? '0', taking: row?.areaIn ?? '0' },
  parts: { all: Number(row?.parts ?? 0), taking: Number(row?.partsIn ?? 0) },
});

export const emptyTurnout: Turnout = turnoutOf(undefined);

/** How far each of these votes has come; nothing of what was chosen. */
export async function turnouts(tx: Tx, voteIds: readonly string[]): Promise<Map<string, Turnout>> {
  if (voteIds.length === 0) return new Map();
  const found = await sql<Sums & { voteId: string }>`
    with b as (select distinct entitlement_id from participation_ballot where vote_id = any(${[...voteIds]}::uuid[]))
    select e.vote_id as "voteId", ${sums}
    from participation_entitlement e left join b on b.entitlement_id = e.id
    where e.vote_id = any(${[...voteIds]}::uuid[]) group by e.vote_id`.execute(tx);
  return new Map(found.rows.map((row) => [row.voteId, turnoutOf(row)]));
}

export const turnoutOfVote = async (tx: Tx, id: string): Promise<Turnout> =>
  (await turnouts(tx, [id])).get(id) ?? emptyTurnout;

/** By building and entrance; an owner with parts in two of them is one head in each. */
export async function turnoutByPlace(tx: Tx, voteId: string): Promise<PlaceTurnout[]> {
  const found = await sql<Sums & { building: string; entrance: string }>`
    with b as (select distinct entitlement_id from participation_ballot where vote_id = ${voteId}::uuid)
    select e.building, e.entrance, ${sums}
    from participation_entitlement e left join b on b.entitlement_id = e.id
    where e.vote_id = ${voteId}::uuid group by e.building, e.entrance`.execute(tx);
  const order = new Intl.Collator('zh-CN', { numeric: true });
  return found.rows
    .map((row) => ({ building: row.building, entrance: row.entrance, turnout: turnoutOf(row) }))
    .sort((a, b) => order.compare(a.building, b.building) || order.compare(a.entrance, b.entrance));
}
