/** The stages of money in the order they are shown side by side (五(五)). */
export const stageNames = {
  granted: '预算（指标）',
  arranged: '安排',
  received: '到位',
  committed: '签约',
  measured: '产值（已计量）',
  payable: '应付',
  paid: '已付',
  inKind: '实物投入',
} as const;
export type Stage = keyof typeof stageNames;

/** Which ratios leaders ask for, each of two stages. */
export const ratios = [
  { title: '到位率', of: 'received', over: 'granted' },
  { title: '签约率', of: 'committed', over: 'arranged' },
  { title: '支付进度', of: 'paid', over: 'received' },
  { title: '已付占产值', of: 'paid', over: 'measured' },
] as const satisfies readonly { title: string; of: Stage; over: Stage }[];
