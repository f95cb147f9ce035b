/** Properties of the count against a slow reference that is written another way: sentences of the rules, one by one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '#test/support/vote-sample.ts';
import { explainPerson } from './explain.ts';
import { tally, tallyLine } from './tally.ts';
import { type Choice, choices, type Matter, type Part, type Rules, type Vote } from './vote.ts';

type Case = { matters: Matter[]; parts: Part[]; votes: Vote[]; rules: Rules };

const owner = fc.constantFrom('wang', 'li', 'zhao', 'qian');
const zones = ['Z', '+08:00', '-05:00', '+05:30'];
/** One of six instants, written in some zone. */
const time = fc.tuple(fc.nat(5), fc.constantFrom(...zones)).map(([hour, zone]) => {
  const [, sign = '+', h = '00', m = '00'] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  const local = 12 * 60 + hour * 60 + (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(m));
  const text = (value: number) => String(value).padStart(2, '0');
  const day = 1 + Math.floor(local / 1440);
  return `2021-05-${text(day)}T${text(Math.floor((local % 1440) / 60))}:${text(local % 60)}:00${zone}`;
});
const cases = (most: number, areas: fc.Arbitrary<number>): fc.Arbitrary<Case> =>
  fc
    .array(
      fc.record({
        areaCm2: areas,
        owner,
        unsold: fc.boolean().chain((b) => (b ? fc.boolean() : fc.constant(false))),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((list) => list.map((part, index): Part => ({ id: `p${index}`, ...part })))
    .chain((parts) =>
      fc.record({
        parts: fc.constant(parts),
        matters: fc.constant<Matter[]>([
          { id: 'o', class: 'ordinary' },
          { id: 's', class: 'special' },
        ]),
        votes: fc.array(
          fc.record({
            part: fc.constantFrom(...parts.map(({ id }) => id)),
            matter: fc.constantFrom('o', 's'),
            choice: fc.constantFrom(...choices),
            at: time,
          }),
          { maxLength: most * 3 },
        ),
        rules: fc.record<Rules>({
          unreturned: fc.constantFrom('exclude', 'follow-majority'),
          follow: fc.constantFrom('count-with-majority', 'abstain'),
        }),
      }),
    );
const small = cases(9, fc.integer({ min: 1, max: 3 }));
const large = cases(30, fc.integer({ min: 1, max: 3_000_000_000_000 }));

/** The rules once more: by sorting, filtering and whole-number arithmetic on bigints. */
function reference({ matters, parts, votes, rules }: Case) {
  const personName = (part: Part) => (part.unsold ? '*unsold' : `owner ${part.owner}`);
  const people = [...new Set(parts.map(personName))];
  const area = (list: readonly Part[]) => list.reduce((sum, part) => sum + BigInt(part.areaCm2), 0n);
  return matters.map((matter) => {
    const finalChoice = new Map<string, Choice>();
    votes
      .map((vote, place) => ({ ...vote, place, ms: Date.parse(vote.at) }))
      .filter((vote) => vote.matter === matter.id)
      .sort((a, b) => a.ms - b.ms || a.place - b.place)
      .forEach(({ part, choice }) => {
        finalChoice.set(part, choice === 'follow' && rules.follow === 'abstain' ? 'abstain' : choice);
      });
    const chose = (choice: Choice) => parts.filter(({ id }) => finalChoice.get(id) === choice);
    const silent = parts.filter(({ id }) => !finalChoice.has(id));
    const head = (person: string): string => {
      const sizes = choices.map((choice) => ({
        choice,
        cm2: area(chose(choice).filter((part) => personName(part) === person)),
      }));
      const [first, second] = sizes.sort((a, b) => (a.cm2 < b.cm2 ? 1 : a.cm2 > b.cm2 ? -1 : 0));
      if (!first || first.cm2 === 0n) return 'silent';
      return second && second.cm2 === first.cm2 ? 'tie' : first.choice;
    };
    const headsOf = (kind: string) => BigInt(people.filter((person) => head(person) === kind).length);
    const measure = (
      unreturned: Rules['unreturned'],
      size: (kind: Choice | 'silent') => bigint,
      all: bigint,
    ) => {
      const winner = size('for') === size('against') ? '' : size('for') > size('against') ? 'for' : 'against';
      const silentOnes = unreturned === 'exclude' ? 0n : size('silent');
      return {
        all,
        taking: all - size('silent') + silentOnes,
        for: size('for') + (winner === 'for' ? size('follow') + silentOnes : 0n),
      };
    };
    const result = (unreturned: Rules['unreturned']) => {
      const heads = measure(unreturned, headsOf, BigInt(people.length));
      const areas = measure(
        unreturned,
        (kind) => area(kind === 'silent' ? silent : chose(kind)),
        area(parts),
      );
      const both = [heads, areas];
      const quorum = both.every(({ all, taking }) => 3n * taking - 2n * all >= 0n);
      const enough = both.every((one) =>
        matter.class === 'ordinary' ? one.for > one.taking - one.for : one.for >= 3n * (one.taking - one.for),
      );
      const plain = (one: typeof heads) => ({
        all: Number(one.all),
        taking: Number(one.taking),
        for: Number(one.for),
      });
      return { heads: plain(heads), areaCm2: plain(areas), quorum, passed: quorum && enough };
    };
    return {
      ...{ id: matter.id, ...result('exclude') },
      ...(rules.unreturned === 'exclude'
        ? {}
        : { withUnreturned: { id: matter.id, ...result('follow-majority') } }),
    };
  });
}

const ours = ({ matters, parts, votes, rules }: Case) => tally({ matters, parts }, votes, rules, law);
const bare = (one: Case) =>
  JSON.parse(JSON.stringify(ours(one).map(tallyLine), (key, value) => (key === 'why' ? undefined : value)));

describe('民法典第二百七十八条：计票', () => {
  test('与另写的缓慢算法逐项一致', () => {
    const same = (one: Case): void => {
      expect(bare(one)).toEqual(reference(one));
    };
    fc.assert(fc.property(small, same), { numRuns: 2500 });
    fc.assert(fc.property(large, same), { numRuns: 300 });
  });

  test('名册与选票的先后无关（时刻各不相同时）', () => {
    const shuffled = small.chain((one) => {
      const seen = new Set<string>();
      const votes = one.votes.filter(({ part, matter, at }) => {
        const slot = `${part} ${matter} ${Date.parse(at)}`;
        return !seen.has(slot) && seen.add(slot);
      });
      return fc.record({
        before: fc.constant({ ...one, votes }),
        parts: fc.shuffledSubarray(one.parts, { minLength: one.parts.length }),
        votes: fc.shuffledSubarray(votes, { minLength: votes.length }),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ before, parts, votes }) => {
        expect(ours({ ...before, parts, votes })).toEqual(ours(before));
      }),
      { numRuns: 500 },
    );
  });

  test('司法解释第九条：一个业主的专有部分拆成两个或并成一个，投票相同时结果不变', () => {
    fc.assert(
      fc.property(small, fc.nat(), (one, place) => {
        const doubled = one.parts.map((part) => ({ ...part, areaCm2: part.areaCm2 * 2 }));
        const target = doubled[place % doubled.length];
        if (!target) return;
        const half = { ...target, areaCm2: target.areaCm2 / 2 };
        const parts = doubled.flatMap((part) =>
          part === target ? [half, { ...half, id: 'other' }] : [part],
        );
        const votes = one.votes.flatMap((vote) =>
          vote.part === target.id ? [vote, { ...vote, part: 'other' }] : [vote],
        );
        expect(bare({ ...one, parts, votes })).toEqual(bare({ ...one, parts: doubled }));
      }),
      { numRuns: 500 },
    );
  });

  test('同意不会多于参与，参与不会多于全部；人人同意则通过', () => {
    fc.assert(
      fc.property(small, (one) => {
        for (const { readings } of ours(one))
          for (const { outcome } of readings)
            for (const sums of [outcome.heads, outcome.areaCm2]) {
              expect(sums.for).toBeLessThanOrEqual(sums.taking);
              expect(sums.taking).toBeLessThanOrEqual(sums.all);
            }
        const votes = one.parts.flatMap(({ id }): Vote[] =>
          ['o', 's'].map((matter) => ({ part: id, matter, choice: 'for', at: '2021-06-01T00:00:00Z' })),
        );
        for (const { outcome } of ours({ ...one, votes: [...one.votes, ...votes] }))
          expect(outcome.passed).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('从众作弃权时，一票改为同意不会使通过变为不通过', () => {
    fc.assert(
      fc.property(small, fc.nat(), (one, place) => {
        const rules: Rules = { ...one.rules, follow: 'abstain' };
        const part = one.parts[place % one.parts.length]?.id ?? '';
        const more = ['o', 's'].map(
          (matter): Vote => ({ part, matter, choice: 'for', at: '2021-06-01T00:00:00Z' }),
        );
        const before = ours({ ...one, rules });
        const after = ours({ ...one, rules, votes: [...one.votes, ...more] });
        for (const [index, { outcome }] of before.entries())
          if (outcome.passed) expect(after[index]?.outcome.passed).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('逐人说明之和就是结果', () => {
    fc.assert(
      fc.property(small, (one) => {
        const people = [...new Set(one.parts.map((part) => (part.unsold ? null : part.owner)))];
        for (const line of ours(one).map(tallyLine)) {
          const accounts = people.flatMap((person) => {
            const account = explainPerson(one, one.votes, one.rules, line.id, person);
            return account ? [account] : [];
          });
          const sum = (list: readonly { taking: number; for: number }[]) =>
            list.reduce(
              (all, { taking, for: agreed }) => ({ taking: all.taking + taking, for: all.for + agreed }),
              {
                taking: 0,
                for: 0,
              },
            );
          expect(line.heads).toMatchObject(sum(accounts.map(({ counted }) => counted.heads)));
          expect(line.areaCm2).toMatchObject(sum(accounts.map(({ counted }) => counted.areaCm2)));
          const joined = accounts.flatMap(({ withUnreturned }) => (withUnreturned ? [withUnreturned] : []));
          if (!line.withUnreturned) expect(joined).toEqual([]);
          else {
            expect(line.withUnreturned.heads).toMatchObject(sum(joined.map(({ heads }) => heads)));
            expect(line.withUnreturned.areaCm2).toMatchObject(sum(joined.map(({ areaCm2 }) => areaCm2)));
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
