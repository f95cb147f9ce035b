/** Where a version of a scheme stands, in its order; `returned` and `cancelled` are ends besides `approved`. */
export const versionStateNames = {
  draft: '编制中',
  submitted: '联合审查中',
  reviewed: '审查通过',
  posted: '公示中',
  approved: '已批准',
  returned: '已退回',
  cancelled: '已取消',
} as const;
export type VersionState = keyof typeof versionStateNames;
export const isVersionState = (text: string): text is VersionState => Object.hasOwn(versionStateNames, text);
