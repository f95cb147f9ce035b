import type { z } from 'zod';
import { type Table, writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { estimateQuery } from '../../contract-rules.ts';
import { estimateEstate } from '../../domain/rule/estimate.ts';
import { payerIndex } from '../../domain/rule/payers.ts';
import { estateInputs } from './estate-input.ts';
import { listParts, showEstimate } from './estimate.ts';
import { listEstimates } from './estimates.query.ts';
import { bookOf, rulesInForce } from './in-force.ts';
import { ruleSetRow } from './sets.query.ts';

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const most = 50_000;
const money = '#,##0.00';
const yuan = (fen: string | bigint): number => Number(fen) / 100;
const file = async (name: string, tables: readonly Table[]): Promise<Download> => ({
  ...{ name, mediaType, body: await writeTables(tables) },
});

/** The list as searched and filtered: one column per payer. */
export async function exportEstimates(ctx: Ctx, input: z.output<typeof estimateQuery>): Promise<Download> {
  const all = await listEstimates(ctx, { ...input, page: 1, size: most });
  const columns = all.payers;
  return file('各小区出资测算.xlsx', [
    {
      sheet: '出资测算',
      title: '各小区出资测算（元）',
      notes: [
        `按“${all.ruleSetTitle}”${all.unverified ? '（待核）' : ''}测算，仅供决策参考；导出日期 ${ctx.today}，${ctx.actor.name}`,
      ],
      columns: [
        ...[{ title: '小区', width: 24 }, { title: '街道（乡镇）', width: 14 }, { title: '户数' }],
        ...[{ title: '费用来源' }, { title: '合计', format: money, width: 16 }],
        ...columns.map(({ title }) => ({ title, format: money, width: 16 })),
        { title: '居民每户平均', format: money, width: 14 },
      ],
      rows: all.items.map((row) => [
        ...[row.estateName, row.subdistrictName, row.households],
        ...[row.source === 'scheme' ? '方案' : '目录单价', yuan(row.totalFen)],
        ...columns.map(({ payer }) => yuan(row.payers.find((one) => one.payer === payer)?.amountFen ?? '0')),
        row.households ? yuan(BigInt(row.residentsFen) / BigInt(row.households)) : null,
      ]),
    },
  ]);
}

/** One estate: lines with their reasons, and the parts. */
export async function exportEstimate(ctx: Ctx, { estateId }: { estateId: string }): Promise<Download> {
  const one = await showEstimate(ctx, { estateId });
  const parts = await listParts(ctx, { estateId, page: 1, size: most });
  const notes = [`按“${one.ruleSetTitle}”测算；导出日期 ${ctx.today}，${ctx.actor.name}`];
  return file(`${one.estateName}-出资测算.xlsx`, [
    {
      ...{ sheet: '各项', title: `${one.estateName}出资测算（元）`, notes },
      columns: [
        ...[
          { title: '内容', width: 24 },
          { title: '合计', format: money, width: 16 },
        ],
        ...one.payers.map(({ title }) => ({ title, format: money, width: 16 })),
        { title: '为什么是这个数', width: 80 },
      ],
      rows: one.lines.map((line) => [
        ...[line.title, yuan(line.amountFen)],
        ...one.payers.map(({ payer }) => yuan(line.payers.find((p) => p.payer === payer)?.amountFen ?? '0')),
        line.why.join('\n'),
      ]),
    },
    {
      ...{ sheet: '各户', title: `${one.estateName}各户应出（元）`, notes },
      columns: [
        ...[{ title: '位置', width: 24 }, { title: '楼层' }, { title: '面积（㎡）', format: '#,##0.00##' }],
        ...[
          { title: '应出', format: money, width: 14 },
          { title: '为什么是这个数', width: 80 },
        ],
      ],
      rows: parts.items.map((part) => [
        ...[part.place, part.floor, part.areaCm2 === null ? null : Number(part.areaCm2) / 10_000],
        ...[part.amountFen === null ? null : yuan(part.amountFen), part.why.join('\n')],
      ]),
    },
  ]);
}

/** A saved draft against what holds: every estate before and after. */
export async function exportBench(ctx: Ctx, { id }: { id: string }): Promise<Download> {
  const draft = await ruleSetRow(ctx, id);
  const rules = await rulesInForce(ctx, ctx.actor.scope);
  const index = payerIndex(rules.world);
  const rows = (await estateInputs(ctx)).map(({ row, estate }) => ({
    row,
    before: estimateEstate(rules.basis, estate, rules.book.rules).totals,
    after: estimateEstate(rules.basis, estate, bookOf(draft).rules).totals,
  }));
  const payers = [...index.values()].filter(({ id: payer }) =>
    rows.some(({ before, after }) => before.has(payer) || after.has(payer)),
  );
  return file('出资规则试算.xlsx', [
    {
      sheet: '试算',
      title: `“${draft.title}”与“${rules.title}”对比（元）`,
      notes: [`导出日期 ${ctx.today}，${ctx.actor.name}`],
      columns: [
        ...[{ title: '小区', width: 24 }, { title: '街道（乡镇）', width: 14 }, { title: '户数' }],
        ...payers.flatMap(({ title }) =>
          ['现行', '试算', '变化'].map((word) => ({ title: `${title}${word}`, format: money, width: 16 })),
        ),
      ],
      rows: rows.map(({ row, before, after }) => [
        ...[row.name, row.subdistrictName, row.households],
        ...payers.flatMap(({ id: payer }) => {
          const [was, now] = [before.get(payer) ?? 0n, after.get(payer) ?? 0n];
          return [yuan(was), yuan(now), yuan(now - was)];
        }),
      ]),
    },
  ]);
}
