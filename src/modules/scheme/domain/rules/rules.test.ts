import { describe, expect, it } from 'vitest';
import type { Line } from '../lines/line.ts';
import type { CatalogueEntry, EstateSurvey } from './catalogue.ts';
import { type CheckInput, checkScheme } from './check.ts';
import { firstQuantity, suggestLines } from './suggest.ts';

const entry = (item: string, change: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  ...{ item, title: item, class: 'basic', role: 'main', unit: '㎡', trade: '土建', per: 'floorM2' },
  ...{ factor: '1', conditions: ['poor', 'missing'], digGroup: null, needs: [], opinions: [], permits: [] },
  price: { yuan: '10.5', source: '公布值', year: 2026, verified: false },
  ...change,
});
const catalogue = [
  entry('gas', { digGroup: 'underground', unit: '户', per: 'household' }),
  entry('water', { digGroup: 'underground' }),
  entry('road'),
  entry('lifts', { class: 'improvement', conditions: [], needs: ['water'] }),
];
const estate: EstateSurvey = {
  ...{ estateId: 'e', name: '幸福小区', floorAreaCm2: 100_000_000n, households: 100 },
  ...{ entrances: 16, buildings: null, condition: { gas: 'missing', water: 'good', road: 'fair' } },
};
const line = (item: string, change: Partial<Line> = {}): Line => ({
  ...{ id: item, estateId: 'e', item, itemTitle: item, class: 'basic', trade: '', place: '', unit: '' },
  ...{ quantityMilli: 1000n, unitPriceFen: 1n, why: '', priceBasis: '', note: '', ...change },
});
const lift = line('lifts', { class: 'improvement' });
const input = (lines: readonly Line[], change: Partial<CheckInput> = {}): CheckInput => ({
  ...{ lines, estates: [estate], catalogue, totalFen: 1n, ceilingFen: null },
  order: { improvementNeeds: ['basic'], enhancementNeeds: ['basic'] },
  digGroups: [{ id: 'underground', title: '地下管线', restoredBy: 'road', clause: '五(一)' }],
  ...change,
});
const codes = (of: CheckInput) => checkScheme(of).map(({ code, level }) => `${code} ${level}`);

describe('四(一)1：按现状和居民选择建议', () => {
  it('缺失的供气建议改造，一般的不建议；每项写明理由', () => {
    const found = suggestLines(estate, catalogue, null);
    expect(found.map(({ item, suggested, why }) => [item, suggested, why])).toEqual([
      ['gas', true, '摸底现状为“缺失”'],
      ['water', false, '摸底现状为“好”'],
      ['road', false, '摸底现状为“一般”'],
      ['lifts', false, '尚无居民选择结果'],
    ]);
  });

  it('居民选定的建议列入', () => {
    const chosen = { title: '内容选择', winners: new Map([['lifts', '得票最多']]) };
    expect(suggestLines(estate, catalogue, chosen).at(-1)).toMatchObject({
      suggested: true,
      why: '居民在“内容选择”中选定：得票最多',
    });
  });

  it('数量按摸底推算，成件的取整，不知道的留空', () => {
    expect(firstQuantity(estate, entry('road', { factor: '0.09' }))).toBe(900_000n);
    expect(firstQuantity(estate, entry('x', { unit: '套', per: 'entrance', factor: '0.1' }))).toBe(2000n);
    expect(firstQuantity(estate, entry('x', { per: 'building' }))).toBeNull();
    expect(firstQuantity(estate, entry('x', { per: null }))).toBeNull();
  });
});

describe('四(一)2：完善类以完成基础类为前提', () => {
  it('供气缺失又未列入，电梯不能列；列入了就能', () => {
    expect(codes(input([lift]))).toEqual(['order refused']);
    expect(codes(input([lift, line('gas'), line('road')]))).toEqual([]);
  });

  it('现状没有登记的只提醒', () => {
    const unknown = { ...estate, condition: { ...estate.condition, gas: null } };
    expect(codes(input([lift], { estates: [unknown] }))).toEqual(['unknown warning']);
  });

  it('行的次序不改变结论', () => {
    const lines = [lift, line('road'), line('water')];
    expect(codes(input(lines)).toSorted()).toEqual(codes(input(lines.toReversed())).toSorted());
  });
});

describe('五(一)：一次开挖', () => {
  it('铺路而缺失的供气不列入，要提醒；开挖而不恢复路面，也要提醒', () => {
    expect(codes(input([line('road')]))).toEqual(['digOnce warning']);
    expect(codes(input([line('gas')]))).toEqual(['restore warning']);
  });

  it('上限与空方案', () => {
    expect(codes(input([line('gas'), line('road')], { totalFen: 2n, ceilingFen: 1n }))).toEqual([
      'ceiling refused',
    ]);
    expect(codes(input([]))).toEqual(['empty refused']);
  });
});
