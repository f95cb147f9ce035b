import { type Day, day } from '#shared/day.ts';

/** The only place that knows now. A clock is handed down; rules get days. */
export type Clock = {
  readonly now: () => Date;
  /** Today in China, where every deadline of the plan runs. */
  readonly today: () => Day;
};

const zone = 'Asia/Shanghai';

export function clockAt(now: () => Date): Clock {
  return {
    now,
    today: () =>
      day(
        Temporal.Instant.fromEpochMilliseconds(now().getTime())
          .toZonedDateTimeISO(zone)
          .toPlainDate()
          .toString(),
      ),
  };
}

export const systemClock: Clock = clockAt(() => new Date());
