import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles } from '#shared/actor.ts';
import {
  type ApplicationState,
  type ApplicationStep,
  applicationSteps,
  stepsFrom,
  takeStep,
} from './application.ts';

const fine = { eligible: 'yes', opinion: 'support', disputeOpen: false, inProject: false } as const;
const by = { roles, text: '理由' };

describe('五(二)：自下而上的申请', () => {
  test('社区申请、街道意见、专班受理', () => {
    expect(takeStep(null, 'apply', { roles: ['communityClerk'], text: '' }, fine)).toEqual({
      ok: true,
      state: 'submitted',
    });
    expect(takeStep('submitted', 'opine', { roles: ['subdistrictClerk'], text: '同意' }, fine)).toEqual({
      ok: true,
      state: 'opined',
    });
    expect(takeStep('opined', 'accept', { roles: ['taskForce'], text: '' }, fine)).toEqual({
      ok: true,
      state: 'accepted',
    });
  });

  test.each([
    ['accept', 'communityClerk'],
    ['accept', 'subdistrictClerk'],
    ['return', 'subdistrictClerk'],
    ['opine', 'communityClerk'],
    ['opine', 'taskForce'],
    ['apply', 'taskForce'],
    ['apply', 'auditor'],
    ['withdraw', 'leader'],
  ] as const)('%s 不由 %s 办理', (step, role) => {
    expect(takeStep('submitted', step, { roles: [role], text: 'x' }, fine)).toEqual({
      ok: false,
      refusal: 'role',
    });
  });

  test('没有街道意见不能受理；退回、撤回、意见须写明理由', () => {
    expect(takeStep('submitted', 'accept', by, fine)).toEqual({ ok: false, refusal: 'state' });
    for (const [state, step] of [
      ['opined', 'return'],
      ['submitted', 'withdraw'],
      ['submitted', 'opine'],
    ] as const)
      expect(takeStep(state, step, { ...by, text: ' ' }, fine)).toEqual({
        ok: false,
        refusal: 'text-missing',
      });
  });

  test.each([
    [{ eligible: 'no' }, 'not-eligible'],
    [{ eligible: 'unknown' }, 'eligibility-unknown'],
    [{ opinion: 'oppose' }, 'opposed'],
    [{ disputeOpen: true }, 'dispute-open'],
  ] as const)('三、五(二)：%o 时不能受理', (change, refusal) => {
    expect(takeStep('opined', 'accept', by, { ...fine, ...change })).toEqual({ ok: false, refusal });
  });

  test('已列入项目的不能撤销受理', () => {
    expect(takeStep('accepted', 'revoke', by, { ...fine, inProject: true })).toEqual({
      ok: false,
      refusal: 'in-project',
    });
    expect(takeStep('accepted', 'revoke', by, fine)).toEqual({ ok: true, state: 'returned' });
  });

  test('任何走法都不会跳过街道意见而被受理', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...applicationSteps), { maxLength: 20 }), (steps) => {
        let state: ApplicationState | null = null;
        let before: ApplicationStep | null = null;
        for (const step of steps) {
          const result = takeStep(state, step, by, fine);
          if (!result.ok) continue;
          if (result.state === 'accepted') expect(before).toBe('opine');
          before = step;
          state = result.state;
        }
      }),
    );
  });

  test('页面给出的步骤就是规则允许的步骤', () => {
    expect(stepsFrom('opined', ['taskForce'])).toEqual(['accept', 'return']);
    expect(stepsFrom(null, ['communityClerk'])).toEqual(['apply']);
    expect(stepsFrom('accepted', ['communityClerk'])).toEqual([]);
  });
});
