import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetStanding, estimateStanding, excessOver, raisesLimit } from './investment.ts';
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

describe('一个人的登记不提高限额', () => {
  it('正好等于现有金额不算提高，多一分就须另一人确认；超概算的核定一律须确认，报告不须', () => {
    fc.assert(
      fc.property(fen, (holds) => {
        for (const kind of ['estimate', 'preliminaryBudget'] as const) {
          expect(raisesLimit(kind, holds, holds)).toBe(false);
          expect(raisesLimit(kind, holds + 1n, holds)).toBe(true);
          expect(raisesLimit(kind, holds, null)).toBe(false);
        }
        expect(raisesLimit('excess', 1n, holds)).toBe(true);
        expect(raisesLimit('excess', 1n, null)).toBe(true);
        expect(raisesLimit('report', holds + 1n, holds)).toBe(false);
      }),
    );
  });

  it('早于现行概算的核定不再算数', () => {
    const excess = { amountFen: 120n, decidedOn: '2026-11-10' };
    expect(excessOver({ amountFen: 100n, decidedOn: '2026-11-11' }, excess)).toBeNull();
    expect(excessOver({ amountFen: 100n, decidedOn: '2026-11-10' }, excess)).toBe(120n);
    expect(excessOver(null, excess)).toBe(120n);
    expect(excessOver(null, null)).toBeNull();
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
