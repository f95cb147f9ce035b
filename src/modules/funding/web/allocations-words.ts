/** Words of states and kinds on the pages of the area allocations. */
export const allocationStateNames = {
  draft: '编制中',
  submitted: '待批准',
  approved: '已批准',
  published: '已公布',
  withdrawn: '已作废',
} as const;
export const reconciliationStateNames = { open: '编制中', prepared: '待复核', signed: '已签字' } as const;
export const importStateNames = {
  checking: '正在核对',
  checked: '已核对',
  failed: '没有读成',
  committing: '正在记账',
  committed: '已记账',
  undone: '已撤销',
} as const;
export const actKindNames = { carry: '结转', recall: '收回', clawback: '追回' } as const;
export const agreementNames = { amount: '金额相合', payee: '收款人相合', document: '文号相合' } as const;
export const postingNames: Readonly<Record<string, string>> = {
  receive: '到账',
  paid: '支付',
  refund: '退款',
  reverse: '冲正',
};
