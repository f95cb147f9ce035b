import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { ParticipationBody } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { bodyDetail, bodyShape } from '../../contract-bodies.ts';
import {
  type BodyKind,
  committeeFaults,
  type Member,
  type Post,
  type Seat,
  type TermState,
  termState,
} from '../../domain/body/body.ts';
import { estatesById } from '../notices/estate-names.query.ts';
import { historyOf } from '../notices/estate-of.ts';
import { present } from './shared.ts';

export type BodyRow = Selectable<ParticipationBody>;
export type StoredMember = { id: string; nameSealed: string; nameMasked: string; post: Post; seat: Seat };
type BodyView = z.infer<typeof bodyShape>;
export type BodyDetail = z.infer<typeof bodyDetail>;

export const membersOf = (row: BodyRow): readonly StoredMember[] => row.members as unknown as StoredMember[];

/** What is wrong with a membership by the pack in force; only of a 物管会 the law says something. */
export async function faultsOf(ctx: Ctx, kind: string, members: readonly Member[]) {
  if (kind !== 'managementCommittee') return [];
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  return committeeFaults(members, values['body.managementCommittee']);
}

async function presentBodies(ctx: Ctx, rows: readonly BodyRow[]): Promise<BodyView[]> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const estates = await estatesById(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  return rows.map((row) => ({
    id: row.id,
    estateId: row.estateId,
    estateName: estates.get(row.estateId)?.name ?? '',
    version: row.version,
    kind: row.kind as BodyKind,
    name: row.name,
    since: row.since,
    termUntil: row.termUntil,
    term: termState(row, ctx.today, values['body.termWarnDays']),
    working: row.working,
    workingEvidence: row.workingEvidence,
    members: membersOf(row).map(({ id, nameMasked, post, seat }) => ({ id, nameMasked, post, seat })),
    faults:
      row.kind === 'managementCommittee'
        ? committeeFaults(membersOf(row), values['body.managementCommittee'])
        : [],
    endedOn: row.endedOn,
    endReason: row.endReason,
  }));
}

type Query = {
  page: number;
  size: number;
  search?: string | undefined;
  estateId?: string | undefined;
  kind?: BodyKind | undefined;
  term?: TermState | undefined;
  faulty?: boolean | undefined;
};

/** Bodies in sight. Terms and faults come from the pack, so the list is filtered here; a district has some hundreds. */
export async function listBodies(ctx: Ctx, input: Query) {
  let rows = ctx.tx
    .selectFrom('participationBody')
    .selectAll()
    .orderBy('endedOn', (o) => o.desc().nullsFirst());
  if (input.estateId) rows = rows.where('estateId', '=', input.estateId);
  if (input.kind) rows = rows.where('kind', '=', input.kind);
  const all = await presentBodies(ctx, await rows.orderBy('termUntil').orderBy('id').execute());
  const part = input.search?.toLowerCase() ?? '';
  const items = all.filter(
    (one) =>
      (part === '' || `${one.name} ${one.estateName}`.toLowerCase().includes(part)) &&
      (!input.term || one.term === input.term) &&
      (input.faulty === undefined || one.faults.length > 0 === input.faulty),
  );
  const from = (input.page - 1) * input.size;
  return { total: items.length, items: items.slice(from, from + input.size) };
}

export async function bodyView(ctx: Ctx, row: BodyRow): Promise<BodyDetail> {
  const [base] = await presentBodies(ctx, [row]);
  if (!base) throw new Error('a body without a view');
  return { ...base, history: await historyOf(ctx.tx, 'body', row.id) };
}

export async function showBody(ctx: Ctx, input: { id: string }): Promise<BodyDetail> {
  const row = await ctx.tx
    .selectFrom('participationBody')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirst();
  return bodyView(ctx, present(row));
}
