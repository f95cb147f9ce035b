export const partKinds = ['dwelling', 'shop', 'garage', 'storage', 'office', 'other'] as const;
export type PartKind = (typeof partKinds)[number];
export const partKindNames: Readonly<Record<PartKind, string>> = {
  dwelling: '住宅',
  shop: '商铺',
  garage: '车库（车位）',
  storage: '储藏室',
  office: '办公',
  other: '其他',
};

/** Where an area comes from, the best first (最高人民法院关于审理建筑物区分所有权纠纷案件的解释 art. 8). */
export const areaSources = ['register', 'surveyed', 'contract', 'stated'] as const;
export type AreaSource = (typeof areaSources)[number];
export const areaSourceNames: Readonly<Record<AreaSource, string>> = {
  register: '不动产登记簿',
  surveyed: '测绘实测',
  contract: '买卖合同',
  stated: '自报（待核实）',
};
