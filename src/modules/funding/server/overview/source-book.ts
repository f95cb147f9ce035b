import { type Selectable, sql } from 'kysely';
import type { FundingSource } from '#platform/database/tables.ts';
import { type Table, type TableValue, writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { monthRows } from '../../domain/overview/months.ts';
import { overviewProblems } from '../../problems-overview.ts';
import { cashFlows, traceOf, wholeSource } from './flows.query.ts';
import { noteAuditorRead } from './note-read.ts';
import { earmarkWords, grantedOf, purposesOf, useKinds } from './uses.query.ts';

type Source = Selectable<FundingSource>;
type Row = readonly TableValue[];

/** Lines a sheet may hold and people may still open. */
const mostLines = 100_000;
const yuan = (fen: bigint): number => Number(fen) / 100;
const wan = (fen: bigint): number => Number(fen) / 1_000_000;
const money = '#,##0.00';
const moneyWan = '#,##0.000000';

const kinds: Readonly<Record<string, string>> = {
  ...useKinds,
  ...{ grant: '下达', increase: '追加', recall: '收回', carry: '结转', lapse: '结余收回', arrange: '安排' },
  ...{ unarrange: '收回安排', violation: '违规支付', inKind: '实物投入', measure: '计量' },
  ...{ commit: '签约占用', uncommit: '解除占用', authorise: '授权支付' },
};
const kindOf = (kind: string): string => kinds[kind] ?? kind;

/** The workbook auditors ask for: the document and its limits, what came and went, what it was used for, what went wrong. */
export async function sourceBook(
  ctx: Ctx,
  input: { id: string; year?: number | undefined },
): Promise<Download> {
  const source = await wholeSource(ctx, input.id);
  noteAuditorRead(ctx, {
    ...{ action: 'funding.overview.chain', kind: 'fundingSource', id: source.id },
    regionCode: source.regionCode,
  });
  const body = await writeTables([
    await indicatorSheet(ctx, source),
    await entriesSheet(ctx, source, input.year),
    await usesSheet(ctx, source),
    await faultsSheet(ctx, source),
  ]);
  return {
    name: `资金明细_${source.documentNumber}_${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}

async function indicatorSheet(ctx: Ctx, source: Source): Promise<Table> {
  const totals = await ctx.tx
    .selectFrom('fundingTotal')
    .select(['account', 'balanceFen'])
    .where('sourceId', '=', source.id)
    .execute();
  const held = (...accounts: string[]): bigint =>
    totals.filter((one) => accounts.includes(one.account)).reduce((sum, one) => sum + one.balanceFen, 0n);
  const sum = (title: string, fen: bigint): Row => [title, '', yuan(fen), wan(fen)];
  const words = await earmarkWords(ctx, source);
  return {
    sheet: '指标',
    title: `资金来源：${source.title}`,
    notes: [`截至 ${ctx.today}，由${ctx.actor.name}导出。金额分列元和万元。`],
    columns: [
      { title: '项目', width: 24 },
      { title: '内容', width: 60 },
      { title: '金额（元）', format: money, width: 20 },
      { title: '金额（万元）', format: moneyWan, width: 20 },
    ],
    rows: [
      ['指标文号', source.documentNumber],
      ['文件校验值', source.documentHash ?? '没有附文件原件'],
      ['登记人', source.createdBy],
      ...words.map((text): Row => ['使用限制', text]),
      sum('下达指标', await grantedOf(ctx, source.id)),
      sum('到账', -held('outside')),
      sum('可用指标', held('budget')),
      sum('已安排未签约', held('arranged')),
      sum('已签约未计量', held('committed')),
      sum('质量保证金', held('retained')),
      sum('应付', held('payable')),
      sum('已授权未付', held('authorised')),
      sum('已付', held('paid')),
      sum('账面资金', held('cash')),
      sum('违规支付', held('violation')),
    ],
  };
}

type Entry = {
  day: string;
  kind: string;
  number: string;
  party: string;
  reason: string;
  by: string;
  amountFen: bigint;
};

/** Money month by month: opening, every entry, the month's sums, closing. */
async function entriesSheet(ctx: Ctx, source: Source, year: number | undefined): Promise<Table> {
  const account = source.cash ? 'cash' : 'inKind';
  const [from, to] = year ? [`${year}-01-01`, `${year}-12-31`] : ['0001-01-01', '9999-12-31'];
  const before = await sql<{ opening: bigint; lines: bigint }>`
    select coalesce(sum(amount_fen) filter (where booked_on < ${from}::date), 0)::bigint as opening,
      count(*) filter (where booked_on between ${from}::date and ${to}::date) as lines
    from funding_entry where source_id = ${source.id} and account = ${account}`.execute(ctx.tx);
  const { opening = 0n, lines = 0n } = before.rows[0] ?? {};
  if (lines > BigInt(mostLines))
    throw problem(overviewProblems, 'funding.overview.statement-long', {
      lines: String(lines),
      most: mostLines,
    });
  const { rows } = await sql<Entry>`
    select e.booked_on as day, p.kind, p.document_number as number, p.party, p.reason, p.by_name as by,
      e.amount_fen as "amountFen"
    from funding_entry e join funding_posting p on p.id = e.posting_id
    where e.source_id = ${source.id} and e.account = ${account} and e.booked_on between ${from}::date and ${to}::date
    order by e.booked_on, e.id`.execute(ctx.tx);
  const told = monthRows(rows, opening).map((line): Row => {
    if (line.kind === 'entry') {
      const { day, kind, number, party, reason, by } = line.entry;
      return [day, kindOf(kind), number, party, ...sides(line), yuan(line.afterFen), reason, by];
    }
    const title = { opening: '期初余额', sums: '本月合计', closing: '期末余额' }[line.kind];
    return [line.month, title, '', '', ...sides(line), line.kind === 'sums' ? null : yuan(line.afterFen)];
  });
  return {
    sheet: '收支明细',
    title: `${source.documentNumber} 收支明细`,
    notes: [`${year ? `${year} 年度` : '全部'}，按记账日期。金额单位：元。`],
    columns: [
      ...[
        { title: '日期', width: 12 },
        { title: '摘要', width: 14 },
        { title: '凭证号', width: 22 },
      ],
      { title: '对方单位', width: 30 },
      { title: '收入（元）', format: money, width: 18 },
      { title: '支出（元）', format: money, width: 18 },
      { title: '余额（元）', format: money, width: 18 },
      ...[
        { title: '说明', width: 30 },
        { title: '记账人', width: 14 },
      ],
    ],
    rows: told.length > 0 ? told : [['', '没有收支']],
  };
}

const sides = (line: { inFen: bigint; outFen: bigint }): [number | null, number | null] => [
  line.inFen === 0n ? null : yuan(line.inFen),
  line.outFen === 0n ? null : yuan(line.outFen),
];

async function usesSheet(ctx: Ctx, source: Source): Promise<Table> {
  const flows = await cashFlows(ctx.tx, source.id);
  const tell = await purposesOf(ctx, source.id);
  const flowOf = new Map(flows.map((flow) => [flow.id, flow]));
  const { links, unusedFen } = traceOf(flows);
  const rows = links.flatMap((link): Row[] => {
    const [receipt, use] = [flowOf.get(link.receipt), flowOf.get(link.use)];
    if (!receipt || !use) return [];
    const { request, purpose } = tell(use);
    const came = [receipt.number, receipt.day, receipt.party];
    return [
      [...came, use.number, use.day, use.party, kindOf(use.kind), request, purpose, yuan(link.amountFen)],
    ];
  });
  return {
    sheet: '用途',
    title: `${source.documentNumber} 逐分去向`,
    notes: ['先到账的先使用；冲正的收支不列。金额单位：元。'],
    columns: [
      ...[
        { title: '收款凭证', width: 22 },
        { title: '到账日期', width: 12 },
        { title: '付款方', width: 24 },
      ],
      ...[
        { title: '付款凭证', width: 22 },
        { title: '付款日期', width: 12 },
        { title: '收款方', width: 30 },
      ],
      ...[
        { title: '类别', width: 10 },
        { title: '用款申请', width: 20 },
        { title: '用途', width: 40 },
      ],
      { title: '金额（元）', format: money, width: 18 },
    ],
    rows: [...rows, ['未使用', '', '', '', '', '', '', '', '', yuan(unusedFen)]],
  };
}

type Fault = {
  day: string;
  what: string;
  number: string;
  fen: bigint;
  text: string;
  by: string;
  state: string;
};

/** What was taken back, and what broke a rule. */
async function faultsSheet(ctx: Ctx, source: Source): Promise<Table> {
  const reversals = await sql<Fault>`
    select distinct p.booked_on as day, o.kind as what, o.document_number as number, o.amount_fen as fen, p.reason as text,
      p.by_name as by, '冲正' as state, p.id
    from funding_entry e join funding_posting p on p.id = e.posting_id join funding_posting o on o.id = p.reverses_id
    where e.source_id = ${source.id} order by 1, p.id`.execute(ctx.tx);
  const cases = await sql<Fault>`
    select (c.found_at at time zone 'Asia/Shanghai')::date as day, 'violation' as what, p.document_number as number,
      c.amount_fen as fen, coalesce(c.resolution, p.party) as text, coalesce(c.resolved_by, p.by_name) as by,
      case c.state when 'open' then '违规，未了结' else '违规，已了结' end as state
    from funding_case c join funding_posting p on p.id = c.posting_id
    where c.source_id = ${source.id} order by c.found_at, c.id`.execute(ctx.tx);
  const rows = [...reversals.rows, ...cases.rows].map((one) => [
    ...[one.day, one.state, kindOf(one.what), one.number, yuan(one.fen), one.text, one.by],
  ]);
  return {
    sheet: '冲正与违规',
    notes: ['金额单位：元。冲正列原记账的金额。'],
    columns: [
      ...[
        { title: '日期', width: 12 },
        { title: '性质', width: 16 },
        { title: '原业务', width: 14 },
      ],
      { title: '凭证号', width: 22 },
      { title: '金额（元）', format: money, width: 18 },
      ...[
        { title: '理由或处理', width: 50 },
        { title: '经办', width: 14 },
      ],
    ],
    rows: rows.length > 0 ? rows : [['', '没有冲正，也没有违规事项']],
  };
}
