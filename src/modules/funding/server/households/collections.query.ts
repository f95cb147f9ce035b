import { type SqlBool, sql } from 'kysely';
import { estateHead } from '#modules/survey/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { CollectionState } from '../../domain/household/words.ts';
import { sumsOf } from './present.ts';
import { type BillRow, type CollectionRow, collectionOf, findCollection } from './rows.ts';

export type CollectionQuery = {
  readonly page: number;
  readonly size: number;
  readonly search?: string | undefined;
  readonly estateId?: string | undefined;
  readonly state?: CollectionState | undefined;
  readonly sort: 'createdAt' | 'number' | 'totalFen';
  readonly descending: boolean;
};
type FigureRow = Pick<
  BillRow,
  'collectionId' | 'building' | 'shareFen' | 'reliefFen' | 'pledgedFen' | 'dueFen' | 'paidFen' | 'refundedFen'
>;

/** The bills' figures of some collections; nothing personal. */
async function figuresOf(tx: Tx, ids: readonly string[]): Promise<Map<string, FigureRow[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('fundingBill')
    .select([
      'collectionId',
      'building',
      'shareFen',
      'reliefFen',
      'pledgedFen',
      'dueFen',
      'paidFen',
      'refundedFen',
    ])
    .where('collectionId', 'in', [...ids])
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, (row) => row.collectionId);
}

async function estateNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) names.set(id, (await estateHead(tx, { id }))?.name ?? '');
  return names;
}

const head = (row: CollectionRow, estateName: string, figures: readonly FigureRow[], today: string) => ({
  ...{ id: row.id, number: row.number, title: row.title, estateId: row.estateId, estateName },
  ...{ scope: row.scope, scopeName: row.scopeName, method: row.method, state: row.state },
  totalFen: row.totalFen.toString(),
  sums: sumsOf(figures, row.instalments, today),
  createdAt: row.createdAt.toISOString(),
  version: row.version,
});

export async function listCollections(ctx: Ctx, input: CollectionQuery) {
  let query = ctx.tx.selectFrom('fundingCollection');
  if (input.estateId) query = query.where('estateId', '=', input.estateId);
  if (input.state) query = query.where('state', '=', input.state);
  if (input.search) {
    const part = containing(input.search);
    query = query.where(
      sql<SqlBool>`(title ilike ${part} or number ilike ${part} or scope_name ilike ${part})`,
    );
  }
  const { total } = await query
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy(input.sort, input.descending ? 'desc' : 'asc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const figures = await figuresOf(
    ctx.tx,
    rows.map((row) => row.id),
  );
  const names = await estateNames(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  return {
    total: Number(total),
    items: rows
      .map(collectionOf)
      .map((row) => head(row, names.get(row.estateId) ?? '', figures.get(row.id) ?? [], ctx.today)),
  };
}

export async function showCollection(ctx: Ctx, input: { id: string }) {
  const row = await findCollection(ctx.tx, input.id);
  const estate = await estateHead(ctx.tx, { id: row.estateId });
  const figures = (await figuresOf(ctx.tx, [row.id])).get(row.id) ?? [];
  const basis = row.basisId
    ? await ctx.tx.selectFrom('fundingBasis').selectAll().where('id', '=', row.basisId).executeTakeFirst()
    : undefined;
  return {
    ...head(row, estate?.name ?? '', figures, ctx.today),
    estateCode: estate?.code ?? '',
    ...{ building: row.building, entrance: row.entrance, items: row.items, kinds: row.kinds },
    ...{ amountSource: row.amountSource as 'rules' | 'entered', amountBasis: row.amountBasis },
    ...{ amountWhy: row.amountWhy, methodBasis: row.methodBasis, coefficients: row.coefficients },
    ...{ schemeId: row.schemeId, schemeVersion: row.schemeVersion, agreementFile: row.agreementFile },
    ...{ instalments: row.instalments, payee: row.payee, sourceId: row.sourceId },
    basis: basis
      ? {
          ...{ kind: basis.kind as 'vote' | 'agreement', title: basis.title, voteId: basis.voteId },
          ...{ documentNumber: basis.documentNumber, signedOn: basis.signedOn, fileId: basis.fileId },
          ...{ enteredBy: basis.enteredBy, enteredAt: basis.enteredAt.toISOString() },
        }
      : null,
    cancelReason: row.cancelReason,
    issuedAt: row.issuedAt?.toISOString() ?? null,
    ...{ issuedBy: row.issuedBy, createdBy: row.createdBy },
    buildings: [...Map.groupBy(figures, (one) => one.building)].map(([building, some]) => ({
      building,
      sums: sumsOf(some, row.instalments, ctx.today),
    })),
  };
}
