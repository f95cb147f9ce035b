/** What a legal vote (依法表决) goes through; nothing ever goes back past `announced`. */
export const voteStates = ['draft', 'roll', 'announced', 'open', 'closed', 'posted', 'cancelled'] as const;
export type VoteState = (typeof voteStates)[number];
export const voteStateNames: Readonly<Record<VoteState, string>> = {
  draft: '筹备',
  roll: '名册公示',
  announced: '已公告',
  open: '投票中',
  closed: '已计票',
  posted: '结果已公布',
  cancelled: '已取消',
};

export const voteSteps = ['publishRoll', 'recall', 'announce', 'open', 'close', 'post', 'cancel'] as const;
export type VoteStep = (typeof voteSteps)[number];
export const voteStepNames: Readonly<Record<VoteStep, string>> = {
  publishRoll: '公示名册',
  recall: '收回名册',
  announce: '发布表决公告',
  open: '开始投票',
  close: '截止计票',
  post: '公布结果',
  cancel: '取消表决',
};

/** Step → the states it may be taken from, and where it leads. */
const moves: Readonly<Record<VoteStep, { readonly from: readonly VoteState[]; readonly to: VoteState }>> = {
  publishRoll: { from: ['draft'], to: 'roll' },
  recall: { from: ['roll'], to: 'draft' },
  announce: { from: ['roll'], to: 'announced' },
  open: { from: ['announced'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  post: { from: ['closed'], to: 'posted' },
  cancel: { from: ['draft', 'roll', 'announced', 'open'], to: 'cancelled' },
};

/** Where a step leads, or null where it cannot be taken from this state. */
export const moveOf = (state: VoteState, step: VoteStep): VoteState | null =>
  moves[step].from.includes(state) ? moves[step].to : null;

/** The steps that could come next, whatever is still missing for them. */
export const stepsFrom = (state: VoteState): VoteStep[] =>
  voteSteps.filter((step) => moves[step].from.includes(state));

/** Once announced, question, rules, roll and dates stay as they were announced. */
export const isFrozen = (state: VoteState): boolean => state !== 'draft' && state !== 'roll';

export const conveners = [
  'ownersAssembly',
  'residentsCommittee',
  'managementCommittee',
  'subdistrict',
] as const;
export type Convener = (typeof conveners)[number];
export const convenerNames: Readonly<Record<Convener, string>> = {
  ownersAssembly: '业主大会（业主委员会）',
  residentsCommittee: '居民委员会',
  managementCommittee: '物业管理委员会',
  subdistrict: '街道办事处（乡镇人民政府）',
};

export const voteScopes = ['estate', 'building', 'entrance'] as const;
export type VoteScope = (typeof voteScopes)[number];
export const voteScopeNames: Readonly<Record<VoteScope, string>> = {
  estate: '整个小区',
  building: '一栋楼',
  entrance: '一个单元',
};

/** The estate, its building and its entrance in one word: 幸福小区3号楼1单元. */
export const scopeName = (estate: string, building: string | null, entrance: string | null): string =>
  [estate, building, entrance].filter(Boolean).join('');
