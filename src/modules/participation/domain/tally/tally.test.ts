import { describe, expect, test } from 'vitest';
import { law } from '#test/support/vote-sample.ts';
import { checkTally } from './check.ts';
import { explainPerson } from './explain.ts';
import { readInstant } from './instant.ts';
import { type MatterResult, tally, tallyLine } from './tally.ts';
import { thresholdsOf } from './thresholds.ts';
import type { Choice, MatterClass, Part, Rules, Vote } from './vote.ts';
import { areaText, fractionText } from './why.ts';

const at = '2021-05-01T10:00:00+08:00';
const exclude: Rules = { unreturned: 'exclude', follow: 'abstain' };
const majority: Rules = { unreturned: 'follow-majority', follow: 'count-with-majority' };

/** `[area in ㎡, choice, owner]`; without an owner each part is its own person; owner `*` is unsold. */
type Line = readonly [m2: number, choice: Choice | null, owner?: string];

function setup(lines: readonly Line[]): { parts: Part[]; votes: Vote[] } {
  const parts = lines.map(
    ([m2, , owner], index): Part => ({
      id: `p${index}`,
      areaCm2: Math.round(m2 * 10_000),
      owner: owner === '*' ? null : (owner ?? `o${index}`),
      unsold: owner === '*',
    }),
  );
  const votes = lines.flatMap(([, choice], index): Vote[] =>
    choice ? [{ part: `p${index}`, matter: 'm', choice, at }] : [],
  );
  return { parts, votes };
}

function count(lines: readonly Line[], kind: MatterClass = 'ordinary', rules = exclude): MatterResult {
  const { parts, votes } = setup(lines);
  const [result] = tally({ matters: [{ id: 'm', class: kind }], parts }, votes, rules, law);
  if (!result) throw new Error('no result');
  return result;
}

const times = (size: number, choice: Choice | null, m2 = 100): Line[] =>
  Array.from({ length: size }, () => [m2, choice] as const);
const passed = (lines: readonly Line[], kind?: MatterClass) => count(lines, kind).outcome.passed;

test('规则包写法读成门槛；不是分数的不收', () => {
  const ordinary = { quorum: '2/3', majority: '1/2', strict: true };
  const special = { quorum: '2/3', majority: '3/4', strict: false };
  expect(thresholdsOf({ article: law.article, ordinary, special })).toEqual(law);
  expect(() => thresholdsOf({ article: '', ordinary, special: { ...special, quorum: '0.6' } })).toThrow();
});

describe('民法典第二百七十八条：参与须达人数和面积的三分之二', () => {
  test('恰好三分之二即达到（第一千二百五十九条，以上包括本数）', () => {
    expect(count([...times(2, 'for'), ...times(1, null)]).outcome).toMatchObject({
      ...{ quorum: true, passed: true, heads: { all: 3, taking: 2, for: 2 } },
    });
  });

  test('人数达到而面积少一平方厘米，不达到；反过来也不达到', () => {
    expect(
      count([
        [100, 'for'],
        [99.9999, 'for'],
        [100, null],
      ]).outcome.quorum,
    ).toBe(false);
    expect(
      count([
        [300, 'for'],
        [10, null],
        [10, null],
        [300, 'for'],
        [10, null],
      ]).outcome.quorum,
    ).toBe(false);
  });

  test('没有达到参与比例，同意再多也不通过', () => {
    const { quorum, passed: result, why } = count([...times(3, 'for'), ...times(2, null)]).outcome;
    expect({ quorum, result }).toEqual({ quorum: false, result: false });
    expect(why).toContain('参与不足');
    expect(why).toContain('民法典第二百七十八条');
  });

  test('弃权也是参与；全部弃权则参与足够而不通过', () => {
    expect(count(times(4, 'abstain')).outcome).toMatchObject({
      ...{ quorum: true, passed: false, heads: { all: 4, taking: 4, for: 0 } },
    });
  });

  test('无人投票、名册为空：都没有达到参与比例', () => {
    expect(count(times(3, null)).outcome).toMatchObject({ quorum: false, passed: false });
    const empty = count([]).outcome;
    expect(empty).toMatchObject({ quorum: false, passed: false, heads: { all: 0, taking: 0, for: 0 } });
    expect(empty.why).toContain('没有专有部分');
  });
});

describe('民法典第二百七十八条：同意须达的比例', () => {
  test('一般事项恰好半数不通过，多一人且多一平方厘米才通过', () => {
    expect(passed([...times(2, 'for'), ...times(2, 'against')])).toBe(false);
    expect(passed([...times(3, 'for'), ...times(2, 'against')])).toBe(true);
    expect(
      passed([
        [100, 'for'],
        [100, 'for'],
        [200, 'against'],
      ]),
    ).toBe(false);
    expect(
      passed([
        [100, 'for'],
        [100.0001, 'for'],
        [200, 'against'],
      ]),
    ).toBe(true);
  });

  test('特别事项恰好四分之三通过，少一平方厘米不通过', () => {
    expect(passed([...times(3, 'for'), ...times(1, 'against')], 'special')).toBe(true);
    expect(passed([...times(2, 'for'), [99.9999, 'for'], [100, 'against']], 'special')).toBe(false);
    expect(passed([...times(3, 'for'), ...times(1, 'abstain')], 'special')).toBe(true);
    expect(passed([...times(3, 'for'), ...times(2, 'abstain')], 'special')).toBe(false);
  });

  test('人数够而面积不够、面积够而人数不够，都不通过，并说明是哪一项', () => {
    const small = count([
      [10, 'for'],
      [10, 'for'],
      [10, 'for'],
      [100, 'against'],
    ]).outcome;
    expect(small.passed).toBe(false);
    expect(small.why).toContain('人数超过半数，面积未超过半数');
    const large = count([
      [100, 'for'],
      [10, 'against'],
      [10, 'against'],
    ]).outcome;
    expect(large.passed).toBe(false);
    expect(large.why).toContain('面积超过半数，人数未超过半数');
  });

  test('面积之积超出双精度整数时仍然精确', () => {
    const most = 1_000_000_000_000_001;
    const parts = ['a', 'b', 'c', 'd'].map((id): Part => ({ id, areaCm2: most, owner: id, unsold: false }));
    const votes = parts.map(
      ({ id }): Vote => ({
        ...{ part: id, matter: 'm', at },
        choice: id === 'd' ? 'against' : 'for',
      }),
    );
    const special = { matters: [{ id: 'm', class: 'special' as const }], parts };
    expect(tally(special, votes, exclude, law)[0]?.outcome.passed).toBe(true);
    const less = parts.map((part) => (part.id === 'a' ? { ...part, areaCm2: most - 1 } : part));
    expect(tally({ ...special, parts: less }, votes, exclude, law)[0]?.outcome.passed).toBe(false);
  });
});

describe('建筑物区分所有权司法解释第九条：人数', () => {
  test('一人多个专有部分：面积相加，人数一人，按面积大的选择计', () => {
    const { outcome } = count([
      [60, 'for', 'wang'],
      [40, 'against', 'wang'],
      [100, 'for'],
    ]);
    expect(outcome.heads).toEqual({ all: 2, taking: 2, for: 2 });
    expect(outcome.areaCm2).toEqual({ all: 2_000_000, taking: 2_000_000, for: 1_600_000 });
  });

  test('同意与反对面积相等，不计入同意', () => {
    const { outcome, count: sums } = count([
      [50, 'for', 'wang'],
      [50, 'against', 'wang'],
    ]);
    expect(outcome.heads).toEqual({ all: 1, taking: 1, for: 0 });
    expect(sums.heads.split).toBe(1);
  });

  test('只以投了票的部分参与：没投的面积不算参与', () => {
    const { outcome } = count([
      [60, 'for', 'wang'],
      [40, null, 'wang'],
      [100, null],
    ]);
    expect(outcome.heads).toEqual({ all: 2, taking: 1, for: 1 });
    expect(outcome.areaCm2.taking).toBe(600_000);
  });

  test('面积最大的选择不必过半：同意 40、反对 30、弃权 30 计为同意', () => {
    expect(
      count([
        [40, 'for', 'w'],
        [30, 'against', 'w'],
        [30, 'abstain', 'w'],
      ]).outcome.heads.for,
    ).toBe(1);
  });

  test('从众作弃权时先并入弃权再比面积', () => {
    const lines: Line[] = [
      [50, 'for', 'w'],
      [30, 'follow', 'w'],
      [30, 'abstain', 'w'],
    ];
    expect(count(lines).outcome.heads.for).toBe(0);
    expect(count(lines, 'ordinary', { ...exclude, follow: 'count-with-majority' }).outcome.heads.for).toBe(1);
  });

  test('全部未售部分合为一人，旁边写了业主也一样', () => {
    const { parts, votes } = setup([
      [100, 'for', '*'],
      [100, 'for', '*'],
      [100, 'for', 'wang'],
      [100, 'against', 'wang'],
    ]);
    const named = parts.map((part) => (part.id === 'p1' ? { ...part, owner: 'wang' } : part));
    const [result] = tally({ matters: [{ id: 'm', class: 'ordinary' }], parts: named }, votes, exclude, law);
    expect(result?.outcome.heads).toEqual({ all: 2, taking: 2, for: 1 });
    expect(result?.outcome.areaCm2.for).toBe(3_000_000);
  });
});

describe('替换', () => {
  const lines: Line[] = [[100, null]];
  const cast = (...votes: readonly (readonly [Choice, string])[]) => {
    const { parts } = setup(lines);
    const list = votes.map(([choice, when]): Vote => ({ part: 'p0', matter: 'm', choice, at: when }));
    return tally({ matters: [{ id: 'm', class: 'ordinary' }], parts }, list, exclude, law)[0]?.outcome.heads
      .for;
  };

  test('按时刻而不是按写法比先后', () => {
    expect(cast(['for', '2021-05-01T02:30:00Z'], ['against', '2021-05-01T10:00:00+08:00'])).toBe(1);
    expect(cast(['against', '2021-05-01T10:00:00+08:00'], ['for', '2021-05-01T02:30:00Z'])).toBe(1);
    expect(cast(['for', '2021-05-01T00:30:00+08:00'], ['against', '2021-04-30T17:00:00Z'])).toBe(0);
    expect(cast(['for', '2021-05-01T10:00:00.0000001Z'], ['against', '2021-05-01T10:00:00Z'])).toBe(1);
  });

  test('同一时刻以后列的为准，写成两个时区也一样', () => {
    expect(cast(['against', at], ['for', at])).toBe(1);
    expect(cast(['for', at], ['against', '2021-05-01T02:00:00Z'])).toBe(0);
  });

  test('不同事项互不替换', () => {
    const { parts } = setup(lines);
    const matters = [
      { id: 'a', class: 'ordinary' as const },
      { id: 'b', class: 'special' as const },
    ];
    const votes: Vote[] = [
      { part: 'p0', matter: 'a', choice: 'for', at },
      { part: 'p0', matter: 'b', choice: 'against', at },
    ];
    const results = tally({ matters, parts }, votes, exclude, law);
    expect(results.map(({ outcome }) => outcome.passed)).toEqual([true, false]);
  });
});

describe('聊城市物业管理条例第十六条：从众与未投票，按小区自己的规则', () => {
  test('从众随较多的一方，人数与面积各算各的', () => {
    const { outcome } = count(
      [
        [10, 'for'],
        [10, 'for'],
        [100, 'against'],
        [50, 'follow'],
      ],
      'ordinary',
      { ...exclude, follow: 'count-with-majority' },
    );
    expect(outcome.heads).toEqual({ all: 4, taking: 4, for: 3 });
    expect(outcome.areaCm2).toEqual({ all: 1_700_000, taking: 1_700_000, for: 200_000 });
  });

  test('同意与反对相等时从众哪边都不算', () => {
    const { outcome, majority: side } = count(
      [
        [10, 'for'],
        [10, 'against'],
        [50, 'follow'],
      ],
      'ordinary',
      { ...exclude, follow: 'count-with-majority' },
    );
    expect(side).toEqual({ heads: null, areaCm2: null });
    expect(outcome.heads).toEqual({ all: 3, taking: 3, for: 1 });
  });

  test('公布的结果始终不含未投票的；规则要求时另列随多数的结果', () => {
    const lines = [...times(2, 'for'), ...times(1, 'against'), ...times(2, null)];
    const result = count(lines, 'ordinary', majority);
    expect(result.outcome).toMatchObject({ quorum: false, passed: false, heads: { taking: 3, for: 2 } });
    expect(result.withUnreturned).toMatchObject({ quorum: true, passed: true, heads: { taking: 5, for: 4 } });
    expect(result.withUnreturned?.why).toContain('未投票的按本小区规则随多数计入');
    expect(count(lines).withUnreturned).toBeUndefined();
    for (const { rules, outcome } of count(lines).readings)
      if (rules.unreturned === 'follow-majority')
        expect(outcome.why).toContain('，假如未投票的随多数计入，参与 5 人');
      else expect(outcome.why).not.toContain('未投票的');
  });

  test('只投了一部分的业主：人已参与，未投的面积随面积的多数', () => {
    const result = count(
      [
        [60, 'against', 'wang'],
        [40, null, 'wang'],
        [100, 'for'],
      ],
      'ordinary',
      majority,
    );
    expect(result.withUnreturned?.heads).toEqual({ all: 2, taking: 2, for: 1 });
    expect(result.withUnreturned?.areaCm2).toEqual({ all: 2_000_000, taking: 2_000_000, for: 1_400_000 });
  });

  test('无人投票时没有多数可随', () => {
    expect(count(times(3, null), 'ordinary', majority).withUnreturned).toMatchObject({
      ...{ passed: false, heads: { all: 3, taking: 3, for: 0 } },
    });
  });

  test('四种读法并列，注明按规则的一种；结论不一时标出', () => {
    const result = count(
      [...times(2, 'for'), ...times(1, 'against'), ...times(2, null)],
      'ordinary',
      majority,
    );
    expect(result.readings).toHaveLength(4);
    expect(result.readings.filter(({ byRules }) => byRules).map(({ rules }) => rules)).toEqual([majority]);
    expect(result.disputed).toBe(true);
    expect(count(times(3, 'for')).disputed).toBe(false);
  });

  test('票面如何填写另行列出，含从众与未投票', () => {
    const { marked } = count([
      [10, 'for'],
      [20, 'follow'],
      [30, null],
      [40, 'follow'],
    ]);
    expect(marked).toMatchObject({
      follow: { parts: 2, areaCm2: 600_000 },
      unreturned: { parts: 1, areaCm2: 300_000 },
      abstain: { parts: 0, areaCm2: 0 },
    });
  });
});

describe('逐人说明', () => {
  const ask = (lines: readonly Line[], owner: string | null, rules = exclude) => {
    const { parts, votes } = setup(lines);
    return explainPerson({ matters: [{ id: 'm', class: 'ordinary' }], parts }, votes, rules, 'm', owner);
  };

  test('说明为何这样计', () => {
    const account = ask(
      [
        [60, 'for', 'wang'],
        [40, 'against', 'wang'],
        [30, null, 'wang'],
      ],
      'wang',
      majority,
    );
    expect(account).toMatchObject({
      standing: 'for',
      counted: { heads: { taking: 1, for: 1 }, areaCm2: { taking: 1_000_000, for: 600_000 } },
      withUnreturned: { areaCm2: { taking: 1_300_000, for: 900_000 } },
    });
    expect(account?.why).toBe(
      '名下 3 个专有部分按一人计，其中 2 个已投票，参与面积 100 ㎡，计入同意的面积 60 ㎡；' +
        '以面积最大的选择“赞成”计 1 人；未投票的随多数计入时，同意为 1 人、90 ㎡。',
    );
  });

  test('未售、没投票、面积相等、从众、替换都有说明', () => {
    expect(ask([[60, 'for', '*']], null)?.why).toContain('全部未售部分按一人计');
    expect(ask([[60, null, 'w']], 'w')?.why).toContain('没有投票，不计入参与');
    expect(
      ask(
        [
          [50, 'for', 'w'],
          [50, 'against', 'w'],
        ],
        'w',
      )?.why,
    ).toContain('不止一个');
    const follow: Rules = { ...exclude, follow: 'count-with-majority' };
    expect(
      ask(
        [
          [50, 'follow', 'w'],
          [50, 'for'],
        ],
        'w',
        follow,
      )?.why,
    ).toContain('随多数计入同意');
    const { parts, votes } = setup([[50, 'for', 'w']]);
    const subject = { matters: [{ id: 'm', class: 'ordinary' as const }], parts };
    const account = explainPerson(subject, [...votes, ...votes], exclude, 'm', 'w');
    expect(account?.parts).toMatchObject([{ choice: 'for', at, replaced: 1 }]);
    expect(account?.why).toContain('更早的 1 次投票已被后来的替换');
  });

  test('没有这个人或这个事项', () => {
    expect(ask([[50, 'for', 'w']], 'nobody')).toBeNull();
    expect(ask([[50, 'for', 'w']], null)).toBeNull();
  });
});

describe('拒收', () => {
  const { parts, votes } = setup([
    [50, 'for', 'w'],
    [50, 'for', 'v'],
  ]);
  const matters = [{ id: 'm', class: 'ordinary' as const }];
  const codes = (subject: { matters?: typeof matters; parts?: Part[] }, list: readonly Vote[] = votes) =>
    checkTally({ matters, parts, ...subject }, list).map(({ code, at: where }) => [
      code.slice('participation.tally.'.length),
      where,
    ]);
  const [first, second] = parts;
  const [vote] = votes;
  if (!first || !second || !vote) throw new Error('no part');

  test('好的不拒', () => expect(codes({})).toEqual([]));

  test.each([0, -1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('面积 %s', (areaCm2) => {
    expect(codes({ parts: [first, { ...second, areaCm2 }] })).toEqual([['area', 'parts[1].areaCm2']]);
  });

  test('面积合计超出精确整数', () => {
    const big = parts.map((part) => ({ ...part, areaCm2: Number.MAX_SAFE_INTEGER }));
    expect(codes({ parts: big })).toEqual([['area-sum', 'parts']]);
    expect(() => tally({ matters, parts: big }, votes, exclude, law)).toThrow(RangeError);
  });

  test('重复的编号、缺业主', () => {
    expect(codes({ parts: [first, second, first] })).toEqual([['duplicate-id', 'parts[2].id']]);
    expect(codes({ matters: [...matters, ...matters] })).toEqual([['duplicate-id', 'matters[1].id']]);
    expect(codes({ parts: [first, { ...second, owner: null }] })).toEqual([
      ['owner-missing', 'parts[1].owner'],
    ]);
  });

  test('不在名册的部分、没有的事项、不成时刻的时间', () => {
    expect(codes({}, [{ ...vote, part: 'x' }])).toEqual([['unknown-id', 'votes[0].part']]);
    expect(codes({}, [vote, { ...vote, matter: 'x' }])).toEqual([['unknown-id', 'votes[1].matter']]);
    expect(codes({}, [{ ...vote, at: '2021-05-01' }])).toEqual([['vote-at', 'votes[0].at']]);
    expect(() => tally({ matters, parts }, [{ ...vote, part: 'x' }], exclude, law)).toThrow(RangeError);
  });

  test.each([
    '',
    '昨天',
    '2021-05-01',
    '2021-05-01T10:00:00',
    '2021-02-29T10:00:00+08:00',
    '2021-05-01T24:00:00+08:00',
    '2021-05-01T10:61:00+08:00',
    '2021-05-01T10:00:00+25:00',
    '2021-05-01 10:00:00+08:00',
    '2021-05-01T10:00:00+08:00[Asia/Shanghai]',
    '1619834400',
  ])('不是时刻：%s', (text) => expect(readInstant(text)).toBeNull());
});

test('说明写明数字、须达到多少和条文', () => {
  expect(count([...times(2, 'for'), ...times(2, 'against'), ...times(1, null)]).outcome.why).toBe(
    '应参与 5 人、500 ㎡，参与 4 人、400 ㎡，人数和面积均达到三分之二；同意 2 人、200 ㎡，' +
      '一般事项须占参与者的半数以上（不含本数），人数和面积均未超过半数（须 3 人、200.0001 ㎡），' +
      '未通过（依据民法典第二百七十八条）。',
  );
  const short = count([...times(3, 'for'), [100, null], [100, null]], 'special').outcome.why;
  expect(short).toContain('人数和面积均未达到三分之二（须 4 人、333.3334 ㎡），参与不足，未通过');
  expect(count(times(4, 'for'), 'special').outcome.why).toContain(
    '四分之三以上（含本数），人数和面积均达到四分之三，通过',
  );
});

test('说明里的数', () => {
  expect(areaText(895_000)).toBe('89.5 ㎡');
  expect(areaText(1)).toBe('0.0001 ㎡');
  expect(areaText(10_000)).toBe('1 ㎡');
  expect(fractionText({ num: 2, den: 3 })).toBe('三分之二');
  expect(fractionText({ num: 1, den: 2 })).toBe('半数');
  expect(fractionText({ num: 13, den: 20 })).toBe('20分之13');
});

test('命令行只印约定的各项', () => {
  const result = count([...times(2, 'for'), ...times(1, null)], 'ordinary', majority);
  expect(Object.keys(tallyLine(result))).toEqual([
    ...['id', 'heads', 'areaCm2', 'quorum', 'passed', 'why', 'withUnreturned'],
  ]);
});
