import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWrongPassword, lockedMinutes, passwordFault, sessionEnded, signInRules } from './sign-in.ts';

const minute = 60_000;
const open = { failedAttempts: 0, lockedUntil: null };

describe('连续输错密码锁定', () => {
  it('第五次输错起锁定十五分钟，到时自动解除并重新计数', () => {
    let state: { failedAttempts: number; lockedUntil: number | null } = open;
    for (let n = 1; n < signInRules.attemptsBeforeLock; n++) {
      state = afterWrongPassword(state, 0);
      expect(lockedMinutes(state, 0)).toBe(0);
    }
    state = afterWrongPassword(state, 0);
    expect(lockedMinutes(state, 0)).toBe(15);
    expect(lockedMinutes(state, 15 * minute)).toBe(0);
    expect(afterWrongPassword(state, 15 * minute)).toEqual({ failedAttempts: 1, lockedUntil: null });
  });
});

describe('会话结束', () => {
  it('闲置六十分钟或登录满十二小时结束', () => {
    expect(sessionEnded({ createdAt: 0, lastSeenAt: 0 }, 60 * minute - 1)).toBe(false);
    expect(sessionEnded({ createdAt: 0, lastSeenAt: 0 }, 60 * minute)).toBe(true);
    expect(sessionEnded({ createdAt: 0, lastSeenAt: 719 * minute }, 719 * minute)).toBe(false);
    expect(sessionEnded({ createdAt: 0, lastSeenAt: 720 * minute }, 720 * minute)).toBe(true);
  });
});

describe('密码强度', () => {
  it.each(['Short1!', 'alllowercaseletters', 'ALLUPPER12345', 'Zhang3-zhang3', 'Aaaaa12345!!'])(
    '拒绝 %s',
    (password) => {
      expect(passwordFault(password, 'zhang3')).not.toBeNull();
    },
  );
  it('短于下限的一律拒绝', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: signInRules.passwordLength - 1 }), (password) => {
        expect(passwordFault(password, 'zhang3')).not.toBeNull();
      }),
    );
  });
  it('接受三种字符、十位以上的密码', () => {
    expect(passwordFault('Chunfeng-2021', 'zhang3')).toBeNull();
  });
});
