import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetStanding, estimateStanding } from './investment.ts';
import { isRelaxing, unmetChecks } from './variance.ts';

const tenth = { num: 10n, den: 100n };
const fen = fc.bigInt({ min: 1n, max: 10n ** 14n });

describe('政府投资条例 12：概算与估算', () => {
  it('正好超 10% 不算超，多一分就算', () => {
    fc.assert(
      fc.property(fen, (n) => {
        const estimateFen = n * 10n;
        const at = estimateFen + n;
        const state = (preliminaryFen: bigint, reportedFen: bigint | null = null) =>
          estimateStanding({ estimateFen, preliminaryFen, reportedFen }, tenth).state;
        expect(state(at)).toBe('within');
        expect(state(at + 1n)).toBe('mustReport');
        expect(state(at + 1n, at)).toBe('mustReport');
        expect(state(at + 1n, at + 1n)).toBe('reported');
      }),
    );
  });

  it('不因取整而放过：估算不是 10 的倍数时也按整数比较', () => {
    const of = (estimateFen: bigint, preliminaryFen: bigint) =>
      estimateStanding({ estimateFen, preliminaryFen, reportedFen: null }, tenth).mayGoOn;
    expect([of(9n, 9n), of(9n, 10n), of(11n, 12n), of(11n, 13n)]).toEqual([true, false, true, false]);
    expect(
      estimateStanding({ estimateFen: null, preliminaryFen: 9n, reportedFen: null }, tenth),
    ).toMatchObject({
      state: 'noEstimate',
      mayGoOn: true,
    });
  });
});

describe('政府投资条例 23：超过核定的概算', () => {
  it('一分也须先有核定，核定多少只到多少', () => {
    fc.assert(
      fc.property(fen, fen, (budgetFen, over) => {
        const plannedFen = budgetFen + over;
        const of = (approvedFen: bigint | null) => budgetStanding({ budgetFen, plannedFen, approvedFen });
        expect(of(null)).toEqual({ state: 'needsApproval', overFen: over, mayGoOn: false });
        expect(of(plannedFen - 1n).mayGoOn).toBe(false);
        expect(of(plannedFen).state).toBe('approved');
        expect(budgetStanding({ budgetFen: plannedFen, plannedFen, approvedFen: null }).state).toBe('within');
      }),
    );
  });
});

describe('七(三)', () => {
  it('放宽是变大；密度不超过 100%', () => {
    expect(isRelaxing('density', '30', '32.5')).toBe(true);
    expect(isRelaxing('density', '30', '100.001')).toBe(false);
    expect(isRelaxing('floorAreaRatio', '1.5', '1.50')).toBe(false);
    expect(isRelaxing('floorAreaRatio', '1.5', '一')).toBe(false);
  });

  it('每项强制性标准都要通过并写明依据', () => {
    const required = [
      { id: 'a', title: '日照' },
      { id: 'b', title: '防火' },
    ];
    const met = { id: 'a', title: '日照', passed: true, basis: '报告' };
    expect(unmetChecks(required, [met])).toEqual(['防火']);
    expect(unmetChecks(required, [met, { ...met, id: 'b', basis: ' ' }])).toEqual(['防火']);
    expect(unmetChecks(required, [met, { ...met, id: 'b' }])).toEqual([]);
  });
});
