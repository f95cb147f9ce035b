import { expect, it } from 'vitest';
import { clockAt } from '#platform/clock.ts';
import { walkBefore } from './moment.ts';

const real = (iso: string) => {
  let now = new Date(iso).getTime();
  return {
    clock: clockAt(() => new Date(now)),
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
};

it('从启动前若干天走到启动这一刻，时间只往前，不超过真实时间', () => {
  const { clock, pass } = real('2026-11-22T15:40:00+08:00');
  const walk = walkBefore(clock, 75);
  expect(walk.clock.now().toISOString()).toBe('2026-09-08T01:30:00.000Z');
  let before = walk.clock.now();
  for (const days of [70, 14, 0]) {
    pass(3);
    walk.goTo(days);
    expect(walk.clock.today()).toBe(walk.day(days));
    expect(walk.clock.now() > before).toBe(true);
    before = walk.clock.now();
  }
  pass(3);
  expect(walk.clock.now() <= clock.now()).toBe(true);
  expect(walk.at(-6, '18:00')).toBe('2026-11-28T18:00:00+08:00');
});

it('中断后接着载入：仍按第一次的日子，也不走到将来', () => {
  const { clock } = real('2026-11-25T08:00:00+08:00');
  const walk = walkBefore(clock, 75);
  walk.endAt(new Date('2026-11-22T09:30:00+08:00'));
  expect(walk.day(0)).toBe('2026-11-22');
  walk.endAt(new Date('2027-01-01T00:00:00+08:00'));
  walk.goTo(0);
  expect(walk.clock.now() <= clock.now()).toBe(true);
});
