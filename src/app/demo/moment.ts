import { type Clock, clockAt } from '#platform/clock.ts';

const dayMs = 86_400_000;
const zone = 'Asia/Shanghai';

/**
 * The clock the demo is loaded by. Votes, notices and objections run for weeks by law, so the loading walks through
 * ten of them: from `span` days before the first start up to it. Time only ever goes forward.
 */
export type Walk = {
  readonly clock: Clock;
  /** Goes to half past nine in the morning, China, so many days before the end; 0 is the end itself. */
  readonly goTo: (daysBefore: number) => void;
  /** The day so many days before the end (negative: after it). */
  readonly day: (daysBefore: number) => string;
  /** A time of that day as an instant, `09:00` in China. */
  readonly at: (daysBefore: number, time: string) => string;
  /** Ends the walk elsewhere: where it ended when a start was cut short. */
  readonly endAt: (end: Date) => void;
};

/** @param real the clock of the machine; it lends its seconds, so that no two things happen at the same time */
export function walkBefore(real: Clock, span: number): Walk {
  const started = real.now().getTime();
  let end = started;
  let daysBefore = span;
  const day = (before: number) =>
    Temporal.Instant.fromEpochMilliseconds(end)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .subtract({ days: before })
      .toString();
  const at = (before: number, time: string) => `${day(before)}T${time}:00+08:00`;
  const start = () => (daysBefore === 0 ? end : new Date(at(daysBefore, '09:30')).getTime());
  let moved = started;
  return {
    clock: clockAt(() => new Date(start() + ((real.now().getTime() - moved) % dayMs))),
    goTo: (before) => {
      daysBefore = before;
      moved = real.now().getTime();
    },
    day,
    at,
    endAt: (instant) => {
      end = Math.min(instant.getTime(), started);
    },
  };
}
