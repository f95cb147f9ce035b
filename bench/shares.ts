/**
 * Sharing the cost of 27 items over 700,000 exclusive parts (a district): `funding share`'s function against the same
 * division written plainly (bigint quotas, all remainders sorted), in one run on one machine.
 */
import { shareCosts } from '#modules/funding/domain/share/share.ts';
import type { Household, ShareInput } from '#modules/funding/domain/share/types.ts';
import { readShareInput } from '#modules/funding/server/rules/share-file.ts';
import type { Bench } from './figure.ts';

const size = 700_000;
const rounds = 5;

function drawer(): (below: number) => number {
  let state = 20_261_122;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function district(): ShareInput {
  const draw = drawer();
  const rule = (own: string, payer: string, share: string) => ({ match: { class: own }, payer, share });
  return {
    items: Array.from({ length: 27 }, (_, at) => ({
      id: `item${at}`,
      class: at < 13 ? 'basic' : 'improvement',
      amountFen: BigInt(10_000_000_000 + draw(1_000_000_000)),
    })),
    rules: [
      rule('basic', 'district', '1'),
      rule('improvement', 'residents', '0.3'),
      rule('improvement', 'district', '0.7'),
    ],
    household: { method: 'area' },
    parts: Array.from({ length: size }, (_, at) => ({
      id: `${at}`,
      areaCm2: BigInt(400_000 + draw(1_000_000)),
      floor: 1 + draw(6),
    })),
  };
}

/** The peer: what one writes first. */
function plainly(input: ShareInput): Map<string, bigint> {
  const owed = input.items.reduce(
    (all, item) => all + (item.class === 'basic' ? 0n : (item.amountFen * 3n) / 10n),
    0n,
  );
  const sum = input.parts.reduce((all, { areaCm2 }) => all + areaCm2, 0n);
  const quotas = input.parts.map(({ id, areaCm2 }) => ({
    id,
    whole: (owed * areaCm2) / sum,
    rest: (owed * areaCm2) % sum,
  }));
  let left = owed - quotas.reduce((all, { whole }) => all + whole, 0n);
  quotas.sort((a, b) => (a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest < b.rest ? 1 : -1));
  return new Map(quotas.map(({ id, whole }) => [id, whole + (left-- > 0n ? 1n : 0n)]));
}

function secondsOf(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    work();
    return (performance.now() - begun) / 1000;
  });
  return times.toSorted((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
}

async function run(): Promise<object> {
  const input = district();
  const coefficients = { '1': '0', '2': '0', '3': '0.7', '4': '0.8', '5': '0.9', '6': '1.0' };
  const byFloor: Household = { method: 'floor-coefficient', coefficients };
  const file = JSON.stringify(input, (_key, value) => (typeof value === 'bigint' ? Number(value) : value));
  const seconds = {
    plainly: secondsOf(() => plainly(input)),
    byArea: secondsOf(() => shareCosts(input)),
    byFloor: secondsOf(() => shareCosts({ ...input, household: byFloor })),
    fromFile: secondsOf(() => shareCosts(readShareInput(JSON.parse(file)))),
  };
  const goal = { atMost: 1 };
  return {
    ...{ parts: size, items: input.items.length, seconds },
    figures: [
      { title: '700,000 parts by area ÷ plainly sorted', value: seconds.byArea / seconds.plainly, goal },
      { title: '700,000 parts by floor ÷ plainly sorted', value: seconds.byFloor / seconds.plainly, goal },
      { title: 'the same read from its file ÷ plainly sorted', value: seconds.fromFile / seconds.plainly },
    ],
  };
}

export const bench: Bench = { name: 'shares', run };
