import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { EstateRow } from '../contract-shapes.ts';
import { frozenRun } from './run.query.ts';
import { type EstateQuery, runEstates } from './run-estates.query.ts';
import { type SheetOut, workbookDownload } from './sheets.ts';

const targets = { must: '必改', aspire: '力争' } as const;

const wanOfFen = (fen: string): number => Number(BigInt(fen) / 10_000n) / 100;
/** cm² as 万㎡ with four decimals. */
export const wanM2 = (cm2: string | null): number | null =>
  cm2 === null ? null : Number(BigInt(cm2) / 10_000n) / 10_000;

export const startText = (row: Pick<EstateRow, 'start' | 'done'>): string =>
  row.start === null ? '未列入' : row.done ? `${row.start}（已实施）` : String(row.start);

/** The estates of a run as a sheet, in the order handed in. */
export function estatesSheet(rows: readonly EstateRow[], title: string): SheetOut {
  return {
    name: '小区',
    title,
    heads: [
      ...['序号', '街道（乡镇）', '小区', '类别', '得分', '位次', '楼栋数', '户数'],
      ...['建筑面积（万㎡）', '资金需求（万元）', '开工年份', '为何是这一年 / 为何没有列入'],
    ],
    rows: rows.map((row, place) => [
      ...[place + 1, row.subdistrictName, row.name, row.target ? targets[row.target] : ''],
      ...[row.score, row.rank, row.buildings, row.households, wanM2(row.floorAreaCm2)],
      ...[wanOfFen(row.needFen), startText(row), row.why],
    ]),
    formats: { 8: '0.0000', 9: '#,##0.00' },
    widths: { 0: 6, 2: 24, 11: 80 },
  };
}

/** The list of a run's estates as it was asked for, as a workbook. */
export async function exportEstates(ctx: Ctx, input: EstateQuery): Promise<Download> {
  const { row } = await frozenRun(ctx, input.id);
  const { items } = await runEstates(ctx, input);
  const name = `年度计划小区-第${row.number}次测算.xlsx`;
  return workbookDownload(name, [estatesSheet(items, row.title)]);
}
