import type { Ctx } from '#platform/http/context.ts';
import { milliOf, quantityText } from '../../domain/works/quantity.ts';

type Reading = Pick<Ctx, 'tx'>;

/** One line of a contract's bill as it stands: its newest quantity, and what was measured of it. */
export type BillRow = {
  readonly lineId: string;
  readonly estateId: string;
  readonly item: string;
  readonly title: string;
  readonly unit: string;
  readonly quantity: string;
  readonly amountFen: bigint;
  /** Cumulative quantity measured and not reversed. */
  readonly measured: string;
  readonly measuredFen: bigint;
};

const readable = (text: string): string => (text === '' ? '0' : text);

/** Quantities as the newest change of the contract left them, by line. */
async function changedQuantities(ctx: Reading, contractId: string): Promise<ReadonlyMap<string, string>> {
  const changes = await ctx.tx
    .selectFrom('fundingContractChange')
    .select('lines')
    .where('contractId', '=', contractId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const newest = new Map<string, string>();
  for (const { lines } of changes)
    for (const line of lines as unknown as { lineId: string; quantity?: string }[])
      if (line.quantity) newest.set(line.lineId, line.quantity);
  return newest;
}

/** Cumulative quantities that stand, by line. */
async function measuredQuantities(ctx: Reading, contractId: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await ctx.tx
    .selectFrom('fundingMeasurementLine as l')
    .innerJoin('fundingMeasurement as m', 'm.id', 'l.measurementId')
    .select(['l.lineId', 'l.quantity'])
    .where('m.contractId', '=', contractId)
    .where('m.reversedAt', 'is', null)
    .where('l.quantity', '<>', '')
    .execute();
  const sums = new Map<string, bigint>();
  for (const row of rows) sums.set(row.lineId, (sums.get(row.lineId) ?? 0n) + milliOf(row.quantity));
  return sums;
}

/** The bill of a contract; only lines of estates in sight. */
export async function billOf(ctx: Reading, contractId: string): Promise<BillRow[]> {
  const lines = await ctx.tx
    .selectFrom('fundingContractLine')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('estateId')
    .orderBy('item')
    .orderBy('lineId')
    .execute();
  const changed = await changedQuantities(ctx, contractId);
  const measured = await measuredQuantities(ctx, contractId);
  return lines.map((line) => ({
    lineId: line.lineId,
    estateId: line.estateId,
    item: line.item,
    title: line.title,
    unit: line.unit,
    quantity: changed.get(line.lineId) ?? readable(line.quantity),
    amountFen: line.amountFen,
    measured: quantityText(measured.get(line.lineId) ?? 0n),
    measuredFen: line.measuredFen,
  }));
}
