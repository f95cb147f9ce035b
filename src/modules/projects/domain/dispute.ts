/** Papers that clause 五(二) demands before a disputed project goes on. */
export const disputePapers = ['riskAssessment', 'emergencyPlan', 'agreement'] as const;
export type DisputePaper = (typeof disputePapers)[number];

export const paperNames: Readonly<Record<DisputePaper, string>> = {
  riskAssessment: '风险评估',
  emergencyPlan: '应急预案',
  agreement: '意见统一的书面记录',
};

/** Figures of the pack: how many rounds of argument, and which papers. */
export type DisputeParams = { readonly minRounds: number; readonly required: readonly DisputePaper[] };

export type DisputeFile = {
  /** Days (`YYYY-MM-DD`) on which the parties argued it through, in any order. */
  readonly rounds: readonly string[];
  /** Day each paper is dated; null when it is not on file. */
  readonly papers: Readonly<Record<DisputePaper, string | null>>;
  /** Numbers of residents' objections that make the estate disputed and are not settled. */
  readonly objections: readonly string[];
};

export type DisputeGate = {
  /** True as long as the estate may not be accepted, planned or started. */
  readonly held: boolean;
  /** What is still lacking, as sentences. */
  readonly lacking: readonly string[];
};

/**
 * Whether a disputed estate is still held (clause 五(二): repeated argument, risk assessment, emergency plan,
 * only after agreement), and no objection that made it disputed is unsettled. The agreement must not be older than the last round: later argument reopens it.
 */
export function disputeGate(file: DisputeFile, params: DisputeParams): DisputeGate {
  const lacking: string[] = [];
  if (file.rounds.length < params.minRounds)
    lacking.push(`论证 ${file.rounds.length} 轮，还差 ${params.minRounds - file.rounds.length} 轮`);
  for (const paper of params.required)
    if (file.papers[paper] === null) lacking.push(`缺${paperNames[paper]}`);
  const last = file.rounds.toSorted().at(-1);
  const { agreement } = file.papers;
  if (params.required.includes('agreement') && agreement !== null && last !== undefined && agreement < last)
    lacking.push(`意见统一的记录（${agreement}）早于最后一轮论证（${last}）`);
  if (file.objections.length > 0) lacking.push(`异议 ${file.objections.join('、')} 尚未了结`);
  return { held: lacking.length > 0, lacking };
}
