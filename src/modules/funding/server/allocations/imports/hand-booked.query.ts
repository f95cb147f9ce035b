import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { VoucherLine } from '../../../domain/allocation/read-vouchers.ts';

const keyOf = (kind: string, number: string, fen: bigint, on: string) =>
  [kind, number, fen, on].join('\u0000');

/**
 * Finds lines whose voucher was booked at the ledger's own desk: the same number, way, sum and day. A number alone is not
 * enough, since each source has vouchers of its own. Reversed postings have given their voucher back.
 */
export async function handBooked(
  ctx: Pick<Ctx, 'tx'>,
  lines: readonly VoucherLine[],
): Promise<(line: VoucherLine) => { readonly source: string; readonly by: string } | undefined> {
  const numbers = [...new Set(lines.map(({ number }) => number))];
  if (numbers.length === 0) return () => undefined;
  const rows = await ctx.tx
    .selectFrom('fundingVoucher as v')
    .innerJoin('fundingPosting as p', 'p.id', 'v.postingId')
    .innerJoin('fundingSource as s', 's.id', 'v.sourceId')
    .select(['v.direction', 'v.number', 'p.amountFen', 'p.byName', 's.documentNumber'])
    .select(sql<string>`coalesce(p.document_on, p.booked_on)::text`.as('on'))
    .where('v.number', 'in', numbers)
    .where('v.direction', 'in', ['in', 'out'])
    .execute();
  const there = new Map(
    rows.map((row) => [
      keyOf(row.direction === 'in' ? 'receipt' : 'payment', row.number, row.amountFen, row.on),
      { source: row.documentNumber, by: row.byName },
    ]),
  );
  return (line) => there.get(keyOf(line.kind, line.number, line.amountFen, line.day));
}
