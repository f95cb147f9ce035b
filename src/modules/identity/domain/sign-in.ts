import { type Day, day } from '#shared/day.ts';

/** How sign-in is guarded. Times in minutes. GB/T 22239-2019 8.1.4.1 asks for lockout, idle end and complexity. */
export const signInRules = {
  attemptsBeforeLock: 5,
  lockMinutes: 15,
  idleMinutes: 60,
  absoluteMinutes: 12 * 60,
  passwordLength: 10,
} as const;

export type LockState = { failedAttempts: number; lockedUntil: number | null };

/** Minutes until the account opens again; 0 when it is open. `now` and `lockedUntil` are epoch milliseconds. */
export const lockedMinutes = (state: LockState, now: number): number =>
  state.lockedUntil !== null && state.lockedUntil > now ? Math.ceil((state.lockedUntil - now) / 60_000) : 0;

/** The state after one more wrong password. A lock that has run out starts the count afresh. */
export function afterWrongPassword(state: LockState, now: number): LockState {
  const fresh = state.lockedUntil !== null && state.lockedUntil <= now;
  const failedAttempts = (fresh ? 0 : state.failedAttempts) + 1;
  const locks = failedAttempts >= signInRules.attemptsBeforeLock;
  return { failedAttempts, lockedUntil: locks ? now + signInRules.lockMinutes * 60_000 : null };
}

/** Whether a session has ended, by idleness or by age. Instants are epoch milliseconds. */
export const sessionEnded = (session: { createdAt: number; lastSeenAt: number }, now: number): boolean =>
  now - session.lastSeenAt >= signInRules.idleMinutes * 60_000 ||
  now - session.createdAt >= signInRules.absoluteMinutes * 60_000;

/** The last day of an account that was given until then, when it lies before today; else null. */
export const accountEnded = (validUntil: string | null, today: Day): Day | null =>
  validUntil !== null && validUntil < today ? day(validUntil) : null;

/** Why a password is too weak, in Chinese; null when it will do. */
export function passwordFault(password: string, login: string): string | null {
  if ([...password].length < signInRules.passwordLength) return `至少 ${signInRules.passwordLength} 个字符。`;
  if (password.length > 200) return '不能超过 200 个字符。';
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  if (kinds < 3) return '须含大写字母、小写字母、数字、符号中的三种。';
  if (login.length >= 3 && password.toLowerCase().includes(login.toLowerCase())) return '不能包含用户名。';
  if (/(.)\1{3}/.test(password)) return '不能连续四个相同字符。';
  return null;
}
