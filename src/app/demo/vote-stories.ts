import type { CastName } from './cast.ts';

export type Mark = 'for' | 'against' | 'abstain';
type Matter = { readonly title: string; readonly text: string; readonly kind: string };

/** A legal vote of the demo. Days are counted back from the end of the walk; negative ones lie ahead. */
export type VoteStory = {
  readonly estate: CastName;
  readonly title: string;
  readonly convener: 'ownersAssembly' | 'managementCommittee' | 'residentsCommittee';
  readonly convenerName: string;
  readonly matters: readonly Matter[];
  /** First and last day of voting; null where nothing is fixed yet. */
  readonly voting: readonly [number, number] | null;
  /** Last day for objections to the roll. */
  readonly objectionsUntil: number;
  /** Share of those able to who hand in a ballot, in percent. */
  readonly taking: number;
  /** How the ballot with the n-th largest area of `all` marks the matter numbered so. */
  readonly mark: (rank: number, all: number, matter: number) => Mark;
};

const scheme = {
  title: '同意本小区改造方案',
  text: '按公示的方案实施基础类与完善类改造（虚构）。',
  kind: 'other',
} as const;
const manager = {
  title: '改造后选聘物业服务企业',
  text: '由物业管理委员会依法招选，合同期三年（虚构）。',
  kind: 'manager',
} as const;
const parking = {
  title: '利用小区空地划定停车位',
  text: '划定 24 个车位，收益归全体业主（虚构）。',
  kind: 'commonUse',
} as const;

/** Most say yes to everything. */
const agreeing = (rank: number): Mark => (rank % 13 === 4 ? 'against' : rank % 17 === 9 ? 'abstain' : 'for');
/** The larger the flat, the less they like it: more heads than half say yes, with less area than half. */
const larger = (rank: number, all: number, matter: number): Mark =>
  rank < (matter === 0 ? Math.ceil(all / 2) - 1 : Math.floor(all / 4)) ? 'against' : 'for';

export const voteStories = {
  passed: {
    ...{ estate: 'passed', title: '改造方案及停车位表决（虚构演示）' },
    ...{ convener: 'ownersAssembly', convenerName: '翠竹新村业主委员会（虚构）' },
    ...{ matters: [scheme, parking], voting: [30, 16], objectionsUntil: 47, taking: 92, mark: agreeing },
  },
  split: {
    ...{ estate: 'split', title: '物业选聘及停车位表决（虚构演示）' },
    ...{ convener: 'managementCommittee', convenerName: '瑞祥新村物业管理委员会（虚构）' },
    ...{ matters: [manager, parking], voting: [30, 16], objectionsUntil: 47, taking: 88, mark: larger },
  },
  voting: {
    ...{ estate: 'voting', title: '改造方案表决（虚构演示）' },
    ...{ convener: 'residentsCommittee', convenerName: '祥和家园所在社区居民委员会（虚构）' },
    ...{ matters: [scheme, manager], voting: [8, -6], objectionsUntil: 30, taking: 55, mark: agreeing },
  },
  announced: {
    ...{ estate: 'announced', title: '停车位表决（虚构演示）' },
    ...{ convener: 'residentsCommittee', convenerName: '福源家园所在社区居民委员会（虚构）' },
    ...{ matters: [parking], voting: [-10, -24], objectionsUntil: 12, taking: 0, mark: agreeing },
  },
  drafting: {
    ...{ estate: 'drafting', title: '改造方案表决（虚构演示，筹备中）' },
    ...{ convener: 'residentsCommittee', convenerName: '所在社区居民委员会（虚构）' },
    ...{ matters: [scheme], voting: null, objectionsUntil: 0, taking: 0, mark: agreeing },
  },
} as const satisfies Readonly<Record<string, VoteStory>>;
