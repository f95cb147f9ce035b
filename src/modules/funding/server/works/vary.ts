import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { milliOf } from '../../domain/works/quantity.ts';
import { spreadOver } from '../../domain/works/spread.ts';
import { worksProblems } from '../../problems-works.ts';
import { varyContract } from '../ledger/contracts.ts';
import { uncommitContract } from '../ledger/post.ts';
import { type BillRow, billOf } from './bill.query.ts';
import { showContract } from './contract-detail.query.ts';
import { type ContractRow, contractRow } from './contract-sight.ts';
import { checkPaper } from './files.ts';
import { contractHoldings } from './holdings.query.ts';
import { hasNewer, projectBasis, schemesOf } from './schemes.query.ts';
import { type BillInput, checkBill, commitSources, ledgerLines } from './sign.ts';

type Input = {
  id: string;
  documentNumber: string;
  approvedOn: string;
  reason: string;
  fileId: string;
  lines: readonly { lineId: string; quantity: string; amountFen: string }[];
};

/** Nothing goes below what was measured of it. */
function checkMeasured(bill: ReadonlyMap<string, BillRow>, lines: readonly BillInput[]): void {
  for (const [n, one] of lines.entries()) {
    const before = bill.get(one.lineId);
    if (!before) continue;
    const { title, measured, unit } = before;
    if (milliOf(one.quantity) < milliOf(measured) || one.amountFen < before.measuredFen)
      throw problem(
        worksProblems,
        'funding.works.below-measured',
        { title, measured, unit },
        { at: `lines.${n}.quantity` },
      );
  }
}

/** Money of lines that became smaller goes back to what is arranged, last to lapse first. */
async function giveBack(ctx: Ctx, row: ContractRow, less: readonly (BillInput & BillRow)[], reason: string) {
  if (less.length === 0) return;
  const holdings = await contractHoldings(ctx, row, 'committed');
  const spread = spreadOver(less, holdings);
  const lines = spread.lines.map(({ sourceId, estateId, item, amountFen }) => ({
    ...{ sourceId, estateId, item, amountFen },
  }));
  await uncommitContract(ctx, { contractId: row.id, bookedOn: ctx.today, reason, lines });
}

/** 登记合同变更: only after an approved variation of the scheme, its money first (政府投资条例 23). */
export async function vary(ctx: Ctx, input: Input) {
  const row = await contractRow(ctx, input.id);
  const basis = await projectBasis(ctx, row.projectId);
  const kept = row.terms.schemes as unknown as Record<string, number>;
  if (!hasNewer(basis, kept)) {
    const version = Object.values(kept)[0] ?? 1;
    throw problem(worksProblems, 'funding.works.variation', { version });
  }
  if (input.approvedOn > ctx.today)
    throw problem(worksProblems, 'funding.works.future', {}, { at: 'approvedOn' });
  await checkPaper(ctx.tx, input.fileId, 'fileId');
  const bill = new Map((await billOf(ctx, row.id)).map((line) => [line.lineId, line]));
  const lines = input.lines.map((line) => ({ ...line, amountFen: BigInt(line.amountFen) }));
  await checkBill(ctx, basis, lines, row.id);
  checkMeasured(bill, lines);
  const changes = lines.map((line) => ({
    line,
    by: line.amountFen - (bill.get(line.lineId)?.amountFen ?? 0n),
  }));
  const less = changes.flatMap(({ line, by }) => {
    const before = bill.get(line.lineId);
    return before && by < 0n ? [{ ...before, ...line, amountFen: -by }] : [];
  });
  await giveBack(ctx, row, less, input.reason);
  const { documentNumber, approvedOn, reason, fileId } = input;
  await varyContract(ctx, {
    ...{ contractId: row.id, documentNumber, approvedOn, reason, fileId },
    lines: ledgerLines(basis, lines),
  });
  const more = changes.filter(({ by }) => by > 0n).map(({ line, by }) => ({ ...line, amountFen: by }));
  await commitSources(ctx, { contractId: row.id, basis, lines: more, bookedOn: ctx.today, reason });
  const all = [...bill.keys(), ...lines.map((line) => line.lineId)];
  await ctx.tx
    .updateTable('fundingContractTerms')
    .set({ schemes: JSON.stringify(schemesOf(basis, all)) })
    .where('contractId', '=', row.id)
    .execute();
  await ctx.audit({
    action: 'funding.works.vary',
    subjectKind: 'fundingContract',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { documentNumber, lines: lines.length },
  });
  return showContract(ctx, { id: row.id });
}
