import { describe, expect, test } from 'vitest';
import { day } from '#shared/day.ts';
import { type AlarmFacts, alarmsOf, type ContractFacts, type SourceFacts } from './alarms.ts';

const limits = { idleDays: 90, expiryDays: 60, receiptDays: 60, localMatch: null };
const today = day('2021-12-01');
const nothing: AlarmFacts = { sources: [], contracts: [], projects: [], payments: [], cases: [] };
const source = (change: Partial<SourceFacts> = {}): SourceFacts => ({
  ...{ id: 's', name: '鲁财建指〔2021〕12号', cash: true, grantedOn: day('2021-06-01') },
  ...{ expiresOn: null, receipts: [{ on: day('2021-09-02'), fen: 100n }], spentFen: 60n },
  ...{ grantedFen: 100n, arrangedFen: 100n, receivedFen: 100n, cashFen: 40n, paidFen: 60n },
  ...change,
});
const kinds = (facts: Partial<AlarmFacts>, change: Partial<typeof limits> = {}) =>
  alarmsOf({ ...nothing, ...facts }, { ...limits, ...change }, today).map(({ kind }) => kind);

describe('资金预警（审计常见问题）', () => {
  test('到位超过九十天还没有用的才算闲置，第九十天不算；先到的先用，后来的支出不让旧钱变新', () => {
    const received = (...days: readonly string[]) => days.map((on) => ({ on: day(on), fen: 100n }));
    expect(kinds({ sources: [source()] })).toEqual([]);
    const old = source({ receipts: received('2021-09-01') });
    expect(kinds({ sources: [old] })).toEqual(['idle']);
    expect(kinds({ sources: [{ ...old, spentFen: 100n }] })).toEqual([]);
    const two = source({ receipts: received('2021-08-01', '2021-11-30'), spentFen: 99n });
    const [alarm] = alarmsOf({ ...nothing, sources: [two] }, limits, today);
    expect([alarm?.amountFen, alarm?.days]).toEqual([1n, 32]);
    expect(kinds({ sources: [{ ...two, spentFen: 100n }] })).toEqual([]);
    expect(kinds({ sources: [source({ receipts: [] })] })).toEqual([]);
  });

  test('安排多于到位、临近失效、已经失效', () => {
    expect(kinds({ sources: [source({ receivedFen: 99n })] })).toEqual(['unreceived']);
    expect(kinds({ sources: [source({ receivedFen: 99n, grantedOn: day('2021-10-02') })] })).toEqual([]);
    expect(kinds({ sources: [source({ expiresOn: day('2022-01-30') })] })).toEqual(['expiring']);
    expect(kinds({ sources: [source({ expiresOn: day('2022-01-31') })] })).toEqual([]);
    expect(kinds({ sources: [source({ expiresOn: day('2021-11-30'), paidFen: 100n })] })).toEqual([]);
    const [late] = alarmsOf(
      { ...nothing, sources: [source({ expiresOn: day('2021-11-30') })] },
      limits,
      today,
    );
    expect(late?.text).toBe('已于 2021-11-30 失效');
  });

  test('实物投入不是钱，不算闲置也不等到位', () => {
    expect(
      kinds({
        sources: [source({ cash: false, receipts: [{ on: day('2021-01-01'), fen: 9n }], receivedFen: 0n })],
      }),
    ).toEqual([]);
  });

  test('配套比例未定时不检查；定了以后差一分也提示', () => {
    const project = { id: 'p', name: '项目', fiscalFen: 1000n, localFen: 299n };
    expect(kinds({ projects: [project] })).toEqual([]);
    const match = { localMatch: 3000 } as unknown as Partial<typeof limits>;
    expect(kinds({ projects: [project] }, match)).toEqual(['unmatched']);
    expect(kinds({ projects: [{ ...project, localFen: 300n }] }, match)).toEqual([]);
  });

  test('已付不得多于计量减质保金加未扣回预付加已退质保金', () => {
    const contract: ContractFacts = {
      ...{ id: 'c', name: '合同', measuredFen: 1000n, openAdvanceFen: 100n },
      ...{ retainedFen: 30n, releasedFen: 0n, paidFen: 1070n },
    };
    expect(kinds({ contracts: [contract] })).toEqual([]);
    expect(kinds({ contracts: [{ ...contract, paidFen: 1071n }] })).toEqual(['overpaid']);
    expect(kinds({ contracts: [{ ...contract, paidFen: 1100n, releasedFen: 30n }] })).toEqual([]);
  });

  test('付款期限当天不算逾期；违规事项未处理一直提示；按类、逾期天数、金额排列', () => {
    const payment = { id: 'a', name: '申请', dueOn: today, openFen: 5n };
    expect(kinds({ payments: [payment] })).toEqual([]);
    const late = { ...payment, id: 'b', dueOn: day('2021-11-20') };
    const later = { ...payment, id: 'c', dueOn: day('2021-11-10') };
    const open = { id: 'v', name: '多付', foundOn: day('2021-11-30'), amountFen: 1n };
    const found = alarmsOf({ ...nothing, payments: [late, later], cases: [open] }, limits, today);
    expect(found.map(({ key }) => key)).toEqual(['arrears:c', 'arrears:b', 'violation:v']);
  });
});
