import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suspectsIn } from './names-in-text.ts';

const known = { names: ['王建国'], phones: ['13906351234'], doors: ['3号楼2单元501'] };
const nobody = { names: [], phones: [], doors: [] };
const sure = (text: string) => suspectsIn(text, known).filter((one) => one.known);

describe('公开异议不带姓名、电话、门牌', () => {
  it.each([
    ['我是王建国，不同意'],
    ['我是王 建 国'],
    ['王·建·国'],
    ['电话13906351234'],
    ['139 0635 1234'],
    ['１３９０６３５１２３４'],
    ['139-0635-1234'],
    ['一三九零六三五一二三四'],
    ['幺三九零六三五幺二三四'],
    ['住3号楼2单元501'],
    ['3-2-501'],
    ['3栋2单元501室'],
    ['三号楼二单元五〇一'],
    ['3 号楼 2 单元 501'],
  ])('在册的信息认得出：%s', (text) => {
    expect(sure(text)).not.toEqual([]);
  });

  it('在册的姓名和电话插在任何文字中、隔以任何标点都认得出', () => {
    const filler = fc.stringMatching(/^[改造电梯采光不同意，。]{0,12}$/);
    const between = fc.constantFrom('', ' ', '　', '-', '.', '·', '\u200b', '\n');
    fc.assert(
      fc.property(filler, filler, between, fc.constantFrom('王建国', '13906351234'), (a, b, gap, secret) => {
        const text = `${a}${[...secret].join(gap)}${b}`;
        const hits = sure(text);
        expect(hits.some((one) => one.from <= a.length && one.to >= text.length - b.length)).toBe(true);
      }),
    );
  });

  it.each([
    ['李大爷家的窗户', 'name'],
    ['我叫张伟', 'name'],
    ['请打 0635-4271234', 'phone'],
    ['身份证 371502199001011234', 'number'],
    ['5号楼1单元302室漏水', 'door'],
    ['2单元501', 'door'],
  ])('不在册的疑似信息标出来由人判断：%s', (text, kind) => {
    expect(suspectsIn(text, nobody).map((one) => one.kind)).toContain(kind);
  });

  it('平常的话不乱标', () => {
    for (const text of ['不同意拆除自行车棚，孩子没有地方玩', '2021 年的方案里没有电梯', '每户 3000 元太多'])
      expect(suspectsIn(text, nobody)).toEqual([]);
  });

  it('位置与原文一致，互不包含', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const list = suspectsIn(`${text}王建国 13906351234`, known);
        for (const one of list) expect(`${text}王建国 13906351234`.slice(one.from, one.to)).toBe(one.text);
        for (const a of list)
          for (const b of list) expect(a !== b && a.from <= b.from && b.to <= a.to).toBe(false);
      }),
    );
  });
});
