import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Exclusion, judgeClearance } from './clearance.ts';
import type { EstateFacts } from './facts.ts';

const demolition: Exclusion = { id: 'demolition', title: '拟拆迁改造' };
const shantyTown: Exclusion = { id: 'shantyTown', title: '拟棚户区改造' };
const both = [demolition, shantyTown];

const blank: EstateFacts = {
  subdistrict: null,
  land: null,
  builtYear: null,
  condition: {},
  management: null,
  demolition: null,
  households: null,
  population: null,
  buildings: null,
  entrances: null,
  floorAreaM2: null,
  agree: null,
  pay: null,
  papers: null,
};
type Flag = boolean | null;
const judge = (list: readonly Exclusion[], cleared: Flag, shanty?: Flag) =>
  judgeClearance(
    { ...blank, demolition: cleared, ...(shanty === undefined ? {} : { shantyTown: shanty }) },
    list,
  );

describe('三：拟拆迁或棚改的除外', () => {
  test('台账合为一列的拆迁/棚改，两种情形都以它为准', () => {
    for (const list of [both, [demolition], [shantyTown]]) {
      expect(judge(list, true).met).toBe('no');
      expect(judge(list, false).met).toBe('yes');
      expect(judge(list, null).met).toBe('unknown');
    }
  });

  test('分开填写的，各看各的', () => {
    expect(judge(both, false, true)).toMatchObject({ met: 'no', evidence: '已列入（拟棚户区改造）' });
    expect(judge(both, null, true).met).toBe('no');
    expect(judge(both, true, false)).toMatchObject({ met: 'no', evidence: '已列入（拟拆迁改造）' });
    expect(judge(both, null, false)).toMatchObject({ met: 'unknown', missing: '补填是否列入拆迁' });
    expect(judge(both, false, false).met).toBe('yes');
  });

  test('规则包没有列出的情形不判断', () => {
    expect(judge([demolition], false, true).met).toBe('yes');
    expect(judge([demolition], null, true).met).toBe('unknown');
    expect(judge([shantyTown], true, false).met).toBe('yes');
    expect(judge([shantyTown], null, false).met).toBe('yes');
    expect(judge([shantyTown], null, true).met).toBe('no');
  });

  test('多列一种情形，不会把不符合变成符合', () => {
    const flag = fc.constantFrom(true, false, null);
    fc.assert(
      fc.property(flag, flag, fc.constantFrom(demolition, shantyTown), (cleared, shanty, one) => {
        if (judge([one], cleared, shanty).met === 'no') expect(judge(both, cleared, shanty).met).toBe('no');
        if (judge(both, cleared, shanty).met === 'yes') expect(judge([one], cleared, shanty).met).toBe('yes');
      }),
    );
  });
});
