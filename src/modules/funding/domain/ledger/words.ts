import type { Fen } from '#shared/money.ts';

/** Accounts of the ledger; those marked `source` run negative, all others never do. */
export const accountNames = {
  origin: '指标来源',
  budget: '可用指标',
  arranged: '已安排',
  committed: '已签约',
  retained: '质量保证金',
  payable: '应付',
  authorised: '已授权',
  paid: '已付',
  outside: '资金流入',
  cash: '到位资金',
  spent: '资金流出',
  inKindOrigin: '实物投入来源',
  inKind: '实物投入',
  suspense: '待查',
  violation: '违规支付',
} as const;
export type Account = keyof typeof accountNames;

export const classNames = { basic: '基础类', improvement: '完善类', enhancement: '提升类' } as const;

export const paymentKindNames = {
  advance: '预付款',
  progress: '进度款',
  settlement: '结算款',
  retention: '质量保证金',
} as const;
export type PaymentKind = keyof typeof paymentKindNames;

export const actNames: Readonly<Record<string, string>> = {
  arrange: '安排',
  commit: '占用',
  pay: '支付',
  inKind: '登记投入',
  measure: '计量',
  advance: '预付',
};

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** Fen as 元 with two decimals and thousands separators, as vouchers write it: 1234567 → `12,345.67`. */
export function yuanText(amount: Fen | bigint): string {
  const magnitude = amount < 0n ? -amount : amount;
  const text = `${group(String(magnitude / 100n))}.${String(magnitude % 100n).padStart(2, '0')}`;
  return amount < 0n ? `-${text}` : text;
}

/** Basis points (1/10000) as percent text: 1250 → `12.5%`. */
export const percentText = (basisPoints: number): string => `${basisPoints / 100}%`;

export const postingKindNames: Readonly<Record<string, string>> = {
  grant: '指标下达',
  increase: '追加',
  recall: '收回',
  carry: '结转',
  lapse: '结余收回',
  arrange: '安排',
  unarrange: '收回安排',
  receive: '到账',
  refund: '退款',
  commit: '签约占用',
  uncommit: '解除占用',
  measure: '计量',
  authorise: '授权支付',
  paid: '支付',
  violation: '违规支付',
  inKind: '实物投入',
  reverse: '冲正',
};

export const caseKindNames: Readonly<Record<string, string>> = {
  unauthorised: '无授权支付',
  'above-authorised': '超授权支付',
  overdrawn: '超到位资金支付',
  payee: '收款人不符',
  'in-kind': '实物来源付款',
  'over-received': '超指标到账',
};
export const caseHowNames: Readonly<Record<string, string>> = {
  returned: '款项已退回（冲正）',
  attached: '补办授权后对应',
  explained: '书面说明',
};
export const sourceStateNames = { open: '可用', expired: '已过期', spent: '已用完' } as const;
