import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { yuanText } from '../../domain/ledger/words.ts';
import { stateWords } from '../../domain/payments/payment-steps.ts';
import { type SpreadLine, spreadOver, type Wanted } from '../../domain/works/spread.ts';
import { paymentsProblems } from '../../problems-payments.ts';
import type { ContractRow } from '../works/contract-sight.ts';
import { itemNames } from '../works/names.query.ts';
import { showPayment } from './detail.query.ts';
import { paymentHoldings } from './holdings.query.ts';
import { linesOf, lockedPayment, type PaymentRow, wayOf, writeLines } from './payment-row.ts';

/** What is asked per estate and item, whatever the sources. */
export async function wantedOf(ctx: Pick<Ctx, 'tx'>, row: PaymentRow): Promise<Wanted[]> {
  const sums = new Map<string, Wanted>();
  for (const { estateId, item, amountFen } of await linesOf(ctx, row.id)) {
    const key = `${estateId} ${item}`;
    sums.set(key, { estateId, item, amountFen: amountFen + (sums.get(key)?.amountFen ?? 0n) });
  }
  return [...sums.values()];
}

/** The sources the rule proposes: earmark kept, first to lapse first. Throws `funding.payments.unsourced`. */
export async function proposedLines(
  ctx: Ctx,
  contract: ContractRow,
  row: PaymentRow,
): Promise<readonly SpreadLine[]> {
  const wanted = await wantedOf(ctx, row);
  const spread = spreadOver(wanted, await paymentHoldings(ctx, contract, row.kind, wanted));
  const [short] = spread.short;
  if (!short) return spread.lines;
  const itemOf = await itemNames(ctx);
  const values = { item: itemOf(short.item), short: yuanText(short.amountFen) };
  throw problem(paymentsProblems, 'funding.payments.unsourced', values);
}

type Chosen = {
  readonly estateId: string;
  readonly item: string;
  readonly sourceId: string;
  readonly amountFen: bigint;
};

/** Lines chosen by hand: amounts per estate and item stay; whether the source may is the ledger's to say. */
async function chosenLines(ctx: Ctx, row: PaymentRow, lines: readonly Chosen[]) {
  const keys = new Set(lines.map((line) => `${line.estateId} ${line.item} ${line.sourceId}`));
  if (keys.size !== lines.length)
    throw problem(paymentsProblems, 'funding.payments.repeated', {}, { at: 'lines' });
  const itemOf = await itemNames(ctx);
  const wanted = await wantedOf(ctx, row);
  const stray = lines.find(
    (line) => !wanted.some((want) => want.estateId === line.estateId && want.item === line.item),
  );
  if (stray) throw problem(paymentsProblems, 'funding.payments.line', {}, { at: 'lines' });
  for (const want of wanted) {
    const sum = lines
      .filter((line) => line.estateId === want.estateId && line.item === want.item)
      .reduce((all, line) => all + line.amountFen, 0n);
    if (sum !== want.amountFen)
      throw problem(
        paymentsProblems,
        'funding.payments.totals',
        { item: itemOf(want.item), sum: yuanText(sum), asked: yuanText(want.amountFen) },
        { at: 'lines' },
      );
  }
  const sources = await ctx.tx
    .selectFrom('fundingSource')
    .select('id')
    .where('id', 'in', [...new Set(lines.map((line) => line.sourceId))])
    .execute();
  if (lines.some((line) => !sources.some((one) => one.id === line.sourceId)))
    throw problem(paymentsProblems, 'funding.payments.source', {}, { at: 'lines' });
  return lines.map((line) => ({ ...line, reason: `由${ctx.actor.name}指定` }));
}

/** 指定来源: by the task force or finance, while the request is on its way; empty: as the rule proposes. */
export async function assignSources(
  ctx: Ctx,
  input: {
    id: string;
    version: number;
    lines: readonly { estateId: string; item: string; sourceId: string; amountFen: string }[];
  },
) {
  const { row, contract } = await lockedPayment(ctx, input);
  const way = await wayOf(ctx, row);
  if (!['submitted', 'supervisorChecked', 'subdistrictChecked', 'taskForceChecked'].includes(row.state))
    throw problem(paymentsProblems, 'funding.payments.state', { state: stateWords(way), step: '指定来源' });
  const chosen = input.lines.map((line) => ({ ...line, amountFen: BigInt(line.amountFen) }));
  const zero = chosen.some((line) => line.amountFen === 0n);
  if (zero) throw problem(paymentsProblems, 'funding.payments.zero', {}, { at: 'lines' });
  const lines =
    chosen.length > 0 ? await chosenLines(ctx, row, chosen) : await proposedLines(ctx, contract, row);
  await writeLines(ctx, row, lines);
  await ctx.tx
    .updateTable('fundingPayment')
    .set({ version: row.version + 1, updatedAt: ctx.now })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    action: 'funding.payments.assign',
    subjectKind: 'fundingPayment',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: {
      byRule: chosen.length === 0,
      lines: lines.map(({ sourceId, item, amountFen }) => ({ sourceId, item, amountFen })),
    },
  });
  return showPayment(ctx, { id: row.id });
}
