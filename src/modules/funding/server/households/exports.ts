import { type Table, writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { yuanText } from '../../domain/household/amount.ts';
import { billStateNames, methodNames, partKindNames } from '../../domain/household/words.ts';
import { type BillQuery, billsOf } from './bills.query.ts';
import { type CollectionQuery, listCollections } from './collections.query.ts';
import { audit, findCollection } from './rows.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const yuan = (fen: string | null): number | null => (fen === null ? null : Number(fen) / 100);
const money = '#,##0.00';

async function file(name: string, table: Table): Promise<Download> {
  return { name, mediaType: xlsx, body: await writeTable(table) };
}

export async function exportCollections(
  ctx: Ctx,
  input: Omit<CollectionQuery, 'page' | 'size'>,
): Promise<Download> {
  const { items } = await listCollections(ctx, { ...input, page: 1, size: 10_000 });
  return file('居民出资.xlsx', {
    ...{
      sheet: '居民出资',
      title: '居民出资归集',
      notes: [`导出日期 ${ctx.today}，${ctx.actor.name}；金额单位：元`],
    },
    columns: [
      ...[
        { title: '编号', width: 26 },
        { title: '名称', width: 26 },
        { title: '范围', width: 24 },
      ],
      ...[{ title: '办法', width: 16 }, { title: '户数' }],
      ...['归集总额', '减免', '认缴', '应缴', '实缴', '逾期欠缴', '多缴'].map((title) => ({
        title,
        format: money,
        width: 14,
      })),
    ],
    rows: items.map(({ sums, ...one }) => [
      ...[one.number, one.title, one.scopeName, methodNames[one.method], sums.parts, yuan(one.totalFen)],
      ...[sums.reliefFen, sums.pledgedFen, sums.dueFen, sums.netFen, sums.arrearsFen, sums.overpaidFen].map(
        yuan,
      ),
    ]),
  });
}

/** The list of parts as it was searched and filtered; owners masked. */
export async function exportBills(ctx: Ctx, input: BillQuery & { id: string }): Promise<Download> {
  const of = await findCollection(ctx.tx, input.id);
  const rows = await billsOf(ctx, of, input);
  return file(`${of.number}-各户.xlsx`, {
    ...{
      sheet: '各户',
      title: `${of.scopeName} ${of.title}：各户出资`,
      notes: [`导出日期 ${ctx.today}，${ctx.actor.name}；金额单位：元`],
    },
    columns: [
      ...[
        { title: '账单号', width: 18 },
        { title: '楼栋' },
        { title: '单元' },
        { title: '房号' },
        { title: '用途' },
      ],
      ...[
        { title: '面积（㎡）', format: '#,##0.00##' },
        { title: '业主', width: 18 },
      ],
      ...['分摊', '减免', '认缴', '应缴', '实缴', '待缴', '逾期欠缴'].map((title) => ({
        title,
        format: money,
        width: 13,
      })),
      ...[
        { title: '状态', width: 12 },
        { title: '最近催缴', width: 12 },
      ],
    ],
    rows: rows.map((row) => [
      ...[row.number, row.building, row.entrance, row.room, partKindNames[row.kind]],
      ...[row.areaCm2 === null ? null : Number(row.areaCm2) / 10_000, row.ownerMasked],
      ...[
        row.shareFen,
        row.reliefFen,
        row.pledgedFen,
        row.dueFen,
        row.netFen,
        row.leftFen,
        row.overdueFen,
      ].map(yuan),
      ...[billStateNames[row.state], row.lastRemindedOn],
    ]),
  });
}

const bankHeads = [
  '账单号',
  '小区',
  '楼栋',
  '单元',
  '房号',
  '应缴金额（元）',
  '已缴金额（元）',
  '待缴金额（元）',
  '缴款截止日',
  '附言',
];

/**
 * Open bills for the bank, one row each, in a plain layout: bill number, place, amounts in yuan with two places, last day,
 * and the memo to be printed on the payment slip. No names, no telephones.
 */
export async function exportForBank(
  ctx: Ctx,
  input: { id: string; format: 'xlsx' | 'csv' },
): Promise<Download> {
  const of = await findCollection(ctx.tx, input.id);
  const bills = await billsOf(ctx, of, { sort: 'place', descending: false });
  const open = bills.filter((row) => row.number !== null && row.leftFen !== '0');
  const last = of.instalments.at(-1)?.dueOn ?? '';
  const rows = open.map((row) => [
    ...[row.number ?? '', of.scopeName, row.building, row.entrance, row.room],
    ...[row.dueFen ?? '0', row.netFen, row.leftFen].map((fen) => yuanText(BigInt(fen))),
    ...[last, row.number ?? ''],
  ]);
  await audit(ctx, 'bank-export', 'collection', of, { bills: rows.length, format: input.format });
  if (input.format === 'csv') {
    const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const lines = [bankHeads, ...rows].map((cells) => cells.map(quoted).join(','));
    // with a byte order mark, so that spreadsheets do not take it for GBK
    return {
      name: `${of.number}-银行代收.csv`,
      mediaType: 'text/csv; charset=utf-8',
      body: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`),
    };
  }
  return file(`${of.number}-银行代收.xlsx`, {
    ...{ sheet: '代收明细', title: `${of.scopeName} ${of.title}：银行代收明细` },
    notes: [
      `共 ${rows.length} 笔，合计 ${yuanText(open.reduce((sum, row) => sum + BigInt(row.leftFen), 0n))} 元，导出日期 ${ctx.today}`,
      '缴款时请在附言写账单号；收款后请提供流水（交易日期、收入金额、对方户名、附言、流水号）。',
    ],
    columns: bankHeads.map((title) => ({ title, width: 16 })),
    rows,
  });
}
