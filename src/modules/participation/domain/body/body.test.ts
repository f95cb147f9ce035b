import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { addDays } from '#shared/working-days.ts';
import { committeeFaults, type Member, posts, seats, termState } from './body.ts';
import { findingDue, findingState, isOverdue } from './finding.ts';

const rule = { minMembers: 7, odd: true, ownerShare: '1/2', chairs: ['subdistrict', 'residentsCommittee'] };
const chair: Member = { seat: 'residentsCommittee', post: 'chair' };
const of = (owners: number, others: number): Member[] => [
  chair,
  ...Array.from({ length: owners }, (): Member => ({ seat: 'owner', post: 'member' })),
  ...Array.from({ length: others }, (): Member => ({ seat: 'party', post: 'member' })),
];

describe('物业管理委员会的组成（聊城市、山东省物业管理条例）', () => {
  it('七人单数、业主过半、主任来自居委会：合规', () => {
    expect(committeeFaults(of(4, 2), rule)).toEqual([]);
  });
  it('五人、六人、八人各有说法', () => {
    expect(committeeFaults(of(3, 1), rule).map((one) => one.message)).toEqual(['成员 5 人，应不少于 7 人']);
    expect(committeeFaults(of(4, 1), rule)).toHaveLength(2);
    expect(committeeFaults(of(5, 2), rule).map((one) => one.message)).toEqual(['成员 8 人，应为单数']);
  });
  it('业主不足一半；恰为一半合规（“以上”含本数）', () => {
    expect(committeeFaults(of(3, 3), rule)).toHaveLength(1);
    expect(committeeFaults(of(4, 3), { ...rule, odd: false })).toEqual([]);
  });
  it('主任是业主、没有主任、有两位主任都不合规', () => {
    const members = of(5, 1).slice(1);
    expect(committeeFaults([{ seat: 'owner', post: 'chair' }, ...members], rule)).toHaveLength(1);
    expect(committeeFaults([{ seat: 'owner', post: 'member' }, ...members], rule)).toHaveLength(1);
    expect(committeeFaults([chair, chair, ...members.slice(1)], rule)).toHaveLength(1);
  });
  it('合规当且仅当各条件都满足', () => {
    const member = fc.record({ seat: fc.constantFrom(...seats), post: fc.constantFrom(...posts) });
    fc.assert(
      fc.property(fc.array(member, { maxLength: 15 }), (members) => {
        const chairs = members.filter((one) => one.post === 'chair');
        const good =
          members.length >= 7 &&
          members.length % 2 === 1 &&
          members.filter((one) => one.seat === 'owner').length * 2 >= members.length &&
          chairs.length === 1 &&
          chairs.every((one) => ['subdistrict', 'residentsCommittee'].includes(one.seat));
        expect(committeeFaults(members, rule).length === 0).toBe(good);
        // The same share written as a decimal decides the same.
        expect(committeeFaults(members, { ...rule, ownerShare: '0.5' }).length).toBe(
          committeeFaults(members, rule).length,
        );
      }),
    );
  });
});

describe('任期与整改', () => {
  it('届满前六十天起提醒，届满次日起为已届满', () => {
    const until = day('2026-12-31');
    const at = (n: number) => termState({ termUntil: until, endedOn: null }, addDays(until, n), 60);
    expect([at(-61), at(-60), at(0), at(1)]).toEqual(['running', 'soon', 'soon', 'over']);
    expect(termState({ termUntil: null, endedOn: null }, until, 60)).toBe('open');
    expect(termState({ termUntil: until, endedOn: until }, until, 60)).toBe('ended');
  });
  it('答复了还要验收；逾期只算未答复的', () => {
    const found = day('2026-11-22');
    const dueOn = findingDue(found, 'danger', { note: 30, defect: 15, danger: 3 });
    expect(dueOn).toBe('2026-11-25');
    const state = findingState({ answered: false, accepted: false });
    expect(isOverdue({ dueOn, state }, day('2026-11-25'))).toBe(false);
    expect(isOverdue({ dueOn, state }, day('2026-11-26'))).toBe(true);
    expect(
      isOverdue({ dueOn, state: findingState({ answered: true, accepted: false }) }, day('2027-01-01')),
    ).toBe(false);
    expect(findingState({ answered: true, accepted: true })).toBe('accepted');
  });
});
