import exceljs from 'exceljs';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import type { assessmentQuery } from '../contract.ts';
import { stateNames } from '../domain/application.ts';
import type { ConditionVerdict } from '../domain/eligibility.ts';
import type { FactorScore } from '../domain/score.ts';
import { type AssessmentRow, orderedAssessments, presentAssessment } from './assessments.query.ts';
import { type Standing, standingsOf } from './standing.query.ts';

const verdictNames = { yes: '符合', no: '不符合', unknown: '未知' } as const;
const targetNames = { must: '必改', aspire: '力争' } as const;

const listHeads = [
  ...['序号', '街道（乡镇）', '社区', '小区', '资格', '类别', '得分', '建成年份', '楼栋数', '户数'],
  ...['建筑面积（万㎡）', '不符合的条件', '未知的条件', '申请', '争议', '项目编号'],
];

const conditionsOf = (row: AssessmentRow) => row.conditions as unknown as ConditionVerdict[];
const factorsOf = (row: AssessmentRow) => row.factors as unknown as FactorScore[];

/** One row per estate, the columns of the list. */
function listRow(row: AssessmentRow, index: number, standing: Standing | undefined) {
  const one = presentAssessment(row, standing);
  const names = (met: string) =>
    conditionsOf(row)
      .filter((each) => each.met === met)
      .map((each) => each.title)
      .join('、');
  const area = row.floorAreaCm2 === null ? null : Number(row.floorAreaCm2) / 100_000_000;
  return [
    ...[index + 1, one.subdistrictName, one.community, one.name, verdictNames[one.eligible]],
    ...[one.target && targetNames[one.target], one.score, one.builtYear, row.buildings, one.households, area],
    ...[names('no'), names('unknown'), one.state && stateNames[one.state], one.disputed ? '有' : ''],
    one.projectCode,
  ];
}

function addSheet(
  book: exceljs.Workbook,
  name: string,
  heads: readonly string[],
  rows: readonly unknown[][],
) {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...heads]).font = { bold: true };
  for (const row of rows) sheet.addRow(row);
  for (const column of sheet.columns) column.width = 16;
}

/** The list as asked for, as a workbook: estates, then the evidence of each condition and factor. */
export async function exportAssessments(
  ctx: Ctx,
  filter: z.infer<typeof assessmentQuery>,
): Promise<Download> {
  const { values, version } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const rows = await orderedAssessments(ctx, filter, values['score.tieBreak']).execute();
  const standings = await standingsOf(ctx);
  const book = new exceljs.Workbook();
  addSheet(
    book,
    '资格与评分',
    listHeads,
    rows.map((row, index) => listRow(row, index, standings.get(row.estateId))),
  );
  const conditions = rows.flatMap((row) =>
    conditionsOf(row).map((one) => [
      ...[row.name, one.title, one.clause, verdictNames[one.met], one.evidence, one.missing],
    ]),
  );
  addSheet(book, '资格依据', ['小区', '条件', '条款', '是否符合', '证据', '缺什么'], conditions);
  const factors = rows.flatMap((row) =>
    factorsOf(row).map((one) => [
      ...[row.name, one.title, one.basis, one.weight, one.points, one.contribution, one.input, one.formula],
    ]),
  );
  addSheet(book, '得分依据', ['小区', '因素', '依据', '权重', '得分', '加权得分', '输入', '算式'], factors);
  addSheet(
    book,
    '说明',
    ['项', '内容'],
    [
      ['规则版本', version],
      ['导出日期', ctx.today],
      ['数据范围', ctx.actor.scope],
    ],
  );
  return {
    name: `资格与评分-${ctx.today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: Buffer.from(await book.xlsx.writeBuffer()),
  };
}
