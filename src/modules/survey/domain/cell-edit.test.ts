import { expect, test } from 'vitest';
import { testParams } from '#test/support/sheets.ts';
import { readCellText, readPaste } from './cell-edit.ts';
import type { EstateField } from './ledger.ts';

const read = (field: EstateField, text: string) => {
  const reading = readCellText(field, text, testParams);
  return 'value' in reading ? reading.value : reading.fault;
};

test.each<[EstateField, string, unknown]>([
  ['name', ' 甲 园 ', '甲园'],
  ['subdistrict', '振兴街办', '990101001'],
  ['builtYear', '1998年6月', 1998],
  ['floorAreaM2', '1.57万㎡', 15_700],
  ['households', '1,200户', 1200],
  ['land', '国有划拨', 'state'],
  ['demolition', '×', false],
  ['papers', '齐全', 'complete'],
  ['water', '较差', 'poor'],
  ['lon', '116°16′10″', 116.269444],
  ['pay', '', null],
  ['builtYear', '不详', null],
  ['households', '0', '应大于零。'],
  ['buildings', '-1', '不能是负数。'],
  ['builtYear', '1996-1998', '“1996-1998”有多个年份，请填一个。'],
  ['water', '坏', '“坏”不是好、一般、差、缺失之一。'],
  ['name', '', '小区名称不能为空。'],
  ['subdistrict', '城关镇', '“城关镇”不在街道、乡镇名录中。'],
])('%s “%s”', (field, text, expected) => expect(read(field, text)).toEqual(expected));

test('a copied block becomes edits; quoted cells, blank cells, locked columns and the last line break', () => {
  const edits = readPaste('甲园\tx\t120户\r\n"乙\n园"\ty\t\r\n', ['name', null, 'households'], testParams);
  expect(edits).toEqual([
    { row: 0, field: 'name', text: '甲园', value: '甲园' },
    { row: 0, field: 'households', text: '120户', value: 120 },
    { row: 1, field: 'name', text: '乙\n园', value: '乙园' },
    { row: 1, field: 'households', text: '', value: null },
  ]);
});

test('a block wider than the grid keeps what fits; a faulty cell says why', () => {
  const edits = readPaste('abc\t9\t9', ['households'], testParams);
  expect(edits).toEqual([{ row: 0, field: 'households', text: 'abc', fault: '“abc”不是整数。' }]);
});
