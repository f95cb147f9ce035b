import { expect, test } from 'vitest';
import { law } from '#test/support/vote-sample.ts';
import { tally, tallyLine } from './tally.ts';
import { thresholdsOf } from './thresholds.ts';

test('规则包写法读成门槛', () => {
  const ordinary = { quorum: '2/3', majority: '1/2', strict: true };
  const special = { quorum: '2/3', majority: '3/4', strict: false };
  expect(thresholdsOf({ article: law.article, ordinary, special })).toEqual(law);
});

test('民法典第二百七十八条：恰好三分之二参与即达到，恰好半数同意不通过', () => {
  const parts = ['a', 'b', 'c'].map((id) => ({ id, areaCm2: 1_000_000, owner: id, unsold: false }));
  const votes = (['for', 'against'] as const).map((choice, index) => ({
    ...{ part: parts[index]?.id ?? '', matter: 'm', choice, at: '2021-05-01T10:00:00+08:00' },
  }));
  const rules = { unreturned: 'exclude', follow: 'abstain' } as const;
  const [result] = tally({ matters: [{ id: 'm', class: 'ordinary' }], parts }, votes, rules, law);
  expect(result && tallyLine(result)).toEqual({
    id: 'm',
    heads: { all: 3, taking: 2, for: 1 },
    areaCm2: { all: 3_000_000, taking: 2_000_000, for: 1_000_000 },
    quorum: true,
    passed: false,
    why: '应参与 3 人、300 ㎡，参与 2 人、200 ㎡，人数和面积均达到三分之二；同意 1 人、100 ㎡，一般事项须占参与者的半数以上（不含本数），人数和面积均未超过半数，未通过（依据民法典第二百七十八条）。',
  });
});
