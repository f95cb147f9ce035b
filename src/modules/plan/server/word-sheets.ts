import type { Cell, Table } from './book-sheets.ts';
import { type PlanBook, verdictNames } from './plan-book.ts';

/** Every estate's answer to 为何是这一年 or 为何没有列入, and how it stands to clause 三. */
export function reasonsTable(book: PlanBook): Table {
  const rows = book.estates.map((one): Cell[] => [
    ...[one.row, one.name, one.start ?? '未列入', one.why],
    one.conditions.map((c) => `${c.title}：${c.met}（${c.evidence}）`).join('；'),
  ]);
  return {
    name: '理由',
    heads: [
      ['台账行', 8],
      ['小区', 22],
      ['计划年度', 10],
      ['为何是这一年或为何没有列入', 110],
      ['资格条件（方案三）', 110],
    ],
    rows,
    bold: [],
  };
}

/** Every 必改 without a year, each with its reason; the first thing a leader looks for. */
export function leftOutTable(book: PlanBook): Table {
  const rows = book.estates
    .filter((one) => one.target === 'must' && one.start === null)
    .sort((a, b) => b.score - a.score)
    .map((one, i): Cell[] => [
      ...[i + 1, one.subdistrict, one.name, one.households, one.score, verdictNames[one.eligible], one.why],
    ]);
  return {
    name: '未列入必改',
    heads: [
      ['序号', 6],
      ['街道(乡镇)', 16],
      ['小区', 22],
      ['户数', 8],
      ['优先分', 9],
      ['资格', 9],
      ['没有列入的理由', 120],
    ],
    rows,
    bold: [],
  };
}

const handled = { accepted: '采用', corrected: '更正', rejected: '不予登记', check: '合计核对' } as const;

export const issuesTable = (book: PlanBook): Table => ({
  name: '被拒行与问题',
  heads: [
    ['台账行', 8],
    ['小区', 22],
    ['处理', 10],
    ['单元格', 10],
    ['问题', 90],
    ['代码', 30],
  ],
  rows: book.issues.map((one) => [
    ...[one.row, one.name, handled[one.verdict], one.cell, one.message, one.code],
  ]),
  bold: [],
});

export const notesTable = (book: PlanBook): Table => ({
  name: '说明',
  heads: [
    ['项', 18],
    ['内容', 100],
  ],
  rows: [...book.notes, ...book.warnings.map((one) => ['提醒', one] as const)],
  bold: [],
});
