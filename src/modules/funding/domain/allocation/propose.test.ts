import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  earmarkBreach,
  type ProposalEstate,
  type ProposalNeed,
  type ProposalSource,
  type ProposalWeights,
  proposeAllocation,
} from './propose.ts';

const weights: ProposalWeights = { area: 100, households: 0, buildings: 0, estates: 0, classNeed: 0, gap: 0 };
const source = (id: string, change: Partial<ProposalSource> = {}): ProposalSource => ({
  id,
  regionCode: '371503',
  availableFen: 100n,
  classes: ['basic', 'improvement'],
  estates: null,
  excludedItems: [],
  ...change,
});
const need = (
  estateId: string,
  item: string,
  needFen: bigint,
  change: Partial<ProposalNeed> = {},
): ProposalNeed => ({
  projectId: 'p',
  estateId,
  item,
  itemClass: 'basic',
  regionCode: '371503001',
  needFen,
  ...change,
});
const estate = (estateId: string, areaCm2: bigint): ProposalEstate => ({
  estateId,
  areaCm2,
  households: 1n,
  buildings: 1n,
});

describe('资金使用方案的建议', () => {
  it('按面积三比一；到了需求上限的让出来给别人', () => {
    const estates = [estate('a', 3n), estate('b', 1n)];
    const first = proposeAllocation(
      [source('s')],
      [need('a', 'roof', 500n), need('b', 'roof', 500n)],
      estates,
      weights,
    );
    expect(first.lines.map((one) => [one.estateId, one.amountFen])).toEqual([
      ['a', 75n],
      ['b', 25n],
    ]);
    const capped = proposeAllocation(
      [source('s')],
      [need('a', 'roof', 10n), need('b', 'roof', 500n)],
      estates,
      weights,
    );
    expect(capped.lines.map((one) => [one.estateId, one.amountFen])).toEqual([
      ['a', 10n],
      ['b', 90n],
    ]);
  });

  it('专款专用：电梯不用排除它的钱，完善类不用基础类的钱；限制严的先用', () => {
    const lift = need('a', 'lifts', 60n, { itemClass: 'improvement' });
    const narrow = source('窄', { classes: ['basic'], availableFen: 50n });
    const wide = source('宽', { availableFen: 100n });
    expect(earmarkBreach(narrow, lift)).toBe('class');
    expect(earmarkBreach(source('x', { excludedItems: ['lifts'] }), lift)).toBe('item');
    expect(earmarkBreach(source('x', { estates: ['b'] }), lift)).toBe('estate');
    expect(earmarkBreach(source('x', { regionCode: '371503002' }), lift)).toBe('region');
    const { lines, leftFen } = proposeAllocation(
      [wide, narrow],
      [lift, need('a', 'roof', 50n)],
      [estate('a', 1n)],
      weights,
    );
    expect(lines.map((one) => [one.sourceId, one.item, one.amountFen])).toEqual([
      ['窄', 'roof', 50n],
      ['宽', 'lifts', 60n],
    ]);
    expect([...leftFen]).toEqual([
      ['窄', 0n],
      ['宽', 40n],
    ]);
  });

  const classes = ['basic', 'improvement', 'enhancement'] as const;
  const anySource = fc.record({
    id: fc.constantFrom('s1', 's2', 's3', 's4'),
    regionCode: fc.constantFrom('371503', '371503001'),
    availableFen: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    classes: fc.subarray([...classes], { minLength: 1 }),
    estates: fc.option(fc.subarray(['a', 'b', 'c'], { minLength: 1 })),
    excludedItems: fc.subarray(['lifts', 'roof']),
  });
  const anyNeed = fc.record({
    projectId: fc.constant('p'),
    estateId: fc.constantFrom('a', 'b', 'c'),
    item: fc.constantFrom('lifts', 'roof', 'gas'),
    itemClass: fc.constantFrom(...classes),
    regionCode: fc.constantFrom('371503001', '371503002'),
    needFen: fc.bigInt({ min: 0n, max: 10n ** 11n }),
  });
  const some = fc.record({
    sources: fc.uniqueArray(anySource, { selector: (one) => one.id, maxLength: 4 }),
    needs: fc.uniqueArray(anyNeed, { selector: (one) => `${one.estateId}/${one.item}`, maxLength: 9 }),
    areas: fc.tuple(...['a', 'b', 'c'].map(() => fc.bigInt({ min: 0n, max: 10n ** 12n }))),
    weights: fc.constantFrom(weights, {
      area: 25,
      households: 25,
      buildings: 5,
      estates: 5,
      classNeed: 20,
      gap: 20,
    }),
  });

  it('不超来源、不超需求、不破专款、没有零和负数、钱和需求不会同时剩下、次序无关', () => {
    fc.assert(
      fc.property(some, ({ sources, needs, areas, weights: rule }) => {
        const estates = ['a', 'b', 'c'].map((id, at) => estate(id, areas[at] ?? 0n));
        const { lines, leftFen } = proposeAllocation(sources, needs, estates, rule);
        for (const one of sources) {
          const spent = lines.reduce(
            (sum, line) => (line.sourceId === one.id ? sum + line.amountFen : sum),
            0n,
          );
          expect(spent + (leftFen.get(one.id) ?? 0n)).toBe(one.availableFen);
          expect(spent <= one.availableFen).toBe(true);
        }
        for (const one of needs) {
          const mine = lines.filter((line) => line.estateId === one.estateId && line.item === one.item);
          const got = mine.reduce((sum, line) => sum + line.amountFen, 0n);
          expect(got <= one.needFen).toBe(true);
          for (const line of mine) {
            expect(line.amountFen > 0n).toBe(true);
            const from = sources.find(({ id }) => id === line.sourceId);
            expect(from && earmarkBreach(from, one)).toBeNull();
          }
          if (got < one.needFen)
            for (const from of sources)
              if (earmarkBreach(from, one) === null) expect(leftFen.get(from.id)).toBe(0n);
        }
        const turned = proposeAllocation([...sources].reverse(), [...needs].reverse(), estates, rule);
        const text = (list: typeof lines) =>
          list.map((one) => `${one.sourceId}/${one.estateId}/${one.item}=${one.amountFen}`).sort();
        expect(text(turned.lines)).toEqual(text(lines));
      }),
      { numRuns: 150 },
    );
  });
});
