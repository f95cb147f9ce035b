import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { paymentKindNames, yuanText } from '../../domain/ledger/words.ts';
import type { PaymentKind } from '../../domain/payments/papers.ts';
import { stateWords, takePaymentStep } from '../../domain/payments/payment-steps.ts';
import type { Wanted } from '../../domain/works/spread.ts';
import { paymentsProblems } from '../../problems-payments.ts';
import { type ContractRow, contractRow, sideOf } from '../works/contract-sight.ts';
import { contractCap, contractHoldings, stageOf } from '../works/holdings.query.ts';
import { itemNames } from '../works/names.query.ts';
import { availableOf } from './basis.query.ts';
import { showPayment } from './detail.query.ts';
import { actorOn, lockedPayment, type PaymentRow, takeSeat, wayOf, writeLines } from './payment-row.ts';
import { mayDraft } from './rows.query.ts';

type Draft = {
  kind: PaymentKind;
  note: string;
  lines: readonly { estateId: string; item: string; amountFen: string }[];
};

const refuse = (
  code: keyof typeof paymentsProblems,
  values: Record<string, string | number> = {},
  at?: string,
) => problem(paymentsProblems, code, values, at === undefined ? {} : { at });

/** The subdistrict of the estates asked for; one only, since its clerk checks the request. */
async function regionOf(ctx: Ctx, contract: ContractRow, lines: Draft['lines']): Promise<string> {
  const rows = await ctx.tx
    .selectFrom('fundingContractLine')
    .select(['estateId', 'item', 'regionCode'])
    .where('contractId', '=', contract.id)
    .execute();
  const regions = new Set<string>();
  for (const [n, line] of lines.entries()) {
    const row = rows.find((one) => one.estateId === line.estateId && one.item === line.item);
    if (!row) throw refuse('funding.payments.line', {}, `lines.${n}.estateId`);
    regions.add(row.regionCode.slice(0, 9));
  }
  const [region, other] = [...regions];
  if (region === undefined || other !== undefined) throw refuse('funding.payments.region', {}, 'lines');
  return region;
}

/** Refuses more than the contract's items hold, and more than its terms allow altogether. */
export async function checkAvailable(
  ctx: Ctx,
  contract: ContractRow,
  kind: PaymentKind,
  lines: readonly Wanted[],
): Promise<void> {
  const available = availableOf(await contractHoldings(ctx, contract, stageOf(kind)));
  const itemOf = await itemNames(ctx);
  const above = (item: string, limit: bigint, asked: bigint, at: string) =>
    refuse(
      'funding.payments.above',
      {
        item,
        kind: paymentKindNames[kind],
        available: yuanText(limit),
        asked: yuanText(asked),
        over: yuanText(asked - limit),
      },
      at,
    );
  for (const [n, line] of lines.entries()) {
    const limit =
      available.find((one) => one.estateId === line.estateId && one.item === line.item)?.fen ?? 0n;
    if (line.amountFen > limit) throw above(itemOf(line.item), limit, line.amountFen, `lines.${n}.amountFen`);
  }
  const asked = lines.reduce((sum, line) => sum + line.amountFen, 0n);
  const cap = contractCap(contract, kind);
  if (cap !== null && asked > cap) throw above(`合同 ${contract.number}`, cap, asked, 'lines');
}

async function checkedLines(ctx: Ctx, contract: ContractRow, draft: Draft): Promise<Wanted[]> {
  const keys = new Set(draft.lines.map((line) => `${line.estateId} ${line.item}`));
  if (keys.size !== draft.lines.length) throw refuse('funding.payments.repeated', {}, 'lines');
  const lines = draft.lines.map((line) => ({ ...line, amountFen: BigInt(line.amountFen) }));
  const zero = lines.findIndex((line) => line.amountFen === 0n);
  if (zero >= 0) throw refuse('funding.payments.zero', {}, `lines.${zero}.amountFen`);
  await checkAvailable(ctx, contract, draft.kind, lines);
  return lines;
}

const drawing: Readonly<Record<PaymentKind, readonly PaymentKind[]>> = {
  advance: ['advance'],
  progress: ['progress', 'settlement'],
  settlement: ['progress', 'settlement'],
  retention: ['retention'],
};

/** One request at a time draws on the same money of a contract in a subdistrict. */
async function checkOpen(
  ctx: Ctx,
  of: { contractId: string; regionCode: string; kind: PaymentKind; except: string | null },
): Promise<void> {
  const open = await ctx.tx
    .selectFrom('fundingPayment')
    .select(['id', 'number', 'kind'])
    .where('contractId', '=', of.contractId)
    .where('regionCode', '=', of.regionCode)
    .where('kind', 'in', drawing[of.kind])
    .where('state', 'not in', ['authorised', 'withdrawn', 'refused'])
    .execute();
  const other = open.find((one) => one.id !== of.except);
  if (!other) return;
  const kind = paymentKindNames[other.kind as PaymentKind];
  throw refuse('funding.payments.open', { kind, number: other.number });
}

const sum = (lines: readonly Wanted[]): bigint => lines.reduce((all, line) => all + line.amountFen, 0n);
const unsourced = (lines: readonly Wanted[]) =>
  lines.map((line) => ({ ...line, sourceId: null, reason: '' }));

async function auditDraft(ctx: Ctx, row: { id: string; regionCode: string }, detail: object): Promise<void> {
  await ctx.audit({
    action: 'funding.payments.draft',
    subjectKind: 'fundingPayment',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { ...detail },
  });
}

/** 起草用款申请: by the firm of the contract, or by the task force on its behalf. */
export async function createPayment(ctx: Ctx, input: Draft & { contractId: string }) {
  const contract = await contractRow(ctx, input.contractId);
  if (!mayDraft(ctx.actor, sideOf(ctx.actor, contract.terms))) throw refuse('funding.payments.organisation');
  const regionCode = await regionOf(ctx, contract, input.lines);
  // two drafts at once: the second sees the first
  await sql`select pg_advisory_xact_lock(7150330, hashtext(${contract.id}))`.execute(ctx.tx);
  await checkOpen(ctx, { contractId: contract.id, regionCode, kind: input.kind, except: null });
  const lines = await checkedLines(ctx, contract, input);
  const year = Number(ctx.today.slice(0, 4));
  const { rows } = await sql<{
    n: number;
  }>`select funding_payment_number(${regionCode.slice(0, 6)}, ${year}) as n`.execute(ctx.tx);
  const row = {
    id: randomUUID(),
    number: `${regionCode.slice(0, 6)}-${year}-${String(rows[0]?.n ?? 0).padStart(4, '0')}`,
    regionCode,
  };
  await ctx.tx
    .insertInto('fundingPayment')
    .values({
      ...row,
      contractId: contract.id,
      projectId: contract.projectId,
      kind: input.kind,
      amountFen: sum(lines),
      supervised: contract.terms.supervisorId !== null,
      state: 'draft',
      note: input.note,
      createdAt: ctx.now,
      createdBy: ctx.actor.name,
      createdById: ctx.actor.id,
      updatedAt: ctx.now,
    })
    .execute();
  await takeSeat(ctx, row, 'drafter');
  await writeLines(ctx, row, unsourced(lines));
  await auditDraft(ctx, row, { number: row.number, contract: contract.id, kind: input.kind });
  return showPayment(ctx, { id: row.id });
}

/** Refuses changes by others than the drafters, and after it was handed in. */
export async function checkDrafting(ctx: Ctx, row: PaymentRow, contract: ContractRow): Promise<void> {
  const way = await wayOf(ctx, row);
  if (row.state !== 'draft') throw refuse('funding.payments.state', { state: stateWords(way), step: '修改' });
  const may = takePaymentStep(way, { step: 'submit', note: '' }, actorOn(ctx, contract));
  if (!may.ok) throw refuse('funding.payments.organisation');
}

/** 修改草稿. */
export async function editPayment(ctx: Ctx, input: Draft & { id: string; version: number }) {
  const { row, contract } = await lockedPayment(ctx, input);
  await checkDrafting(ctx, row, contract);
  const regionCode = await regionOf(ctx, contract, input.lines);
  if (regionCode !== row.regionCode) throw refuse('funding.payments.region', {}, 'lines');
  await checkOpen(ctx, { contractId: contract.id, regionCode, kind: input.kind, except: row.id });
  const lines = await checkedLines(ctx, contract, input);
  await ctx.tx
    .updateTable('fundingPayment')
    .set({
      kind: input.kind,
      note: input.note,
      amountFen: sum(lines),
      version: row.version + 1,
      updatedAt: ctx.now,
    })
    .where('id', '=', row.id)
    .execute();
  await takeSeat(ctx, row, 'drafter');
  await writeLines(ctx, row, unsourced(lines));
  await auditDraft(ctx, row, { edit: true, kind: input.kind });
  return showPayment(ctx, { id: row.id });
}
