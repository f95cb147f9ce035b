export const variationKindNames = {
  design: '设计变更',
  quantity: '工程量变化',
  site: '现场条件变化',
  price: '价格调整',
  other: '其他',
} as const;
export type VariationKind = keyof typeof variationKindNames;

export const variationStateNames = {
  asked: '待批准',
  approved: '已批准',
  refused: '不批准',
  withdrawn: '已撤回',
} as const;
export type VariationState = keyof typeof variationStateNames;

export const figureKindNames = {
  estimate: '经批准的投资估算',
  preliminaryBudget: '经核定的投资概算',
  report: '概算超估算的报告或重新批复',
  excess: '超概算的核定',
} as const;
export type FigureKind = keyof typeof figureKindNames;

export const figureStateNames = {
  effective: '生效',
  asked: '待另一人确认',
  refused: '未予确认',
} as const;
export type FigureState = keyof typeof figureStateNames;
