import { describe, expect, it } from 'vitest';
import { othersPhrase, ownWhy } from './own-why.ts';

describe('只看本街道的人看到的理由', () => {
  it('不提别的小区的名字，其余一字不改', () => {
    const own = '优先分60，居第3位（共30个）；必改。排在2022年，因为更早的年份排不下';
    const why = `${own}${othersPhrase}甲小区（必改，65分，96户）、乙小区（必改，62分，168户）。`;
    expect(ownWhy(why)).toBe(`${own}。占用同一限额的还有其他小区。`);
    expect(ownWhy(`${own}。`)).toBe(`${own}。`);
  });
});
