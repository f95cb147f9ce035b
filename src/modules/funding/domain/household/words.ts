/** What a collection, its bills and its papers may be, and what people call it. */
export const collectionStates = ['draft', 'issued', 'closed', 'cancelled'] as const;
export type CollectionState = (typeof collectionStates)[number];
export const collectionStateNames: Readonly<Record<CollectionState, string>> = {
  draft: '拟定中',
  issued: '归集中',
  closed: '已结束',
  cancelled: '已取消',
};

export const divideMethods = ['agreement', 'area', 'equal', 'floor'] as const;
export type DivideMethod = (typeof divideMethods)[number];
export const methodNames: Readonly<Record<DivideMethod, string>> = {
  agreement: '按约定',
  area: '按专有部分面积',
  equal: '按户均摊',
  floor: '按楼层系数与面积',
};

export const collectionScopes = ['estate', 'building', 'entrance'] as const;
export type CollectionScope = (typeof collectionScopes)[number];

export const partKinds = ['dwelling', 'shop', 'garage', 'storage', 'office', 'other'] as const;
export type PartKind = (typeof partKinds)[number];
export const partKindNames: Readonly<Record<PartKind, string>> = {
  dwelling: '住宅',
  shop: '商铺',
  garage: '车库',
  storage: '储藏室',
  office: '办公',
  other: '其他',
};

export const reliefKinds = ['exemption', 'hardship'] as const;

export const receiptWays = ['bank', 'cash', 'transfer'] as const;
export const receiptWayNames: Readonly<Record<(typeof receiptWays)[number], string>> = {
  bank: '银行流水',
  cash: '现金（当面）',
  transfer: '转账凭证',
};
export const reminderWays = ['door', 'notice', 'phone', 'visit'] as const;

/** How a bill stands, in the words of the list; from its figures and days alone. */
export const billStates = ['undue', 'open', 'arrears', 'paid', 'overpaid', 'free'] as const;
export type BillState = (typeof billStates)[number];
export const billStateNames: Readonly<Record<BillState, string>> = {
  undue: '未到应缴',
  open: '待缴',
  arrears: '逾期欠缴',
  paid: '已缴清',
  overpaid: '多缴',
  free: '无须缴纳',
};

export const matchKinds = ['exact', 'probable', 'none', 'duplicate', 'return'] as const;
export type MatchKind = (typeof matchKinds)[number];
