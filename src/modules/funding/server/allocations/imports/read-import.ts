import { readFile } from 'node:fs/promises';
import { regionsIn } from '#modules/identity/index.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { type IndicatorLine, readIndicators } from '../../../domain/allocation/read-indicators.ts';
import { readVouchers, type VoucherLine } from '../../../domain/allocation/read-vouchers.ts';
import type { CellFault } from '../../../domain/allocation/table.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import type { ImportDefaults } from './import-files.ts';
import { findImport, type ImportRow } from './import-row.ts';

const mostLines = 5_000;
export type ReadFile = {
  readonly row: ImportRow;
  readonly notes: readonly string[];
  readonly faults: readonly CellFault[];
  readonly indicators: readonly IndicatorLine[];
  readonly vouchers: readonly VoucherLine[];
};
const heads = {
  indicator: { what: '指标', needs: '至少要有金额和街道、文号、用途、资金性质中的一列' },
  voucher: { what: '国库凭证', needs: '至少要有凭证号和金额两列' },
} as const;

/** Reads a file handed in against the places in sight. @throws Problem documents.*, funding.import.head, large */
export async function readImport(run: JobRun): Promise<ReadFile> {
  const { importId } = run.input as { importId: string };
  const { row, path, places } = await run.transaction(async (ctx) => {
    const found = await findImport(ctx, importId);
    return {
      row: found,
      path: (await ctx.files.find(ctx.tx, found.fileId)).path,
      places: (await regionsIn(ctx, found.regionCode)).filter(({ code }) => code.length === 9),
    };
  });
  const kind = row.kind as keyof typeof heads;
  const defaults = row.defaults as ImportDefaults;
  const { sheets, notes } = await readDocument(await readFile(path), row.fileName);
  const reading =
    kind === 'indicator'
      ? readIndicators(sheets, places, row.regionCode, defaults)
      : readVouchers(sheets, { unit: defaults.unit, kind: defaults.voucherKind });
  if (!reading.found) throw problem(allocationProblems, 'funding.import.head', heads[kind]);
  if (reading.lines.length > mostLines)
    throw problem(allocationProblems, 'funding.import.large', { most: mostLines });
  return {
    ...{ row, notes, faults: reading.faults },
    indicators: kind === 'indicator' ? (reading.lines as readonly IndicatorLine[]) : [],
    vouchers: kind === 'voucher' ? (reading.lines as readonly VoucherLine[]) : [],
  };
}
