import { sql } from 'kysely';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import { readDocumentNumber } from '../../../domain/allocation/cells.ts';
import type { MatchTarget } from '../../../domain/allocation/match-voucher.ts';

export type Target = MatchTarget & {
  readonly kind: 'source' | 'authorisation';
  readonly title: string;
  /** Of an authorisation with one source only. */
  readonly sourceId: string | null;
};
const mostTargets = 500;
const plain = (number: string): string => readDocumentNumber(number)?.number ?? number;

/** Sources in sight that more money is expected for. */
export async function sourceTargets(ctx: Ctx, search = ''): Promise<Target[]> {
  let rows = ctx.tx
    .selectFrom('fundingSource as s')
    .leftJoin('fundingTotal as granted', (join) =>
      join.onRef('granted.sourceId', '=', 's.id').on('granted.account', '=', 'origin'),
    )
    .leftJoin('fundingTotal as received', (join) =>
      join.onRef('received.sourceId', '=', 's.id').on('received.account', '=', 'outside'),
    )
    .select([
      ...(['s.id', 's.title', 's.documentNumber'] as const),
      sql<bigint>`coalesce(received.balance_fen, 0) - coalesce(granted.balance_fen, 0)`.as('openFen'),
    ])
    .where('s.cash', '=', true)
    .where('s.regionCode', 'like', `${ctx.actor.scope}%`)
    .orderBy('s.createdAt', 'desc')
    .limit(mostTargets);
  if (search)
    rows = rows.where((one) =>
      one.or([
        one('s.title', 'ilike', containing(search)),
        one('s.documentNumber', 'ilike', containing(search)),
      ]),
    );
  return (await rows.execute()).map((row) => ({
    ...{ id: row.id, kind: 'source' as const, title: row.title, payee: null, sourceId: row.id },
    openFen: BigInt(row.openFen),
    documentNumbers: [plain(row.documentNumber)],
  }));
}

/** Authorisations in sight that are not paid to the end. */
export async function authorisationTargets(ctx: Ctx, search = ''): Promise<Target[]> {
  let rows = ctx.tx
    .selectFrom('fundingAuthorisation as a')
    .innerJoin('fundingContract as c', 'c.id', 'a.contractId')
    .innerJoin('fundingAuthorisationLine as l', 'l.authorisationId', 'a.id')
    .innerJoin('fundingSource as s', 's.id', 'l.sourceId')
    .select([
      ...(['a.id', 'a.payee', 'a.kind', 'a.amountFen', 'a.paidFen', 'c.number', 'c.title'] as const),
      sql<string[]>`array_agg(distinct s.document_number)`.as('documents'),
      sql<string[]>`array_agg(distinct s.id::text)`.as('sources'),
    ])
    .where('a.reversedAt', 'is', null)
    .whereRef('a.paidFen', '<', 'a.amountFen')
    .groupBy(['a.id', 'c.number', 'c.title'])
    .orderBy('a.bookedOn')
    .orderBy('a.id')
    .limit(mostTargets);
  if (search)
    rows = rows.where((one) =>
      one.or([
        one('a.payee', 'ilike', containing(search)),
        one('c.number', 'ilike', containing(search)),
        one('c.title', 'ilike', containing(search)),
      ]),
    );
  return (await rows.execute()).map((row) => ({
    ...{ id: row.id, kind: 'authorisation' as const, payee: row.payee },
    title: `${row.number} ${row.title}`,
    openFen: row.amountFen - row.paidFen,
    documentNumbers: row.documents.map(plain),
    sourceId: row.sources.length === 1 ? (row.sources[0] ?? null) : null,
  }));
}
