import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cm2FromM2, m2FromCm2 } from './area.ts';
import { day, yearOf } from './day.ts';
import { fenFromWan, wanText } from './money.ts';
import { isWithin, levelOf, regionCode } from './region.ts';

describe('金额：整数分', () => {
  it('万元文本与分互换不差一分', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (fen) => {
        expect(fenFromWan(wanText(fen, 6))).toBe(fen);
      }),
    );
  });
  it('四舍五入到两位，负数对称', () => {
    expect(wanText(1_234_567n)).toBe('1.23');
    expect(wanText(1_235_000n)).toBe('1.24');
    expect(wanText(-1_235_000n)).toBe('-1.24');
    expect(wanText(-1n)).toBe('0.00');
  });
  it.each(['', '1.2345678', '一万', '1e3', '1,000'])('不认 %j', (text) => {
    expect(() => fenFromWan(text)).toThrow(RangeError);
  });
});

describe('面积：整数平方厘米', () => {
  it('两位小数的平方米往返不变', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (hundredths) => {
        const m2 = hundredths / 100;
        expect(m2FromCm2(cm2FromM2(m2))).toBe(m2);
      }),
    );
  });
  it('不认非数', () => {
    expect(() => cm2FromM2(Number.NaN)).toThrow(RangeError);
  });
});

describe('日期', () => {
  it('只认真有的日子', () => {
    expect(yearOf(day('2024-02-29'))).toBe(2024);
    for (const text of ['2023-02-29', '2024-13-01', '2024-1-1', '昨天'])
      expect(() => day(text)).toThrow(RangeError);
  });
});

describe('区划代码', () => {
  it('逐级包含', () => {
    expect(levelOf(regionCode('371503001001'))).toBe('community');
    expect(isWithin('371503001001', '371503')).toBe(true);
    expect(isWithin('371504001', '371503')).toBe(false);
    expect(() => regionCode('3715030')).toThrow(RangeError);
  });
});
