import { sql } from 'kysely';
import { containing } from '#platform/database/containing.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { VoucherCandidate, VoucherQuery, VoucherRow } from '../../../contract-treasury-vouchers.ts';
import { readDocumentNumber } from '../../../domain/allocation/cells.ts';
import { rankTargets } from '../../../domain/allocation/match-voucher.ts';
import { voucherKindNames, voucherStateNames } from '../../../domain/allocation/words.ts';
import { xlsxType } from '../imports/import-files.ts';
import { findVoucher } from './book.ts';
import { authorisationTargets, sourceTargets } from './targets.query.ts';

const base = (ctx: Ctx, input: VoucherQuery) => {
  let rows = ctx.tx
    .selectFrom('fundingTreasuryVoucher as v')
    .leftJoin('fundingSource as s', 's.id', 'v.sourceId')
    .leftJoin('fundingAuthorisation as a', 'a.id', 'v.authorisationId')
    .leftJoin('fundingContract as c', 'c.id', 'a.contractId');
  if (input.kind) rows = rows.where('v.kind', '=', input.kind);
  rows = input.state ? rows.where('v.state', '=', input.state) : rows.where('v.state', '<>', 'undone');
  if (input.from) rows = rows.where('v.day', '>=', input.from);
  if (input.to) rows = rows.where('v.day', '<=', input.to);
  const { search } = input;
  if (search)
    rows = rows.where((one) =>
      one.or(
        (['v.number', 'v.payee', 'v.payer', 'v.summary', 'v.documentNumber'] as const).map((column) =>
          one(column, 'ilike', containing(search)),
        ),
      ),
    );
  return rows;
};

const shown = (ctx: Ctx, input: VoucherQuery) =>
  base(ctx, input)
    .selectAll('v')
    .select(sql<string | null>`coalesce(s.title, c.number || ' ' || c.title)`.as('sourceTitle'))
    .orderBy(`v.${input.sort ?? 'day'}`, input.sort ? (input.descending ? 'desc' : 'asc') : 'desc')
    .orderBy('v.id');

type Found = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];
const present = (row: Found): VoucherRow => ({
  ...{ id: row.id, number: row.number, day: row.day, amountFen: String(row.amountFen), cell: row.cell },
  ...{ payee: row.payee, payer: row.payer, documentNumber: row.documentNumber, summary: row.summary },
  ...{ sourceTitle: row.sourceTitle, sourceId: row.sourceId, caseId: row.caseId, note: row.note },
  ...{ decidedBy: row.decidedBy, version: row.version, importId: row.importId },
  kind: row.kind as VoucherRow['kind'],
  state: row.state as VoucherRow['state'],
  how: row.how as VoucherRow['how'],
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

/** Vouchers in sight, undone ones only when asked for, and how many wait at the desk. */
export async function listVouchers(ctx: Ctx, input: VoucherQuery & { page: number; size: number }) {
  const { total } = await base(ctx, input)
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const { open } = await base(ctx, { state: 'open', descending: false })
    .select((row) => row.fn.countAll<bigint>().as('open'))
    .executeTakeFirstOrThrow();
  const rows = await shown(ctx, input)
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), open: Number(open), items: rows.map(present) };
}

/** One voucher and, while it is open, what it may belong to, best first. */
export async function showVoucher(ctx: Ctx, input: { id: string; search?: string | undefined }) {
  const { id, kind, state, payee, amountFen, documentNumber, summary } = await findVoucher(ctx, input.id);
  const row = await shown(ctx, { state: state as VoucherRow['state'], descending: false })
    .where('v.id', '=', id)
    .executeTakeFirstOrThrow();
  const view = present(row);
  if (state !== 'open') return { ...view, candidates: [] };
  const targets =
    kind === 'receipt'
      ? await sourceTargets(ctx, input.search)
      : [...(await authorisationTargets(ctx, input.search)), ...(await sourceTargets(ctx, input.search))];
  const number = documentNumber ?? readDocumentNumber(summary)?.number ?? null;
  const candidates: VoucherCandidate[] = rankTargets({ amountFen, payee, documentNumber: number }, targets)
    .slice(0, 30)
    .map(({ target, agrees }) => ({
      ...{ id: target.id, kind: target.kind, title: target.title, payee: target.payee },
      // What a source still expects says nothing about money that went out.
      agrees: agrees.filter((one) => kind === 'receipt' || target.kind !== 'source' || one === 'document'),
      ...{ documentNumbers: [...target.documentNumbers], openFen: String(target.openFen) },
    }));
  return { ...view, candidates };
}

const yuan = (fen: string): number => Number(BigInt(fen)) / 100;

/** The list as asked for, as a workbook. */
export async function exportVouchers(ctx: Ctx, input: VoucherQuery): Promise<Download> {
  const rows = (await shown(ctx, input).limit(50_000).execute()).map(present);
  const table = {
    ...{ sheet: '国库凭证', title: '国库凭证登记表', notes: [`导出日期 ${ctx.today}`, '单位：元'] },
    columns: [
      ...['凭证号', '日期', '类型'].map((title) => ({ title })),
      { title: '金额（元）', format: '#,##0.00', width: 16 },
      ...['收款人', '付款人', '指标文号', '摘要', '状态', '对应'].map((title) => ({ title, width: 24 })),
    ],
    rows: rows.map((one) => [
      ...[one.number, one.day, voucherKindNames[one.kind], yuan(one.amountFen), one.payee, one.payer],
      ...[one.documentNumber, one.summary, voucherStateNames[one.state], one.sourceTitle],
    ]),
  };
  return { name: `国库凭证-${ctx.today}.xlsx`, mediaType: xlsxType, body: await writeTable(table) };
}
