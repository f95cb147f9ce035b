import { describe, expect, it } from 'vitest';
import { classesOfCell, classOptions, fenOfCell, householdsOfCell, wanCell } from './budget-cells.ts';

describe('资金盘子的格子', () => {
  it('万元读成分，可带千分位；负数和文字不收', () => {
    expect(fenOfCell('1,500.5')).toBe('1500500000');
    expect(fenOfCell('')).toBe('0');
    expect(fenOfCell('-1')).toBeNull();
    expect(fenOfCell('若干')).toBeNull();
    expect(fenOfCell('1.1234567')).toBeNull();
  });

  it('分写成万元，去掉多余的零；写出的都读得回', () => {
    expect(wanCell('1500500000')).toBe('1500.5');
    expect(wanCell('0')).toBe('');
    for (const fen of ['1', '1000000', '123456789']) expect(fenOfCell(wanCell(fen))).toBe(fen);
  });

  it('类别和户数同样可读回；空白户数是不限', () => {
    for (const option of classOptions) expect(classesOfCell(option)).toBeDefined();
    expect(classesOfCell('其他')).toBeUndefined();
    expect(householdsOfCell('1,200户')).toBe(1200);
    expect(householdsOfCell(' ')).toBeNull();
    expect(householdsOfCell('很多')).toBeUndefined();
  });
});
