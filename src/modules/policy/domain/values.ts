import { entryFor, entryOn, type Pack } from './pack.ts';
import { type ParameterId, type ParameterValue, parameterIds, shapes } from './shapes.ts';

/** Every parameter's value on one day, by id; what rules are handed. */
export type PackValues = { readonly [K in ParameterId]: ParameterValue<K> };

/** The parameters of the pack that hold no value on the day. */
export const missingOn = (pack: Pack, day: string): ParameterId[] =>
  parameterIds.filter((id) => !entryOn(pack, id, day));

/**
 * The pack's values on a day as one typed object.
 * @param day `YYYY-MM-DD`; for days before the first entry of a parameter that first entry is taken, since a
 * plan is also read for years before it was printed
 * @throws RangeError when a parameter's last period has ended
 */
export function packValues(pack: Pack, day: string): PackValues {
  const values: Record<string, unknown> = {};
  for (const id of parameterIds) {
    const entry = entryFor(pack, id, day);
    if (!entry) throw new RangeError(`parameter ${id} has no value on ${day}`);
    values[id] = shapes[id].parse(entry.value);
  }
  return values as PackValues;
}
