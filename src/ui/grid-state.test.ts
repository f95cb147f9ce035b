import { describe, expect, test } from 'vitest';
import {
  applyChanges,
  emptyGrid,
  fillDown,
  type GridRow,
  isDirty,
  parseBlock,
  pasteChanges,
  textAt,
  undo,
} from './grid-state.ts';

const rows: readonly GridRow[] = [
  { key: 'a', values: { name: '甲', year: '1998' } },
  { key: 'b', values: { name: '乙', year: '1999' } },
  { key: 'c', values: { name: '丙', year: '2000' } },
];
const columns = [{ key: 'name', fixed: true }, { key: 'year' }, { key: 'note' }];
const at = (place: number): GridRow => rows[place] ?? { key: '', values: {} };

describe('表格粘贴、填充与撤销', () => {
  test('改回原值就不算改动', () => {
    const once = applyChanges(emptyGrid, [{ row: at(0), column: 'year', text: '1997' }]);
    expect(isDirty(once, at(0), 'year')).toBe(true);
    const back = applyChanges(once, [{ row: at(0), column: 'year', text: '1998' }]);
    expect(back.edits).toEqual({});
  });

  test('解析从表格软件复制的单元格块', () => {
    expect(parseBlock('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(parseBlock('"甲\n乙"\t"说 ""好"""\nx\t')).toEqual([
      ['甲\n乙', '说 "好"'],
      ['x', ''],
    ]);
    expect(parseBlock('单个')).toEqual([['单个']]);
    expect(parseBlock('')).toEqual([]);
  });

  test('粘贴按落点写入，落在固定列或表外的数出来', () => {
    const { changes, lost } = pasteChanges(rows, columns, parseBlock('1\t2\n3\t4'), { top: 2, left: 1 });
    expect(changes.map(({ row, column, text }) => [row.key, column, text])).toEqual([
      ['c', 'year', '1'],
      ['c', 'note', '2'],
    ]);
    expect(lost).toBe(2);
    expect(pasteChanges(rows, columns, [['改名']], { top: 0, left: 0 }).lost).toBe(1);
  });

  test('向下填充是一步，撤销一次全部收回', () => {
    const filled = applyChanges(emptyGrid, fillDown(emptyGrid, rows, 'year'));
    expect(rows.map((row) => textAt(filled, row, 'year'))).toEqual(['1998', '1998', '1998']);
    expect(undo(filled).edits).toEqual({});
    expect(undo(emptyGrid)).toBe(emptyGrid);
  });
});
