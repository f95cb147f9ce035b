import { describe, expect, it } from 'vitest';
import { explainPlan, leftOutMusts } from './explain.ts';
import type { Candidate, Instance } from './instance.ts';
import { buildModel } from './model.ts';
import { planResult } from './result.ts';

const estate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  subdistrict: 's1',
  households: 100,
  must: true,
  score: 80,
  willingness: 0.9,
  need: { basic: 100 },
  held: false,
  ...more,
});

const instance: Instance = {
  startYears: [2021, 2022],
  payYears: [2021, 2022],
  classes: ['basic'],
  sources: [{ id: 'central', classes: ['basic'], carry: false, budget: [150, 112] }],
  utilities: [],
  subdistricts: [{ id: 's1', capacity: [200, 150] }],
  candidates: [
    estate('A'),
    estate('B', { score: 70 }),
    estate('C', { score: 60 }),
    estate('D', { held: true }),
    estate('E', { pin: 2022, households: 10, need: { basic: 12 } }),
    estate('F', { forbid: [2021, 2022], must: false }),
  ],
  objective: { yearWeight: [1, 0.9], deferPenalty: 3, willingnessTie: 0 },
};

const result = planResult(buildModel(instance), {
  starts: [0, 1, -1, -1, 1, -1],
  bound: 1e9,
  optimal: false,
  prices: null,
  seed: 1,
  ms: 0,
});
const said = explainPlan(instance, result, {
  names: { subdistricts: { s1: '振兴街道' }, candidates: { A: '惠民家园' } },
  reasons: { D: '产权纠纷', E: '与道路工程同步' },
});
const why = (id: string): string => said.find((e) => e.id === id)?.why ?? '';

describe('为何是这一年、为何没有列入（五(二)）', () => {
  it('排在后一年的说出前一年差多少钱', () => {
    expect(why('B')).toContain('排在2022年');
    expect(why('B')).toContain('若放在2021年：2021年基础类资金超出50.00万元（需100.00万元，可用50.00万元）');
    expect(why('B')).toContain('惠民家园（必改，80分，100户）');
  });

  it('没有列入的逐年说出资金和能力差多少', () => {
    expect(why('C')).toContain('未列入');
    expect(why('C')).toContain('振兴街道2022年施工能力只剩40户，本小区100户，超出60户');
    expect(why('C')).toContain('2022年基础类资金超出100.00万元（需100.00万元，可用0.00万元）');
  });

  it('暂缓、指定、禁止都带上理由或年份', () => {
    expect(why('D')).toContain('暂缓');
    expect(why('D')).toContain('产权纠纷');
    expect(why('E')).toContain('已指定在2022年开工（理由：与道路工程同步）');
    expect(why('F')).toContain('已指定不得在2021年开工');
  });

  it('能排在效益最高的年份时如实说', () => {
    expect(why('A')).toContain('效益最高的年份');
  });

  it('没有列入的必改逐一列出', () => {
    expect(leftOutMusts(said).map((e) => e.id)).toEqual(['D', 'C']);
  });
});
