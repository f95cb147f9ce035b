import { describe, expect, test } from 'vitest';
import { pointsOf } from './factor.ts';
import type { EstateFacts } from './facts.ts';
import { judgeWish } from './wish.ts';

const ledger: EstateFacts = {
  subdistrict: null,
  land: null,
  builtYear: null,
  condition: {},
  management: null,
  demolition: null,
  households: 100,
  population: null,
  buildings: null,
  entrances: null,
  floorAreaM2: null,
  agree: 10,
  pay: 10,
  papers: null,
};
const wish = { yes: 90, answered: 100, households: 120, title: '改造意愿征询', closedOn: '2026-11-22' };
const share = { kind: 'share', of: 'pay', over: 'households' } as const;

describe('意愿征询的冻结数字（五(二) 居民出资、三 改造意愿）', () => {
  test('有征询用征询的数和它自己的总户数，说明出处；没有仍用台账', () => {
    const surveyed = { ...ledger, agree: 90, pay: 90, surveyed: { agree: wish, pay: wish } };
    const source = '据意愿征询“改造意愿征询”（2026-11-22 结束，120 户中 100 户答复）';
    expect(judgeWish(surveyed, { threshold: '0.75' })).toMatchObject({ met: 'yes' });
    expect(judgeWish(surveyed, { threshold: '0.76' })).toMatchObject({ met: 'no', missing: '还差 2 户同意' });
    expect(judgeWish(surveyed, { threshold: '0.75' }).evidence).toContain(source);
    expect(pointsOf(surveyed, share)).toMatchObject({ points: 75, known: true });
    expect(pointsOf(surveyed, share).input).toContain(source);
    expect(pointsOf(ledger, share)).toMatchObject({ points: 10, input: '愿意出资户数 10，户数 100' });
  });
  test('只问过一项的征询只替换那一项', () => {
    const half = { ...ledger, pay: 90, surveyed: { agree: null, pay: wish } };
    expect(judgeWish(half, { threshold: '0.5' }).evidence).toContain('同意 10 户，占 100 户');
    expect(pointsOf(half, share).points).toBe(75);
  });
});
