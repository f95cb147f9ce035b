import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { contractQuery } from '../../contract-works.ts';
import type { contractShape } from '../../contract-works-shapes.ts';
import { type ContractKind, contractKindNames } from '../../domain/works/contract-kind.ts';
import { contractsInSight } from './contract-sight.ts';

type Filter = z.infer<typeof contractQuery>;
export type ContractView = z.infer<typeof contractShape>;

const authorisedFen = sql<bigint>`(select coalesce(sum(a.amount_fen), 0)::bigint from funding_authorisation a
  where a.contract_id = c.id and a.reversed_at is null)`;
const paidFen = sql<bigint>`(select coalesce(sum(a.paid_fen), 0)::bigint from funding_authorisation a
  where a.contract_id = c.id)`;
const payableFen = sql<bigint>`c.measured_fen - c.retained_fen - c.recovered_fen`;

/** Contracts in sight as asked for, unordered. */
function filtered(ctx: Ctx, filter: Filter) {
  let rows = contractsInSight(ctx).innerJoin('projectsProject as p', 'p.id', 'c.projectId');
  if (filter.kind) rows = rows.where('t.kind', '=', filter.kind);
  if (filter.projectId) rows = rows.where('c.projectId', '=', filter.projectId);
  if (filter.search) {
    const part = containing(filter.search);
    rows = rows.where((row) =>
      row.or([
        row('c.number', 'ilike', part),
        row('c.title', 'ilike', part),
        row('t.supplierName', 'ilike', part),
        row('p.name', 'ilike', part),
      ]),
    );
  }
  if (filter.mark === 'sme') rows = rows.where('t.sme', '=', true);
  if (filter.mark === 'unmeasured') rows = rows.where('c.measuredFen', '=', 0n);
  if (filter.mark === 'owing')
    rows = rows.where(sql<SqlBool>`c.progress_fen + c.settlement_fen < ${payableFen}`);
  if (filter.mark === 'retention') rows = rows.where(sql<SqlBool>`c.retained_fen > c.released_fen`);
  return rows;
}

const ordered = (ctx: Ctx, filter: Filter) => {
  const column = { signedOn: 'c.signedOn', amount: 'c.amountFen', number: 'c.number' } as const;
  return filtered(ctx, filter)
    .select([
      'c.id',
      'c.number',
      'c.title',
      't.kind',
      'c.projectId',
      'p.name as projectName',
      't.supplierName',
      't.supervisorName',
      't.sme',
      'c.signedOn',
      'c.amountFen',
      'c.measuredFen',
      'c.retainedFen',
      'c.releasedFen',
      payableFen.as('payableFen'),
      authorisedFen.as('authorisedFen'),
      paidFen.as('paidFen'),
    ])
    .orderBy(column[filter.sort], filter.descending ? 'desc' : 'asc')
    .orderBy('c.id');
};

type Row = Awaited<ReturnType<ReturnType<typeof ordered>['execute']>>[number];
const present = ({ retainedFen, releasedFen, ...row }: Row): ContractView => ({
  ...row,
  kind: row.kind as ContractKind,
  amountFen: String(row.amountFen),
  measuredFen: String(row.measuredFen),
  payableFen: String(row.payableFen),
  authorisedFen: String(row.authorisedFen),
  paidFen: String(row.paidFen),
  retentionFen: String(retainedFen - releasedFen),
});

/** Contracts in sight, searched, filtered, ordered, with the sums of all that match. */
export async function listContracts(ctx: Ctx, input: Filter & { page: number; size: number }) {
  const sums = await filtered(ctx, input)
    .select((row) => [
      row.fn.countAll<bigint>().as('total'),
      sql<bigint>`coalesce(sum(c.amount_fen), 0)::bigint`.as('amountFen'),
      sql<bigint>`coalesce(sum(c.measured_fen), 0)::bigint`.as('measuredFen'),
      sql<bigint>`coalesce(sum(${paidFen}), 0)::bigint`.as('paidFen'),
    ])
    .executeTakeFirstOrThrow();
  const rows = await ordered(ctx, input)
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return {
    total: Number(sums.total),
    items: rows.map(present),
    sums: {
      amountFen: String(sums.amountFen),
      measuredFen: String(sums.measuredFen),
      paidFen: String(sums.paidFen),
    },
  };
}

/** One contract as lists show it. */
export async function contractView(ctx: Ctx, id: string): Promise<ContractView> {
  const row = await ordered(ctx, { sort: 'signedOn', descending: true })
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow();
  return present(row);
}

const yuan = (fen: string): number => Number(fen) / 100;

/** The list as asked for, as a workbook in 元. */
export async function exportContracts(ctx: Ctx, filter: Filter): Promise<Download> {
  const rows = (await ordered(ctx, filter).execute()).map(present);
  const money = { width: 16, format: '#,##0.00' };
  const body = await writeTable({
    sheet: '合同',
    title: '合同台账',
    notes: [`导出日期 ${ctx.today}，共 ${rows.length} 份；金额单位：元`],
    columns: [
      { title: '合同编号', width: 20 },
      { title: '合同名称', width: 30 },
      { title: '类别', width: 16 },
      { title: '项目', width: 24 },
      { title: '签约单位', width: 24 },
      { title: '监理单位', width: 20 },
      { title: '中小企业', width: 10 },
      { title: '签订日期', width: 12 },
      ...['合同金额', '累计计量', '累计应付', '已授权', '已支付', '质保金余额'].map((title) => ({
        title,
        ...money,
      })),
    ],
    rows: rows.map((one) => [
      ...[one.number, one.title, contractKindNames[one.kind], one.projectName, one.supplierName],
      ...[one.supervisorName, one.sme ? '是' : '否', one.signedOn],
      ...[one.amountFen, one.measuredFen, one.payableFen, one.authorisedFen, one.paidFen].map(yuan),
      yuan(one.retentionFen),
    ]),
  });
  return {
    name: `合同台账 ${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
