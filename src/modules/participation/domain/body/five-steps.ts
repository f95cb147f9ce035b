/** The five steps of clause 四(二)3 at which residents take part. */
export const fiveSteps = ['plan', 'build', 'manage', 'review', 'share'] as const;
export type FiveStep = (typeof fiveSteps)[number];
export const fiveStepNames: Readonly<Record<FiveStep, string>> = {
  plan: '决策共谋',
  build: '发展共建',
  manage: '建设共管',
  review: '效果共评',
  share: '成果共享',
};
