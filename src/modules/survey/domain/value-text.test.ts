import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estateFields, fieldOf } from './estate-fields.ts';
import { parseValue, valueText } from './value-text.ts';

const field = (key: string) => {
  const found = fieldOf(key);
  if (!found) throw new Error(key);
  return found;
};
const parse = (key: string, text: string) => parseValue(field(key), text);

describe('表格里填的文字', () => {
  it('与台账同样读法：全角、千分位、万、单位、√', () => {
    expect(parse('households', '１２０户')).toEqual({ value: 120 });
    expect(parse('population', '1,234')).toEqual({ value: 1234 });
    expect(parse('floorAreaM2', '1.5万')).toEqual({ value: 15_000 });
    expect(parse('builtYear', '1998年')).toEqual({ value: 1998 });
    expect(parse('builtOn', '1998/6/3')).toEqual({ value: '1998-06-03' });
    expect(parse('urban', '√')).toEqual({ value: true });
    expect(parse('water', '差')).toEqual({ value: 'poor' });
    expect(parse('aliases', '甲、乙')).toEqual({ value: ['甲', '乙'] });
  });

  it('空白是“不知道”，名称除外', () => {
    expect(parse('households', ' ')).toEqual({ value: null });
    expect(parse('note', '')).toEqual({ value: '' });
    expect(parse('aliases', '')).toEqual({ value: [] });
    expect(parse('name', '')).toHaveProperty('fault');
  });

  it.each([
    ['households', '很多'],
    ['households', '12.5'],
    ['households', '-1'],
    ['floorAreaM2', '0'],
    ['builtYear', '98'],
    ['builtOn', '2021-02-30'],
    ['land', '其他'],
    ['lon', '190'],
    ['urban', '也许'],
    ['agree', '85%'],
  ])('%s 填“%s”得到一句话', (key, text) => {
    const parsed = parse(key, text);
    expect('fault' in parsed ? parsed.fault : '').toMatch(/[\u4e00-\u9fff]/);
  });

  it('写出来的文字读回来是同一个值', () => {
    const known = estateFields.filter(({ kind }) => kind === 'choice' || kind === 'flag');
    for (const each of known)
      for (const value of each.kind === 'flag'
        ? [true, false]
        : (each.options ?? []).map(([option]) => option))
        expect(parseValue(each, valueText(each, value))).toEqual({ value });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (value) => {
        expect(parse('households', valueText(field('households'), value))).toEqual({ value });
      }),
    );
  });

  it('什么文字都不会出错', () => {
    fc.assert(
      fc.property(fc.constantFrom(...estateFields), fc.string(), (each, text) => {
        const parsed = parseValue(each, text);
        expect('fault' in parsed || 'value' in parsed).toBe(true);
      }),
    );
  });
});
