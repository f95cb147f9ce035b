import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sheet, type Written } from '#test/support/sheets.ts';
import { readRoll } from './read-roll.ts';

const cell = fc.oneof(
  fc.constantFrom<Written>(
    '1号楼',
    '2-101',
    '3-2-101',
    '室',
    '-',
    '——',
    '未售',
    '张三、李四',
    '共有',
    0,
    -1,
    1e17,
    '待测',
    null,
    true,
    '合计',
    '7号楼',
  ),
  fc.string({ maxLength: 12 }),
  fc.double({ noNaN: true }),
);
it('whatever stands in the cells, every part has a room and every refused row says why', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 12, maxLength: 12 }), { maxLength: 12 }), (rows) => {
      const head = [
        '序号',
        '小区名称',
        '楼号',
        '单元',
        '房号',
        '楼层',
        '用途',
        '面积',
        '业主姓名',
        '身份证号',
        '电话',
        '使用人',
      ];
      const reading = readRoll([sheet('名册', [head, ...rows])], { estateNames: ['某小区'] });
      if (!reading) return;
      for (const part of reading.parts) {
        expect(part.place.room).not.toBe('');
        expect(part.areaCm2 === null || (Number.isSafeInteger(part.areaCm2) && part.areaCm2 > 0)).toBe(true);
        expect(part.floor === null || (part.floor >= -10 && part.floor <= 200)).toBe(true);
        expect(part.owners.every(({ name }) => name !== '')).toBe(true);
      }
      for (const line of reading.lines)
        expect(line.part !== null || line.issues.some(({ severity }) => severity === 'rejected')).toBe(true);
    }),
    { numRuns: 500 },
  );
});
