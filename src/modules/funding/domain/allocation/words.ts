/** Words of states and kinds of the area allocations, the same on screen and on paper. */
export const voucherKindNames = { receipt: '到账', payment: '支付' } as const;
export const voucherStateNames = {
  open: '待对应',
  booked: '已记账',
  setAside: '已搁置',
  undone: '已撤销',
} as const;
export const indicatorStateNames = {
  open: '可用',
  expiring: '将到期',
  expired: '已到期',
  spent: '已安排完',
} as const;
export const noteKindNames = {
  outstanding: '未达账项',
  timing: '时间差',
  missing: '漏记（待补记）',
  error: '差错（待更正）',
} as const;
