/** Words for the kinds of exclusive parts and the sources of areas, as survey names them. */
export const partKindWords: Readonly<Record<string, string>> = {
  dwelling: '住宅',
  shop: '商铺',
  garage: '车库（车位）',
  storage: '储藏室',
  office: '办公',
  other: '其他',
};
export const areaSourceWords: Readonly<Record<string, string>> = {
  register: '不动产登记簿',
  surveyed: '测绘实测',
  contract: '买卖合同',
  stated: '自报（待核实）',
};
