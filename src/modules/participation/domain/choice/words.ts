/** What the console, the resident pages and the notices call a choice's states, rules and classes. */
export const choiceStateNames = {
  draft: '拟定中',
  open: '正在选择',
  closed: '已计票',
  cancelled: '已取消',
} as const;
export const ruleNames = { 'equal-shares': '均等份额法', greedy: '票数优先' } as const;
export const classNames = { basic: '基础类', improvement: '完善类', enhancement: '提升类' } as const;
