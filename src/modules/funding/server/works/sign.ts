import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { signInput } from '../../contract-works-shapes.ts';
import { yuanText } from '../../domain/ledger/words.ts';
import { longestTerm } from '../../domain/payments/deadline.ts';
import { contractKindNames, hasLabour } from '../../domain/works/contract-kind.ts';
import { milliOf, quantityText } from '../../domain/works/quantity.ts';
import { spreadOver } from '../../domain/works/spread.ts';
import { worksProblems } from '../../problems-works.ts';
import { signContract } from '../ledger/contracts.ts';
import { commitContract } from '../ledger/post.ts';
import { showContract } from './contract-detail.query.ts';
import { checkPaper } from './files.ts';
import { worksLimits } from './limits.query.ts';
import { itemNames } from './names.query.ts';
import { arrangedHoldings, takenOf, wantedOf } from './scheme-basis.query.ts';
import { type ProjectBasis, projectBasis, schemesOf } from './schemes.query.ts';

type Input = z.output<typeof signInput>;
type Refusal = keyof typeof worksProblems;
const refuse = (code: Refusal, at: string, values: Record<string, string | number> = {}) =>
  problem(worksProblems, code, values, { at });
const percent = (bp: number): string => String(bp / 100);

/** An organisation that can be a party; of the kind asked for where one is. */
async function party(
  ctx: Ctx,
  id: string,
  kind: string | null,
): Promise<{ id: string; name: string } | undefined> {
  let rows = ctx.tx
    .selectFrom('identityOrganisation')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('archivedAt', 'is', null);
  if (kind) rows = rows.where('kind', '=', kind);
  return rows.executeTakeFirst();
}

async function parties(ctx: Ctx, input: Input) {
  const supplier = await party(ctx, input.supplierId, null);
  if (!supplier) throw refuse('funding.works.supplier', 'supplierId');
  const kind = contractKindNames[input.kind];
  if (input.supervisorId === null && hasLabour(input.kind))
    throw refuse('funding.works.supervisor-missing', 'supervisorId', { kind });
  if (input.supervisorId === null) return { supplier, supervisor: null };
  const supervisor = await party(ctx, input.supervisorId, 'siteSupervisor');
  if (!supervisor || supervisor.id === supplier.id) throw refuse('funding.works.supervisor', 'supervisorId');
  return { supplier, supervisor };
}

/** Terms the ledger does not know: wages, days of payment, liability for defects. */
async function ownTerms(ctx: Ctx, input: Input) {
  const limits = await worksLimits(ctx);
  const labour = hasLabour(input.kind);
  if (labour && input.wagesAccount === '')
    throw refuse('funding.works.wages-missing', 'wagesAccount', { kind: contractKindNames[input.kind] });
  const least = labour ? limits.wagesBp : 0;
  const wagesBp = input.wagesBp ?? least;
  if (wagesBp < least) throw refuse('funding.works.wages-share', 'wagesBp', { least: percent(least) });
  if (input.defectMonths > limits.defectMonthsMax)
    throw refuse('funding.works.defects', 'defectMonths', { months: limits.defectMonthsMax });
  const agreed = input.termDays !== null;
  const days = longestTerm(limits.terms, input.sme, agreed);
  const basis = agreed ? '合同约定' : '未约定';
  if (input.termDays !== null && input.termDays > days)
    throw refuse('funding.works.term', 'termDays', { days, basis });
  return { wagesBp, termDays: input.termDays ?? days, termAgreed: agreed };
}

export type BillInput = { readonly lineId: string; readonly quantity: string; readonly amountFen: bigint };

/** Lines of the scheme, each once, not above what the scheme has left beside other contracts. */
export async function checkBill(
  ctx: Ctx,
  basis: ProjectBasis,
  lines: readonly BillInput[],
  except: string | null,
): Promise<void> {
  if (new Set(lines.map((line) => line.lineId)).size !== lines.length)
    throw refuse('funding.works.repeated', 'lines');
  const taken = await takenOf(ctx, basis.id, except);
  for (const [n, one] of lines.entries()) {
    const line = basis.lines.get(one.lineId);
    if (!line) throw refuse('funding.works.scheme-line', `lines.${n}.lineId`);
    const other = taken.get(one.lineId) ?? { milli: 0n, fen: 0n };
    const title = `${line.itemTitle}（${line.place}）`;
    if (other.milli + milliOf(one.quantity) > milliOf(line.quantity))
      throw refuse('funding.works.above-scheme', `lines.${n}.quantity`, {
        ...{ title, scheme: line.quantity, unit: line.unit, taken: quantityText(other.milli) },
        left: quantityText(milliOf(line.quantity) - other.milli),
      });
    if (other.fen + one.amountFen > line.amountFen)
      throw refuse('funding.works.above-amount', `lines.${n}.amountFen`, {
        ...{ title, scheme: yuanText(line.amountFen), taken: yuanText(other.fen) },
        left: yuanText(line.amountFen - other.fen),
      });
  }
}

/** The ledger's lines of a bill. */
export const ledgerLines = (basis: ProjectBasis, lines: readonly BillInput[]) =>
  lines.flatMap((one) => {
    const line = basis.lines.get(one.lineId);
    if (!line) return [];
    const { estateId, item, unit } = line;
    const title = line.place ? `${line.itemTitle}（${line.place}）` : line.itemTitle;
    return [{ ...one, estateId, item, itemClass: line.class, title, unit }];
  });

/** Binds arranged money to a contract, earliest to lapse first; refuses what no money is arranged for. */
export async function commitSources(
  ctx: Ctx,
  order: {
    readonly contractId: string;
    readonly basis: ProjectBasis;
    readonly lines: readonly { readonly lineId: string; readonly amountFen: bigint }[];
    readonly bookedOn: string;
    readonly reason: string;
  },
): Promise<void> {
  const wanted = wantedOf(order.basis, order.lines);
  const spread = spreadOver(wanted, await arrangedHoldings(ctx, order.basis.id));
  const [first] = spread.short;
  if (first) {
    const itemOf = await itemNames(ctx);
    const short = yuanText(first.amountFen);
    throw refuse('funding.works.unfunded', 'lines', { item: itemOf(first.item), short });
  }
  if (spread.lines.length === 0) return;
  const { contractId, bookedOn, reason } = order;
  const lines = spread.lines.map(({ sourceId, estateId, item, amountFen }) => ({
    ...{ sourceId, estateId, item, amountFen },
  }));
  await commitContract(ctx, { contractId, bookedOn, reason, lines });
}

/** 登记合同: under an approved scheme, with all its money arranged beforehand (政府投资条例 22: nobody builds on credit). */
export async function sign(ctx: Ctx, input: Input) {
  const basis = await projectBasis(ctx, input.projectId);
  if (basis.cancelled) throw refuse('funding.works.cancelled', 'projectId', { name: basis.name });
  if (basis.schemes.length === 0) throw refuse('funding.works.no-scheme', 'projectId', { name: basis.name });
  if (input.signedOn > ctx.today) throw refuse('funding.works.future', 'signedOn');
  const { supplier, supervisor } = await parties(ctx, input);
  const own = await ownTerms(ctx, input);
  await checkPaper(ctx.tx, input.fileId, 'fileId');
  const lines = input.lines.map((line) => ({ ...line, amountFen: BigInt(line.amountFen) }));
  await checkBill(ctx, basis, lines, null);
  const contractId = randomUUID();
  await signContract(ctx, {
    contractId,
    regionCode: basis.regionCode,
    projectId: basis.id,
    number: input.number,
    title: input.title,
    kind: input.kind,
    contractor: supplier.name,
    organisationId: supplier.id,
    signedOn: input.signedOn,
    fileId: input.fileId,
    terms: {
      advanceShare: shareText(input.advanceBp),
      retentionShare: shareText(input.retentionBp),
    },
    lines: ledgerLines(basis, lines),
  });
  await ctx.tx
    .insertInto('fundingContractTerms')
    .values({
      contractId,
      regionCode: basis.regionCode,
      kind: input.kind,
      supplierId: supplier.id,
      supplierName: supplier.name,
      supervisorId: supervisor?.id ?? null,
      supervisorName: supervisor?.name ?? null,
      sme: input.sme,
      ...own,
      wagesAccount: input.wagesAccount,
      defectMonths: input.defectMonths,
      schemes: JSON.stringify(
        schemesOf(
          basis,
          lines.map((line) => line.lineId),
        ),
      ),
      createdAt: ctx.now,
      createdBy: ctx.actor.name,
    })
    .execute();
  await commitSources(ctx, { contractId, basis, lines, bookedOn: ctx.today, reason: '合同签订' });
  await ctx.audit({
    action: 'funding.works.sign',
    subjectKind: 'fundingContract',
    subjectId: contractId,
    regionCode: basis.regionCode,
    detail: { number: input.number, kind: input.kind, lines: lines.length, sme: input.sme },
  });
  return showContract(ctx, { id: contractId });
}

const shareText = (bp: number): string =>
  `${Math.floor(bp / 10_000)}.${String(bp % 10_000).padStart(4, '0')}`;
