/** Kinds of contract the plan's firms work under (五(四)). */
export const contractKinds = ['design', 'construction', 'siteSupervision', 'epc', 'materials'] as const;
export type ContractKind = (typeof contractKinds)[number];

export const contractKindNames: Readonly<Record<ContractKind, string>> = {
  design: '设计',
  construction: '施工',
  siteSupervision: '监理',
  epc: '工程总承包（EPC）',
  materials: '材料设备',
};

/** Contracts with labour on site: they need a site supervisor and an account for wages (保障农民工工资支付条例). */
export const hasLabour = (kind: ContractKind): boolean => kind === 'construction' || kind === 'epc';
