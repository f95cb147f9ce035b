import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import { writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { packagesQuery } from '../../contract-packages.ts';
import { facilityKinds } from '../../domain/package/facility.ts';
import { byInvestor, packageYears } from '../../domain/package/package.ts';
import { irrText, packageStateNames } from '../../domain/package/words.ts';
import { contentOf, headOf, packageRow, policyOf, presentPackage } from './store.ts';

type Query = z.output<typeof packagesQuery>;

/** Whether a package balances follows from the limits of today, so it is judged here and not in SQL; they are few. */
async function found(ctx: Ctx, input: Query) {
  let rows = ctx.tx.selectFrom('fundingPackage').selectAll();
  rows = input.state ? rows.where('state', '=', input.state) : rows.where('state', '<>', 'archived');
  if (input.search) rows = rows.where('title', 'ilike', containing(input.search));
  const list = await rows
    .orderBy(input.sort, input.descending ? 'desc' : 'asc')
    .orderBy('id')
    .execute();
  const policy = await policyOf(ctx);
  const heads = list.map((row) => headOf(row, policy));
  return input.balanced === undefined
    ? heads
    : heads.filter(({ figures }) => figures.balanced === input.balanced);
}

export async function listPackages(ctx: Ctx, input: Query & { page: number; size: number }) {
  const heads = await found(ctx, input);
  const from = (input.page - 1) * input.size;
  return { total: heads.length, items: heads.slice(from, from + input.size) };
}

export const showPackage = async (ctx: Ctx, { id }: { id: string }) =>
  presentPackage(ctx, await packageRow(ctx, id));

/** Every saved state, newest first. */
export async function listVersions(ctx: Ctx, { id }: { id: string }) {
  await packageRow(ctx, id);
  const rows = await ctx.tx
    .selectFrom('fundingPackageVersion')
    .selectAll()
    .where('packageId', '=', id)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    title: row.title,
    content: contentOf(row),
    note: row.note,
    by: row.byName,
    at: row.at.toISOString(),
  }));
}

const wan = (fen: number): number => Math.round(fen / 100) / 10_000;
const money = (title: string) => ({ title: `${title}（万元）`, format: '#,##0.00', width: 16 });

/** A package as a workbook: figures, facilities, years, investors. */
export async function exportPackage(ctx: Ctx, { id }: { id: string }): Promise<Download> {
  const view = await presentPackage(ctx, await packageRow(ctx, id));
  const { content, figures } = view;
  const body = await writeTables([
    {
      sheet: '结论',
      title: `${view.title}（${packageStateNames[view.state]}）`,
      notes: [`折现率 ${content.rate / 100}%；首年期初为起点；金额未含税。`],
      columns: [
        { title: '指标', width: 30 },
        { title: '数值', width: 40 },
      ],
      rows: [
        ['是否平衡', figures.balanced ? '平衡' : '不平衡'],
        ['净现值（万元）', wan(figures.npvFromStart)],
        ['内部收益率', irrText(figures.irr)],
        ['静态回收期（年）', figures.payback],
        ['偿债覆盖倍数', figures.cover],
        ['资金缺口（万元）', wan(figures.gap)],
      ],
    },
    {
      sheet: '设施',
      columns: [
        ...['名称', '类别', '小区', '投资方'].map((title) => ({ title })),
        money('投资'),
        ...['运营起年', '经营年数', '数量'].map((title) => ({ title })),
        money('每个年收入'),
        money('年固定成本'),
      ],
      rows: content.facilities.map((one) => [
        one.title,
        facilityKinds[one.kind],
        one.estateId ? (view.estateNames[one.estateId] ?? '') : '多个小区',
        one.investor,
        wan(one.investFen.reduce((all, fen) => all + fen, 0)),
        one.opens,
        one.concessionYears,
        one.units,
        wan(one.unitYearFen),
        wan(one.yearCostFen),
      ]),
    },
    {
      sheet: '逐年',
      columns: [{ title: '年' }, money('投资'), money('收入'), money('运营成本'), money('净现金流')],
      rows: packageYears(content.facilities).map((one) => [
        one.year,
        wan(one.investFen),
        wan(one.revenueFen),
        wan(one.costFen),
        wan(one.netFen),
      ]),
    },
    {
      sheet: '投资方',
      columns: [{ title: '投资方', width: 24 }, money('投入'), money('经营所得'), money('净现值')],
      rows: byInvestor(content).map((one) => [
        one.investor,
        wan(one.investFen),
        wan(one.returnFen),
        wan(one.npv),
      ]),
    },
  ]);
  return {
    name: `${view.title}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}

/** The list as a workbook. */
export async function exportPackages(ctx: Ctx, input: Query): Promise<Download> {
  const heads = await found(ctx, input);
  const body = await writeTables([
    {
      sheet: '社会资本项目包',
      columns: [
        { title: '名称', width: 30 },
        ...['状态', '设施数', '小区数'].map((title) => ({ title })),
        money('投资'),
        money('净现值'),
        money('缺口'),
        { title: '内部收益率', width: 20 },
        { title: '是否平衡' },
      ],
      rows: heads.map((one) => [
        one.title,
        packageStateNames[one.state],
        one.facilities,
        one.estates,
        wan(one.figures.investFen),
        wan(one.figures.npvFromStart),
        wan(one.figures.gap),
        irrText(one.figures.irr),
        one.figures.balanced ? '平衡' : '不平衡',
      ]),
    },
  ]);
  return {
    name: '社会资本项目包.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
