import { describe, expect, test } from 'vitest';
import { disputeGate, disputePapers } from './dispute.ts';

const params = { minRounds: 2, required: disputePapers };
const complete = {
  rounds: ['2021-05-01', '2021-04-01'],
  papers: { riskAssessment: '2021-04-10', emergencyPlan: '2021-04-11', agreement: '2021-05-01' },
  objections: [],
};

describe('五(二)：争议项目意见统一后再实施', () => {
  test('论证、风险评估、应急预案、意见统一齐备，解除暂缓', () => {
    expect(disputeGate(complete, params)).toEqual({ held: false, lacking: [] });
  });

  test.each(disputePapers)('缺 %s 仍暂缓', (paper) => {
    const gate = disputeGate({ ...complete, papers: { ...complete.papers, [paper]: null } }, params);
    expect(gate.held).toBe(true);
    expect(gate.lacking).toHaveLength(1);
  });

  test('论证轮数不足仍暂缓', () => {
    expect(disputeGate({ ...complete, rounds: ['2021-05-01'] }, params).lacking).toEqual([
      '论证 1 轮，还差 1 轮',
    ]);
  });

  test('列为争议的异议没有了结，材料齐备也仍暂缓', () => {
    const gate = disputeGate({ ...complete, objections: ['YY-1-1', 'YY-1-2'] }, params);
    expect(gate).toEqual({ held: true, lacking: ['异议 YY-1-1、YY-1-2 尚未了结'] });
  });

  test('意见统一之后又起争论，须重新统一', () => {
    expect(disputeGate({ ...complete, rounds: [...complete.rounds, '2021-06-01'] }, params).held).toBe(true);
  });
});
