import { checkTally } from '../tally/check.ts';
import { readInstant } from '../tally/instant.ts';
import { choices, matterClasses, type Rules, type Subject } from '../tally/vote.ts';
import { type BundleBallot, type BundleEntitlement, type BundleVote, bundleSubject } from './bundle.ts';
import { fromHex } from './digest.ts';
import type { Loose } from './loose.ts';

/** What is wrong with a bundle: a stable code, a Chinese sentence, the path in the file. */
export type BundleFault = { readonly code: string; readonly message: string; readonly at: string };

const oneOf = <T extends string>(list: readonly T[], text: string): T | undefined =>
  list.find((one) => one === text);
const unreturned: readonly Rules['unreturned'][] = ['exclude', 'follow-majority'];
const follow: readonly Rules['follow'][] = ['count-with-majority', 'abstain'];

/** One spelling per instant, so that times compare as text. */
export const isCanonicalTime = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return false;
  const at = readInstant(text);
  return (
    at !== null && Temporal.Instant.fromEpochNanoseconds(at).toString({ fractionalSecondDigits: 3 }) === text
  );
};

/** The vote with its words judged, or null where one is none of the known. */
export function strictVote(vote: Loose<BundleVote>): BundleVote | null {
  const matters = vote.matters.flatMap((matter) => {
    const kind = oneOf(matterClasses, matter.class);
    return kind ? [{ ...matter, class: kind }] : [];
  });
  const rules = {
    unreturned: oneOf(unreturned, vote.rules.unreturned),
    follow: oneOf(follow, vote.rules.follow),
  };
  if (matters.length !== vote.matters.length || !rules.unreturned || !rules.follow) return null;
  return { ...vote, matters, rules: { unreturned: rules.unreturned, follow: rules.follow } };
}

function voteFaults(vote: Loose<BundleVote>): BundleFault[] {
  const faults: BundleFault[] = [];
  if (!strictVote(vote))
    faults.push({ code: 'bundle.rules', message: '事项的类别或计票规则不是已知的值', at: 'vote' });
  for (const kind of matterClasses) {
    const { quorum, majority } = vote.thresholds[kind];
    for (const [name, { num, den }] of [['quorum', quorum] as const, ['majority', majority] as const])
      if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || num <= 0 || num > den)
        faults.push({
          code: 'bundle.threshold',
          message: '表决门槛应为大于 0、不大于 1 的分数',
          at: `vote.thresholds.${kind}.${name}`,
        });
  }
  for (const key of ['opened', 'closed'] as const)
    if (!isCanonicalTime(vote[key]))
      faults.push({
        code: 'bundle.time',
        message: '时间应为 2021-05-01T02:00:00.000Z 这样的协调世界时',
        at: `vote.${key}`,
      });
  if (vote.opened > vote.closed)
    faults.push({ code: 'bundle.time', message: '截止时间早于开始时间', at: 'vote.closed' });
  return faults;
}

const rollSentences = {
  'participation.tally.duplicate-id': '编号重复',
  'participation.tally.unknown-id': '编号不在名册或事项中',
  'participation.tally.area': '面积应为正整数（平方厘米）',
  'participation.tally.area-sum': '面积合计超出可以精确计算的范围',
  'participation.tally.owner-missing': '已售部分缺业主',
  'participation.tally.vote-at': '时间有误',
} as const;

function rollFaults(subject: Subject): BundleFault[] {
  const faults = checkTally(subject, []).map(({ code, at, what }) => ({
    code: `bundle.${code.slice('participation.tally.'.length)}`,
    message: `${rollSentences[code]}：${what}`,
    at: at.startsWith('parts')
      ? `roll${at.slice('parts'.length).replace(/\.id$/, '.pseudonym')}`
      : `vote.${at}`,
  }));
  const { parts } = subject;
  for (const [index, { id, unsold, owner }] of parts.entries()) {
    const at = `roll[${index}]`;
    if (unsold && owner !== null)
      faults.push({ code: 'bundle.unsold-owner', message: '未售部分不应写业主', at: `${at}.owner` });
    if (id < (parts[index - 1]?.id ?? ''))
      faults.push({ code: 'bundle.roll-order', message: '名册应按化名排列', at: `${at}.pseudonym` });
  }
  return faults;
}

type Ballot = Loose<Pick<BundleBallot, 'entitlement' | 'choices' | 'at' | 'nonce' | 'channel'>>;

/** Ballots with their choices judged; one with an unknown choice is left out (and is a fault). */
export const strictBallots = <T extends Ballot>(ballots: readonly T[]) =>
  ballots.flatMap((ballot) => {
    const known = ballot.choices.map((choice) => (choice === null ? null : oneOf(choices, choice)));
    const judged = known.filter((choice) => choice !== undefined);
    return judged.length === known.length ? [{ ...ballot, choices: judged }] : [];
  });

function ballotFaults(
  vote: Loose<BundleVote>,
  roll: ReadonlySet<string>,
  ballot: Ballot,
  at: string,
): BundleFault[] {
  const faults: BundleFault[] = [];
  const add = (code: string, message: string, key: string) =>
    void faults.push({ code: `bundle.${code}`, message, at: `${at}.${key}` });
  if (!roll.has(ballot.entitlement)) add('entitlement', '这张票的投票权不在名册上', 'entitlement');
  if (ballot.choices.length !== vote.matters.length) add('choices', '选择的个数与事项不符', 'choices');
  if (strictBallots([ballot]).length === 0) add('choices', '有不认识的选择', 'choices');
  if (!isCanonicalTime(ballot.at)) add('time', '收票时间的写法不符', 'at');
  else if (ballot.at < vote.opened || ballot.at > vote.closed) add('time', '收票时间不在表决期内', 'at');
  if (!fromHex(ballot.nonce, 16)) add('nonce', '随机数应为 32 位小写十六进制数', 'nonce');
  if (ballot.channel === '') add('channel', '缺收票途径', 'channel');
  return faults;
}

/** Values without which the bundle cannot be recounted, in the order of the file. */
export function structureFaults(bundle: {
  readonly vote: Loose<BundleVote>;
  readonly roll: readonly BundleEntitlement[];
  readonly ballots: readonly Ballot[];
}): BundleFault[] {
  const { vote, roll, ballots } = bundle;
  const known = new Set(roll.map(({ pseudonym }) => pseudonym));
  const strict = strictVote(vote) ?? { matters: [] };
  return [
    ...voteFaults(vote),
    ...rollFaults(bundleSubject(strict, roll)),
    ...ballots.flatMap((ballot, index) => ballotFaults(vote, known, ballot, `ballots[${index}]`)),
  ];
}
