/** What was refused on the way in, and how it is called on the page 异常尝试. Other areas write kinds of their own. */
export const refusalKinds = {
  'code.unknown': '没有这个住户码',
  'code.slip': '住户码看错或输错',
  'code.locked': '错误过多，暂停受理',
  'code.used': '住户码已在别的手机使用',
  'code.revoked': '住户码已作废',
  'code.expired': '住户码已过期',
  'code.early': '系统时间早于制卡时间',
  'verify.mismatch': '姓名与证件号码不符',
  'verify.locked': '核实次数已用完',
  'oidc.failed': '统一身份登录未通过',
  'oidc.mismatch': '统一身份与业主名册不符',
  'help.mismatch': '证件尾号与业主名册不符',
  'help.locked': '核对证件尾号的次数已用完',
} as const;
export type RefusalKind = keyof typeof refusalKinds;

/** What one address may still try. */
type GuessLimits = {
  readonly perAddress: number;
  readonly district: number;
  readonly perAddressBraked: number;
};

/**
 * Whether an address is refused before its code is looked at. Under many wrong codes from everywhere at once every
 * address has fewer tries, but a first right code is let in from anywhere: an attack shuts nobody out.
 * @param wrong refusals of the window: codes that exist nowhere, of this address and of the whole district. Slips do
 * not count: they say nothing about any card
 */
export function isLocked(
  wrong: { readonly unknown: number; readonly district: number },
  limits: GuessLimits,
): boolean {
  const most = wrong.district >= limits.district ? limits.perAddressBraked : limits.perAddress;
  return wrong.unknown >= most;
}
