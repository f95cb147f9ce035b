import { type Day, day } from './day.ts';

/** Days that differ from the weekday they fall on, as the state announces them each year. */
export type Holidays = { readonly off: readonly string[]; readonly work: readonly string[] };

export type AnswerClock = { readonly days: number; readonly unit: 'working' | 'calendar' };

/** The day `count` calendar days later. */
export const addDays = (from: Day, count: number): Day =>
  day(Temporal.PlainDate.from(from).add({ days: count }).toString());

/** Monday to Friday unless announced as a holiday; Saturday and Sunday only where announced as working. */
export function isWorkingDay(one: Day, holidays: Holidays): boolean {
  if (holidays.work.includes(one)) return true;
  return Temporal.PlainDate.from(one).dayOfWeek <= 5 && !holidays.off.includes(one);
}

/** No announced holiday lasts so long; a list that leaves no working day at all must not run for ever. */
const longestBreak = 366;

/**
 * The last day of a period of `count` working days; the day of receipt is not counted (民法典 201).
 * @throws RangeError when the holidays leave no working day within a year
 */
export function addWorkingDays(from: Day, count: number, holidays: Holidays): Day {
  let at = from;
  let idle = 0;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at, holidays)) {
      left -= 1;
      idle = 0;
    } else if (++idle > longestBreak) throw new RangeError('no working day within a year');
  }
  return at;
}

/** The last day of a period that begins with something received on a day (for objections 聊城市物业管理条例 66). */
export const answerDue = (received: Day, clock: AnswerClock, holidays: Holidays): Day =>
  clock.unit === 'working' ? addWorkingDays(received, clock.days, holidays) : addDays(received, clock.days);
