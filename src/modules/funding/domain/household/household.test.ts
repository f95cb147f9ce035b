import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenOfYuan, yuanText } from './amount.ts';
import { billNumber, billNumbersIn } from './bill-number.ts';
import { type DividedPart, divideCollection } from './divide.ts';
import { billStateOf, instalmentsOf, overdueFen, planFault } from './instalments.ts';
import { maskAccount, maskMemo } from './mask-memo.ts';
import { Matcher } from './match.ts';
import { readPartsTable } from './parts-table.ts';
import { placeKeys, placesIn } from './place-text.ts';
import { readStatement } from './read-statement.ts';
import { dayOfCell, directionOf, type PlainSheet } from './statement-cells.ts';

const part = (n: number, area: bigint | null, floor: number | null = (n % 6) + 1): DividedPart => ({
  ...{ id: `p${n}`, place: `1号楼1单元${n}`, areaCm2: area, floor },
});
const parts = fc
  .array(fc.bigInt({ min: 1n, max: 3_000_000n }), { minLength: 1, maxLength: 60 })
  .map((areas) => areas.map((area, n) => part(n, area)));
const total = fc.bigInt({ min: 0n, max: 10_000_000_000n });
const coefficients = { '1': '0', '2': '0', '3': '0.7', '4': '0.8', '5': '0.9', '6': '1' };

describe('分摊（民法典二百八十三条）', () => {
  it('合计恰为总额，无负数，与各户的先后次序无关', () => {
    fc.assert(
      fc.property(
        total,
        parts,
        fc.constantFrom('area' as const, 'equal' as const, 'floor' as const),
        (fen, list, method) => {
          const rule = { method, coefficients };
          const one = divideCollection(fen, list, rule);
          if (!one.ok) {
            expect(one.fault.code).toBe('nobody');
            return;
          }
          expect(one.rows.reduce((sum, row) => sum + row.amountFen, 0n)).toBe(fen);
          expect(one.rows.every((row) => row.amountFen >= 0n)).toBe(true);
          const back = divideCollection(fen, [...list].reverse(), rule);
          const byId = new Map(back.ok ? back.rows.map((row) => [row.id, row.amountFen]) : []);
          for (const row of one.rows) expect(byId.get(row.id)).toBe(row.amountFen);
        },
      ),
    );
  });
  it('按楼层系数与面积：与手算一致；一、二层不出', () => {
    const list = [part(0, 1_000_000n, 1), part(1, 1_000_000n, 3), part(2, 500_000n, 6)];
    const one = divideCollection(1200n, list, { method: 'floor', coefficients });
    expect(one).toMatchObject({
      ok: true,
      rows: [{ amountFen: 0n }, { amountFen: 700n }, { amountFen: 500n }],
    });
  });
  it('约定的权数按权数，约定的金额须与总额相等', () => {
    const list = [part(0, null), part(1, null)];
    const agreed = [
      { partId: 'p0', weight: 1n },
      { partId: 'p1', weight: 2n },
    ];
    expect(divideCollection(100n, list, { method: 'agreement', agreed })).toMatchObject({
      rows: [{ amountFen: 33n }, { amountFen: 67n }],
    });
    const wrong = [
      { partId: 'p0', amountFen: 50n },
      { partId: 'p1', amountFen: 51n },
    ];
    expect(divideCollection(100n, list, { method: 'agreement', agreed: wrong })).toMatchObject({
      fault: { code: 'agreement-sum' },
    });
    expect(divideCollection(100n, list, { method: 'area' })).toMatchObject({
      fault: { code: 'area-unknown' },
    });
    expect(divideCollection(100n, [], { method: 'equal' })).toMatchObject({ fault: { code: 'empty' } });
  });
});

describe('分期与状态', () => {
  const plan = [
    { dueOn: '2026-12-31', share: '0.3' },
    { dueOn: '2027-03-31', share: '0.7' },
  ];
  it('各期合计恰为应缴；先缴先抵最早的一期', () => {
    fc.assert(
      fc.property(total, total, (due, paid) => {
        const list = instalmentsOf(due, paid, plan);
        expect(list.reduce((sum, one) => sum + one.amountFen, 0n)).toBe(due);
        expect(list.reduce((sum, one) => sum + one.paidFen, 0n)).toBe(due - (paid < due ? due - paid : 0n));
        expect(overdueFen(due, paid, plan, '2028-01-01')).toBe(paid < due ? due - paid : 0n);
        expect(overdueFen(due, paid, plan, '2026-12-31')).toBe(0n);
      }),
    );
  });
  it('份额不为 1、日期不升序的分期有误', () => {
    expect([
      planFault(plan),
      planFault([]),
      planFault(plan.slice(1)),
      planFault([...plan].reverse()),
    ]).toEqual([null, 'empty', 'share', 'days']);
  });
  it('状态只由金额与日期决定', () => {
    const at = (dueFen: bigint | null, netFen: bigint, today = '2027-01-01') =>
      billStateOf({ dueFen, netFen }, plan, today);
    expect([at(null, 0n), at(0n, 0n), at(100n, 100n), at(100n, 101n), at(100n, 29n), at(100n, 30n)]).toEqual([
      'undue',
      'free',
      'paid',
      'overpaid',
      'arrears',
      'open',
    ]);
  });
});

describe('金额、账单号、房号', () => {
  it('金额写出再读入不变；读不懂的不猜', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (fen) => {
        expect(fenOfYuan(yuanText(fen))).toBe(fen);
      }),
    );
    expect(
      ['¥1，234.50元', '(3.00)', '0.30000000000000004', '1.999999999', '1.005', '一百', '', '1e5'].map(
        fenOfYuan,
      ),
    ).toEqual([123450n, -300n, 30n, 200n, null, null, null, null]);
  });
  it('账单号在任何附言里都找得到，错一位就找不到', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 999_999n }),
        fc.nat({ max: 12 }),
        fc.nat({ max: 8 }),
        (running, at, step) => {
          const number = billNumber(2026, '371503001', running);
          expect(billNumbersIn(`改造款${number.toLowerCase()}，谢谢`)).toEqual([number]);
          expect(billNumbersIn(`${number.slice(0, 6)} ${number.slice(6)}`)).toEqual([number]);
          const digits = [...number];
          digits[at + 1] = String((Number(digits[at + 1]) + step + 1) % 10);
          expect(billNumbersIn(digits.join(''))).not.toContain(number);
        },
      ),
    );
    expect(billNumbersIn('13912345678')).toEqual([]);
  });
  it('房号有多种写法，读出来是一处', () => {
    const full = placeKeys({ building: '3号楼', entrance: '1单元', room: '201' }).full;
    for (const text of [
      '3号楼1单元201室',
      '三号楼一单元201',
      '3#1单元201',
      '3-1-201',
      '３－１－２０１ 电梯',
      '付3栋1单元201改造',
    ])
      expect(placesIn(text).full).toContain(full);
    expect(placesIn('3号楼201').short).toEqual(['3|201']);
    expect(placesIn('2026-11-20').full).toEqual([]);
  });
  it('日期与借贷方向', () => {
    expect(
      ['2026/11/2 10:20', '20261120', '2026年1月5日', '46000', '2026-02-30', '明天'].map(dayOfCell),
    ).toEqual(['2026-11-02', '2026-11-20', '2026-01-05', '2025-12-09', null, null]);
    expect(['贷', 'D', '收入', '?'].map(directionOf)).toEqual(['in', 'out', 'in', null]);
  });
  it('附言里的姓名、电话、身份证不留，账单号与房号留下', () => {
    const number = billNumber(2026, '371503001', 7n);
    const masked = maskMemo(`王小二 13912345678 371502199001011234 ${number} 3号楼1单元201改造缴款`);
    expect(masked).not.toMatch(/王|小二|139|3715021990/);
    expect(masked).toContain(number);
    expect(masked).toContain('3号楼1单元201改造缴款');
    expect(maskAccount('6228 4800 0000 1234')).toBe('****1234');
  });
});

const sheet = (rows: readonly (readonly string[])[]): PlainSheet => ({
  ...{ name: '明细', hidden: false },
  rows: rows.map((texts, n) => ({
    row: n + 1,
    cells: texts.flatMap((text, at) => (text === '' ? [] : [{ column: at + 1, text }])),
  })),
});

describe('银行流水', () => {
  it('红字冲减方向相反；一行两边都有金额的指出来；同一文件里一样的两笔是两笔', () => {
    const heads = ['交易日期', '借方发生额', '贷方发生额', '对方户名', '附言'];
    const read = readStatement([
      sheet([
        ['账单'],
        heads,
        ['2026-11-20', '', '-5.00', '甲', ''],
        ['2026-11-20', '1', '2', '', ''],
        ['2026-11-21', '', '3', '乙', ''],
        ['2026-11-21', '', '3', '乙', ''],
      ]),
    ]);
    expect(read.lines.map((one) => [one.direction, one.amountFen])).toEqual([
      ['out', 500n],
      ['in', 300n],
      ['in', 300n],
    ]);
    expect(read.faults).toMatchObject([{ message: '收入与支出同一行都有金额' }]);
    expect(new Set(read.lines.map((one) => one.identity)).size).toBe(3);
    expect(readStatement([sheet([['a', 'b']])]).found).toBe(false);
  });
  it('不论流水怎么写，读的时候不抛错', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 6 }), {
          maxLength: 12,
        }),
        (rows) => {
          const { lines } = readStatement([sheet([['交易日期', '交易金额', '附言'], ...rows])]);
          expect(lines.every((one) => one.amountFen > 0n)).toBe(true);
        },
      ),
    );
  });
  it('同一户的第二笔不再当作对上；分不清的不猜', () => {
    const bill = (n: number, left: bigint, room = `${n}01`) => ({
      ...{
        id: `b${n}`,
        number: billNumber(2026, '371503001', BigInt(n)),
        building: '1号楼',
        entrance: '1单元',
        room,
      },
      ...{ ownerMasked: '张*', leftFen: left, openFen: left },
    });
    const matcher = new Matcher([bill(1, 100n), bill(2, 100n)], []);
    const line = (text: string, payerMasked = '') => ({
      direction: 'in' as const,
      amountFen: 100n,
      payerMasked,
      text,
    });
    expect(matcher.match(line('1号楼1单元101')).kind).toBe('exact');
    expect(matcher.match(line('1号楼1单元101')).kind).toBe('probable');
    expect(matcher.match(line('', '张*'))).toMatchObject({ kind: 'probable', parts: [{ billId: 'b2' }] });
    const twins = new Matcher([bill(1, 100n), bill(2, 100n)], []);
    expect(twins.match(line('', '张*')).kind).toBe('none');
    expect(
      twins.match({ ...line(`${bill(1, 0n).number} ${bill(2, 0n).number}`), amountFen: 200n }),
    ).toMatchObject({ kind: 'exact', parts: [{ amountFen: 100n }, { amountFen: 100n }] });
  });
});

describe('分户表', () => {
  it('按楼栋单元房号对上；重复、不认识、读不懂的都指出单元格', () => {
    const known = ['101', '102'].map((room) => ({ id: room, building: '1号楼', entrance: '1单元', room }));
    const read = readPartsTable(
      [
        sheet([
          ['楼号', '单元', '房号', '余额（元）'],
          ['1#', '一单元', '101室', '5.00'],
          ['1', '1', '101', '6'],
          ['1', '1', '109', '6'],
          ['1', '', '102', '六元'],
          ['合计', '', '9', '9'],
        ]),
      ],
      known,
      { balance: { names: ['余额'], kind: 'yuan' } },
    );
    expect(read.rows).toMatchObject([
      { partId: '101', values: { balance: 500n } },
      { partId: '102', values: {} },
    ]);
    expect(read.faults.map((one) => one.cell)).toEqual(['C3', 'C4', 'D5']);
  });
});
