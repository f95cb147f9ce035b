import type { z } from 'zod';
import { writeTable, writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { schemeQuery } from '../../contract-schemes.ts';
import { textFromMilli } from '../../domain/lines/line.ts';
import { classNames } from '../../domain/rules/catalogue.ts';
import { versionStateNames } from '../../domain/state.ts';
import { percentFromBp } from './content.ts';
import { estateIdsOf, lineOf, lineRows, schemeRow, stateOf, versionRow } from './keep.ts';
import { surveysOf } from './pack.ts';
import { allSchemes } from './schemes.query.ts';

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const yuan = (fen: bigint | null): number | null => (fen === null ? null : Number(fen) / 100);
const money = '#,##0.00';

/** The list as asked for, one row per scheme. */
export async function exportSchemes(ctx: Ctx, input: z.output<typeof schemeQuery>): Promise<Download> {
  const rows = await allSchemes(ctx, input);
  const body = await writeTable({
    sheet: '改造方案',
    title: '改造方案一览',
    notes: [`导出日期 ${ctx.today}，金额单位：元`],
    columns: [
      ...[
        { title: '序号', width: 6 },
        { title: '方案', width: 30 },
        { title: '小区', width: 30 },
      ],
      ...[{ title: '街道（乡镇）', width: 16 }, { title: '状态' }, { title: '版次' }],
      ...[
        { title: '总投资', format: money, width: 18 },
        { title: '上限', format: money, width: 18 },
      ],
      ...[
        { title: '超上限', format: money, width: 18 },
        { title: '最近修改', width: 20 },
      ],
    ],
    rows: rows.map(({ row, estates }, at) => {
      const over =
        row.ceilingFen !== null && row.totalFen > row.ceilingFen ? row.totalFen - row.ceilingFen : null;
      return [
        ...[at + 1, row.title, estates.map(({ name }) => name).join('、')],
        [...new Set(estates.map(({ subdistrictName }) => subdistrictName))].join('、'),
        ...[versionStateNames[stateOf(row)], row.currentNumber, yuan(row.totalFen), yuan(row.ceilingFen)],
        ...[yuan(over), row.updatedAt.toISOString().slice(0, 10)],
      ];
    }),
  });
  return { name: `改造方案-${ctx.today}.xlsx`, mediaType, body };
}

/** One scheme as a bill of quantities: its lines, then its sums. */
export async function exportLines(ctx: Ctx, input: { id: string }): Promise<Download> {
  const scheme = await schemeRow(ctx, input.id);
  const version = await versionRow(ctx.tx, scheme);
  const names = new Map(
    (await surveysOf(ctx, await estateIdsOf(ctx.tx, scheme.id))).map((one) => [one.estateId, one.name]),
  );
  const rows = await lineRows(ctx.tx, version.id);
  const state = versionStateNames[stateOf(version)];
  const body = await writeTables([
    {
      sheet: '工程量清单',
      title: `${version.title}（第 ${version.number} 版，${state}）`,
      notes: [`导出日期 ${ctx.today}，金额单位：元`],
      columns: [
        ...[{ title: '序号', width: 6 }, { title: '小区', width: 18 }, { title: '类别' }],
        ...[{ title: '内容', width: 18 }, { title: '专业' }, { title: '部位', width: 20 }, { title: '单位' }],
        ...[
          { title: '数量', format: '#,##0.###' },
          { title: '单价', format: money, width: 14 },
        ],
        ...[
          { title: '工程费', format: money, width: 16 },
          { title: '分摊后金额', format: money, width: 16 },
        ],
        ...[
          { title: '理由', width: 30 },
          { title: '单价依据', width: 30 },
          { title: '备注', width: 20 },
        ],
      ],
      rows: rows.map((row, at) => {
        const line = lineOf(row);
        return [
          ...[at + 1, names.get(line.estateId) ?? '', classNames[line.class], line.itemTitle, line.trade],
          ...[line.place, line.unit, Number(textFromMilli(line.quantityMilli)), yuan(line.unitPriceFen)],
          ...[yuan(row.worksFen), yuan(row.amountFen), line.why, line.priceBasis, line.note],
        ];
      }),
    },
    {
      sheet: '投资汇总',
      columns: [
        { title: '项', width: 24 },
        { title: '金额', format: money, width: 20 },
        { title: '说明', width: 40 },
      ],
      rows: [
        ['工程费', yuan(version.worksFen), ''],
        ['工程建设其他费', yuan(version.otherFen), `工程费的 ${percentFromBp(version.otherBp)}%`],
        ['预备费', yuan(version.contingencyFen), `费率 ${percentFromBp(version.contingencyBp)}%`],
        ['总投资', yuan(version.totalFen), ''],
        ['上限', yuan(version.ceilingFen), version.ceilingBasis],
      ],
    },
  ]);
  return { name: `${version.title}-工程量清单-${ctx.today}.xlsx`, mediaType, body };
}
