import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { readDocument } from '../read-document.ts';
import type { Sheet, Workbook } from '../workbook.ts';
import { writeAnnotatedCopy } from './annotated-copy.ts';
import { writeTable, writeTables } from './table.ts';
import { writeTemplate } from './template.ts';

const ledger: Sheet = {
  name: '台账',
  hidden: false,
  rows: [
    { row: 1, cells: [{ column: 1, kind: 'text', text: '小区台账' }] },
    {
      row: 3,
      cells: [
        { column: 1, kind: 'text', text: '=HYPERLINK("x")' },
        { column: 2, kind: 'number', text: '12.5' },
        { column: 3, kind: 'date', text: '1998-06-30', serial: '35976', format: 'yyyy-mm-dd' },
        { column: 4, kind: 'boolean', text: 'TRUE' },
        { column: 5, kind: 'number', text: '0.85', format: '0.00%' },
      ],
    },
  ],
  merges: [{ top: 1, left: 1, bottom: 1, right: 4 }],
};
const workbook: Workbook = {
  format: 'xlsx',
  sheets: [ledger, { ...ledger, name: '隐', hidden: true }],
  notes: [],
};

test('an annotated copy keeps every value, merge and hidden sheet, and marks each fault', async () => {
  const bytes = await writeAnnotatedCopy(workbook, [
    { sheet: '台账', cell: 'B3', message: '面积有误', severity: 'corrected' },
    { sheet: '台账', cell: 'B3', message: '重复填报', severity: 'rejected' },
    { sheet: '台账', cell: 'F7', message: '空白处', severity: 'warning' },
  ]);
  const copy = await readDocument(bytes, 'copy.xlsx');
  expect(copy.sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([
    ['问题清单', false],
    ['台账', false],
    ['隐', true],
  ]);
  expect(copy.sheets[1]).toEqual(ledger);
  expect(copy.sheets[0]?.rows[1]?.cells.map((cell) => cell.text)).toEqual([
    '1',
    '台账',
    'B3',
    '已更正',
    '面积有误',
  ]);
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as never);
  const cell = book.getWorksheet('台账')?.getCell('B3');
  expect(JSON.stringify(cell?.note)).toContain('【不予登记】重复填报');
  expect(cell?.fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
  expect(book.getWorksheet('台账')?.getCell('A3').formula).toBeUndefined();
});

test('a table has a frozen header, formats, and text that begins like a formula stays text', async () => {
  const bytes = await writeTable({
    sheet: '年度计划/2021',
    title: '计划',
    notes: ['截至 2021-04-10'],
    columns: [{ title: '小区' }, { title: '面积', format: '#,##0.00' }],
    rows: [
      ['=1+1', 3.5],
      ['+甲', null],
      ['@乙\u0001', Number.NaN],
    ],
  });
  const copy = await readDocument(bytes, 'a.xlsx');
  expect(copy.sheets[0]?.name).toBe('年度计划 2021');
  expect(copy.notes).toEqual([]);
  expect(copy.sheets[0]?.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
    ['计划'],
    ['截至 2021-04-10'],
    ['小区', '面积'],
    ['=1+1', '3.5'],
    ['+甲'],
    ['@乙'],
  ]);
});

test('sheets of one name are told apart', async () => {
  const table = { sheet: '表', columns: [{ title: 'a' }], rows: [] };
  const copy = await readDocument(await writeTables([table, table]), 'a.xlsx');
  expect(copy.sheets.map((sheet) => sheet.name)).toEqual(['表', '表 2']);
});

test('a form carries its drop-down lists', async () => {
  const bytes = await writeTemplate({
    guide: { name: '说明', lines: ['一'] },
    sheets: [{ name: '表', columns: [{ title: '甲', group: '组', options: ['是', '否'] }, { title: '乙' }] }],
  });
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as never);
  expect(book.getWorksheet('表')?.getCell('A3').dataValidation).toMatchObject({
    type: 'list',
    formulae: ['选项!$A$1:$A$2'],
  });
  expect(book.getWorksheet('选项')?.state).toBe('hidden');
});
