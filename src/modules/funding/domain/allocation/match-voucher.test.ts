import { describe, expect, it } from 'vitest';
import { type MatchTarget, rankTargets, surelyMatches } from './match-voucher.ts';

const target = (id: string, change: Partial<MatchTarget> = {}): MatchTarget => ({
  id,
  openFen: 100n,
  payee: '甲公司（集团）',
  documentNumbers: ['鲁财建指〔2021〕5号'],
  ...change,
});
const payment = { amountFen: 100n, payee: '甲公司(集团)', documentNumber: '鲁财建指〔2021〕5号' };

describe('凭证对应', () => {
  it('支付：金额、收款人、文号都合且只有一个，自动对应；括号全角半角算同一家', () => {
    expect(surelyMatches(payment, [target('a'), target('b', { openFen: 99n })])?.id).toBe('a');
    expect(surelyMatches({ ...payment, documentNumber: null }, [target('a')])?.id).toBe('a');
  });
  it('两个都合、收款人不同、文号不同、金额不同：不自动，留在凭证台', () => {
    expect(surelyMatches(payment, [target('a'), target('b')])).toBeNull();
    expect(surelyMatches(payment, [target('a', { payee: '乙公司' })])).toBeNull();
    expect(surelyMatches({ ...payment, documentNumber: '别的〔2021〕1号' }, [target('a')])).toBeNull();
    expect(surelyMatches({ ...payment, amountFen: 60n }, [target('a')])).toBeNull();
  });
  it('到账：写明文号、不超过应到的，可以分次；没有文号的不自动', () => {
    const source = target('s', { payee: null });
    expect(surelyMatches({ ...payment, amountFen: 60n }, [source])?.id).toBe('s');
    expect(surelyMatches({ ...payment, amountFen: 101n }, [source])).toBeNull();
    expect(surelyMatches({ ...payment, documentNumber: null }, [source])).toBeNull();
  });
  it('候选按相合的多少排列', () => {
    const list = [target('c', { openFen: 1n, payee: '乙' }), target('b', { payee: '乙' }), target('a')];
    expect(rankTargets(payment, list).map(({ target: one }) => one.id)).toEqual(['a', 'b', 'c']);
  });
});
