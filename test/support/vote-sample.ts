/** A small closed vote, and Node's SHA-256, for the tests of the proof. */
import { hash } from 'node:crypto';
import type {
  BundleBallot,
  BundleEntitlement,
  BundleVote,
} from '#modules/participation/domain/proof/bundle.ts';
import type { Digest } from '#modules/participation/domain/proof/digest.ts';
import type { Thresholds } from '#modules/participation/domain/tally/vote.ts';

export const digest: Digest = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  utf8: (text) => Buffer.from(text, 'utf8'),
};

/** 民法典第二百七十八条. */
export const law: Thresholds = {
  article: '民法典第二百七十八条',
  ordinary: { quorum: { num: 2, den: 3 }, majority: { num: 1, den: 2 }, strict: true },
  special: { quorum: { num: 2, den: 3 }, majority: { num: 3, den: 4 }, strict: false },
};

const vote: BundleVote = {
  id: 'vote-1',
  title: '荷塘小区改造事项表决',
  scope: { kind: 'estate', name: '荷塘小区' },
  subject: { kind: 'scheme', id: 's1', version: '2', hash: 'ab'.repeat(32) },
  matters: [
    {
      id: 'fund',
      title: '使用维修资金修缮屋面',
      text: '使用住宅专项维修资金 120000 元修缮 1 至 6 号楼屋面',
      class: 'ordinary',
    },
    { id: 'lift', title: '加装电梯', text: '同意 3 号楼一单元加装电梯', class: 'special' },
  ],
  rules: { unreturned: 'follow-majority', follow: 'count-with-majority' },
  thresholds: law,
  opened: '2021-05-01T00:00:00.000Z',
  closed: '2021-05-10T10:00:00.000Z',
};

const roll: readonly BundleEntitlement[] = [
  { pseudonym: 'p3', areaCm2: 890_000, owner: 'o1', unsold: false },
  { pseudonym: 'p1', areaCm2: 905_500, owner: 'o2', unsold: false },
  { pseudonym: 'p2', areaCm2: 720_000, owner: 'o1', unsold: false },
  { pseudonym: 'p4', areaCm2: 1_200_000, owner: null, unsold: true },
];

const ballot = (
  place: number,
  entitlement: string,
  choices: BundleBallot['choices'],
  at: string,
): Omit<BundleBallot, 'seq' | 'receipt'> => ({
  ...{ entitlement, choices, channel: place % 2 ? 'paper' : 'online', at },
  nonce: place.toString(16).padStart(32, '0'),
});

export const sampleVote = {
  vote,
  roll,
  ballots: [
    ballot(1, 'p1', ['for', 'against'], '2021-05-02T01:00:00.000Z'),
    ballot(2, 'p2', ['for', null], '2021-05-02T01:00:00.000Z'),
    ballot(3, 'p1', ['for', 'for'], '2021-05-03T08:30:00.250Z'),
    ballot(4, 'p4', ['abstain', 'follow'], '2021-05-04T00:00:00.000Z'),
  ],
};
