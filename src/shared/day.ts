/** A calendar day, `YYYY-MM-DD`. Only `platform/clock` knows which one is today; rules are handed it. */
export type Day = string & { readonly __unit: 'day' };

/** Checks and brands a day; throws RangeError if there is no such day. */
export function day(text: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`not a day: ${text}`);
  return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Day;
}

export const yearOf = (d: Day): number => Number(d.slice(0, 4));
