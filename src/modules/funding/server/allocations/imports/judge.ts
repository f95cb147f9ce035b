import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { FinanceReport } from '../../../contract-finance-imports.ts';
import type { IndicatorLine } from '../../../domain/allocation/read-indicators.ts';
import type { VoucherLine } from '../../../domain/allocation/read-vouchers.ts';
import type { CellFault } from '../../../domain/allocation/table.ts';
import { handBooked } from './hand-booked.query.ts';
import type { ReadFile } from './read-import.ts';

const mostIssues = 2_000;
const mostPreview = 300;
const mostNotes = 100;
/** A line, and whether the books have it already. */
type Judged<T> = { readonly line: T; readonly known: boolean };
export type Judgement = {
  readonly indicators: readonly Judged<IndicatorLine>[];
  readonly vouchers: readonly Judged<VoucherLine>[];
  readonly report: FinanceReport;
};

const indicatorKey = (one: {
  documentNumber: string;
  regionCode: string;
  subChannel: string;
  budgetYear: number;
  purpose: string;
}): string =>
  [one.documentNumber, one.regionCode, one.subChannel, one.budgetYear, one.purpose].join('\u0000');

async function judgeIndicators(ctx: Ctx, lines: readonly IndicatorLine[], faults: CellFault[]) {
  const numbers = [...new Set(lines.map(({ documentNumber }) => documentNumber))];
  const rows =
    numbers.length === 0
      ? []
      : await ctx.tx
          .selectFrom('fundingIndicator')
          .selectAll()
          .where('documentNumber', 'in', numbers)
          .where('undoneAt', 'is', null)
          .execute();
  const there = new Map(rows.map((row) => [indicatorKey(row), row.amountFen]));
  return lines.map((line) => {
    const amount = there.get(indicatorKey({ ...line, subChannel: line.channel }));
    if (amount !== undefined && amount !== line.amountFen)
      faults.push({
        ...{ sheet: line.sheet, cell: line.cell, code: 'indicator-differs' },
        message: `“${line.documentNumber}”的这一条已按 ${Number(amount) / 100} 元记账，金额不同；调整请办理追加或收回`,
      });
    return { line, known: amount === line.amountFen };
  });
}

async function judgeVouchers(ctx: Ctx, lines: readonly VoucherLine[], faults: CellFault[], notes: string[]) {
  const numbers = [...new Set(lines.map(({ number }) => number))];
  const rows =
    numbers.length === 0
      ? []
      : await ctx.tx
          .selectFrom('fundingTreasuryVoucher')
          .select(['kind', 'number', 'amountFen', sql<string>`day::text`.as('on')])
          .where('number', 'in', numbers)
          .where('state', '<>', 'undone')
          .execute();
  const there = new Map(rows.map((row) => [`${row.kind} ${row.number}`, row]));
  const byHand = await handBooked(ctx, lines);
  return lines.map((line) => {
    const row = there.get(`${line.kind} ${line.number}`);
    const same = row !== undefined && row.amountFen === line.amountFen && row.on === line.day;
    if (row && !same)
      faults.push({
        ...{ sheet: line.sheet, cell: line.cell, code: 'voucher-differs' },
        message: `凭证 ${line.number} 已登记为 ${row.on}、${Number(row.amountFen) / 100} 元，与这一行不同`,
      });
    const hand = row ? undefined : byHand(line);
    if (hand && notes.length < mostNotes)
      notes.push(`凭证 ${line.number} 已由${hand.by}在账上手工登记（来源“${hand.source}”），不再记账`);
    return { line, known: same || hand !== undefined };
  });
}

/** Holds what was read against the books as they stand now. */
export async function judgeImport(ctx: Ctx, read: ReadFile): Promise<Judgement> {
  const faults = [...read.faults];
  const notes = [...read.notes];
  const indicators = await judgeIndicators(ctx, read.indicators, faults);
  const vouchers = await judgeVouchers(ctx, read.vouchers, faults, notes);
  const all = [...indicators, ...vouchers];
  const fresh = all.filter(({ known }) => !known);
  const preview = [
    ...indicators.map(({ line, known }) => ({
      ...{ cell: line.cell, known, number: line.documentNumber, place: line.place },
      ...{ about: line.purpose, amountFen: String(line.amountFen) },
    })),
    ...vouchers.map(({ line, known }) => ({
      ...{
        cell: line.cell,
        known,
        number: line.number,
        place: line.kind === 'payment' ? line.payee : line.payer,
      },
      ...{ about: line.summary, amountFen: String(line.amountFen) },
    })),
  ].slice(0, mostPreview);
  const report: FinanceReport = {
    ...{ ready: fresh.length, known: all.length - fresh.length, faults: faults.length },
    amountFen: String(fresh.reduce((sum, { line }) => sum + line.amountFen, 0n)),
    ...{ issues: faults.slice(0, mostIssues), notes, preview },
  };
  return { indicators, vouchers, report };
}
