import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { yuanText } from '../../domain/ledger/words.ts';
import { type MeasuredLine, type MeasureFault, measureLines } from '../../domain/works/quantity.ts';
import { type Holding, spreadOver } from '../../domain/works/spread.ts';
import { worksProblems } from '../../problems-works.ts';
import { type MeasureLine, measure } from '../ledger/post.ts';
import { type BillRow, billOf } from './bill.query.ts';
import { showContract } from './contract-detail.query.ts';
import { type ContractRow, contractRow, isOutside, sideOf } from './contract-sight.ts';
import { checkPaper } from './files.ts';
import { contractHoldings } from './holdings.query.ts';
import { itemNames } from './names.query.ts';

type Input = {
  id: string;
  measuredOn: string;
  documentNumber: string;
  note: string;
  fileId: string | null;
  lines: readonly { lineId: string; cumulative: string }[];
};

function refuseFault(fault: MeasureFault, bill: readonly BillRow[], at: number): never {
  const unit = bill.find((line) => line.lineId === fault.lineId)?.unit ?? '';
  throw problem(
    worksProblems,
    `funding.works.measure-${fault.kind}`,
    { title: fault.title, bound: fault.bound, unit },
    { at: `lines.${at}.cumulative` },
  );
}

/** Spreads each line over the sources bound to its estate and item; the quantity stands on its first part only. */
async function overSources(
  ctx: Ctx,
  lines: readonly MeasuredLine[],
  holdings: readonly Holding[],
): Promise<MeasureLine[]> {
  const left = new Map(holdings.map((one) => [one, one.heldFen]));
  const parts: MeasureLine[] = [];
  for (const line of lines) {
    const now = [...left].map(([one, heldFen]) => ({ ...one, heldFen }));
    const spread = spreadOver([line], now);
    const [short] = spread.short;
    if (short) {
      const itemOf = await itemNames(ctx);
      throw problem(worksProblems, 'funding.works.short', {
        item: itemOf(line.item),
        short: yuanText(short.amountFen),
      });
    }
    for (const [n, part] of spread.lines.entries()) {
      const { sourceId, estateId, item, amountFen } = part;
      const quantity = n === 0 ? line.quantity : '';
      parts.push({ sourceId, estateId, item, amountFen, lineId: line.lineId, quantity });
      for (const [one, held] of left)
        if (one.sourceId === sourceId && one.estateId === estateId && one.item === item)
          left.set(one, held - amountFen);
    }
  }
  return parts;
}

/** What sources may still have measured: bound to the contract and not measured, advances in it. */
async function unmeasured(ctx: Ctx, row: ContractRow): Promise<Holding[]> {
  const rows = await ctx.tx
    .selectFrom('fundingCell')
    .select(['id', 'committedFen', 'measuredFen'])
    .where('contractId', '=', row.id)
    .select(['sourceId', 'estateId', 'item'])
    .execute();
  const known = await contractHoldings(ctx, row, 'committed');
  return known.map((one) => {
    const cell = rows.find(
      (other) =>
        other.sourceId === one.sourceId && other.estateId === one.estateId && other.item === one.item,
    );
    return { ...one, heldFen: cell ? cell.committedFen - cell.measuredFen : 0n };
  });
}

function checkWho(ctx: Ctx, row: ContractRow, input: Input): void {
  if (isOutside(ctx.actor) && sideOf(ctx.actor, row.terms) !== 'supervisor')
    throw problem(worksProblems, 'funding.works.measure-other');
  if (input.fileId === null)
    throw problem(worksProblems, 'funding.works.measure-document', {}, { at: 'fileId' });
  if (input.measuredOn > ctx.today)
    throw problem(worksProblems, 'funding.works.future', {}, { at: 'measuredOn' });
}

/** 登记计量: cumulative quantities of the bill, confirmed by the contract's supervisor or entered with the paper. */
export async function enterMeasurement(ctx: Ctx, input: Input) {
  const row = await contractRow(ctx, input.id);
  checkWho(ctx, row, input);
  await checkPaper(ctx.tx, input.fileId, 'fileId');
  if (new Set(input.lines.map((line) => line.lineId)).size !== input.lines.length)
    throw problem(worksProblems, 'funding.works.repeated', {}, { at: 'lines' });
  // two measurements of one contract at once: the second counts on what the first left
  await ctx.tx
    .selectFrom('fundingContractTerms')
    .select('contractId')
    .where('contractId', '=', row.id)
    .forUpdate()
    .execute();
  const bill = await billOf(ctx, row.id);
  const { lines, faults } = measureLines(bill, input.lines);
  const [fault] = faults;
  if (fault)
    refuseFault(
      fault,
      bill,
      input.lines.findIndex((line) => line.lineId === fault.lineId),
    );
  const worth = lines.filter((line) => line.amountFen > 0n);
  const nothing = lines.find((line) => line.amountFen === 0n);
  if (lines.length === 0) throw problem(worksProblems, 'funding.works.measure-nothing');
  if (nothing)
    throw problem(worksProblems, 'funding.works.measure-worthless', {
      title: bill.find((line) => line.lineId === nothing.lineId)?.title ?? '',
    });
  const { measurementId } = await measure(ctx, {
    contractId: row.id,
    measuredOn: input.measuredOn,
    bookedOn: ctx.today,
    documentNumber: input.documentNumber,
    note: input.note,
    fileId: input.fileId,
    lines: await overSources(ctx, worth, await unmeasured(ctx, row)),
  });
  await ctx.audit({
    action: 'funding.works.measure',
    subjectKind: 'fundingMeasurement',
    subjectId: measurementId,
    regionCode: row.regionCode,
    detail: { contract: row.id, lines: worth.length },
  });
  return showContract(ctx, { id: row.id });
}
