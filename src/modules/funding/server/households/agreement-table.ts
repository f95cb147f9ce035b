import { readDocument } from '#platform/documents/read-document.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { readPartsTable } from '../../domain/household/parts-table.ts';
import { householdProblems } from '../../problems-households.ts';
import { editCollection } from './collections.write.ts';
import { partsAsked } from './divide-bills.ts';
import { bytesOf } from './files.ts';
import { lockCollection, mustBe } from './rows.ts';

const columns = {
  amount: { names: ['金额', '约定金额', '出资金额', '分摊金额'], kind: 'yuan' },
  weight: { names: ['权数', '份数'], kind: 'whole' },
} as const;

/**
 * The table residents agreed on (民法典 283: 有约定的，按照约定): an amount or a weight per part, checked to name every
 * part once and, where amounts are given, to sum to the total; the signed paper stands beside it.
 */
export async function uploadAgreement(
  ctx: Ctx,
  upload: Upload,
  input: { id: string; version: number; fileId: string },
) {
  const row = await lockCollection(ctx.tx, input.id, input.version);
  mustBe(row, ['draft'], '按约定的表分摊');
  const { bytes } = await bytesOf(upload);
  const { sheets } = await readDocument(bytes, upload.name);
  const asked = { ...row, agreed: [] };
  const reading = readPartsTable(sheets, await partsAsked(ctx, row.estateId, asked), columns);
  if (!reading.found)
    throw problem(householdProblems, 'funding.households.table-head', { columns: '“金额（元）”或“权数”' });
  const [first] = reading.faults;
  if (first) {
    const values = { count: reading.faults.length, cell: `${first.sheet} ${first.cell}`, why: first.message };
    const details = reading.faults.slice(0, 200);
    throw problem(householdProblems, 'funding.households.table-faulty', values, { details });
  }
  return editCollection(ctx, {
    ...{ id: row.id, version: row.version, title: row.title, items: row.items, schemeId: row.schemeId },
    ...{ scope: row.scope, building: row.building, entrance: row.entrance, kinds: row.kinds },
    ...{ totalFen: row.totalFen, amountBasis: row.amountBasis, payee: row.payee, coefficients: null },
    amountSource: row.amountSource === 'rules' ? 'rules' : 'entered',
    method: 'agreement',
    agreed: reading.rows.map(({ partId, values }) => ({
      partId,
      amountFen: values.amount,
      weight: values.weight,
    })),
    agreementFile: input.fileId,
  });
}
