import { z } from 'zod';
import { daySchema, isUnverified, type Parameter, parameterSchema } from './parameter.ts';
import { type RelatedValues, type RelationFault, relatedIds, relationFaults } from './relations.ts';
import { isParameterId, type ParameterId, parameterIds, shapes } from './shapes.ts';

const documentSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  number: z.string(),
  day: daySchema.nullable(),
  note: z.string().default(''),
});

const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  district: z.string().regex(/^\d{6}$/),
  documents: z.array(documentSchema),
  parameters: z.array(parameterSchema),
});

/** A rule pack: every figure and list that comes from a document, or is assumed for want of one. */
export type Pack = z.infer<typeof packSchema>;
export type PackFault = { readonly at: string; readonly message: string };
export type PackReading =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly faults: readonly PackFault[] };

const faultsOf = (at: string, error: z.ZodError): PackFault[] =>
  error.issues.map((issue) => ({
    at: [at, ...issue.path.map(String)].filter(Boolean).join('.'),
    message: issue.message,
  }));

/** Whether two entries of one parameter would hold on the same day; an open end never ends. */
const overlaps = (a: Parameter, b: Parameter): boolean =>
  (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to);

function entryFaults(parameter: Parameter): PackFault[] {
  if (!isParameterId(parameter.id)) return [{ at: parameter.id, message: '规则包中没有这个参数' }];
  const faults: PackFault[] = [];
  const value = shapes[parameter.id].safeParse(parameter.value);
  if (!value.success) faults.push(...faultsOf(parameter.id, value.error));
  if (parameter.to !== null && parameter.to < parameter.from)
    faults.push({ at: parameter.id, message: '失效日期早于生效日期' });
  if (parameter.value === null && !isUnverified(parameter))
    faults.push({ at: parameter.id, message: '没有取值的参数应标为待核' });
  return faults;
}

/**
 * Checks a pack as read from its file: the shape of each value, unknown and missing parameters, periods of
 * one parameter that overlap; once these are right, whether the values fit one another. Answers with every
 * fault at once.
 * @param input the parsed YAML or JSON document
 */
export function parsePack(input: unknown): PackReading {
  const read = packSchema.safeParse(input);
  if (!read.success) return { ok: false, faults: faultsOf('', read.error) };
  const pack = read.data;
  const faults = pack.parameters.flatMap(entryFaults);
  pack.parameters.forEach((one, index) => {
    const clash = pack.parameters
      .slice(index + 1)
      .some((other) => other.id === one.id && overlaps(one, other));
    if (clash) faults.push({ at: one.id, message: '同一参数的有效期重叠' });
  });
  for (const id of parameterIds)
    if (!pack.parameters.some((one) => one.id === id)) faults.push({ at: id, message: '规则包缺少这个参数' });
  if (faults.length === 0)
    for (const { ids, message } of packRelationFaults(pack)) faults.push({ at: ids[0], message });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, pack };
}

/** The entry of a parameter that holds on a day, if the pack has one. */
export const entryOn = (pack: Pack, id: string, day: string): Parameter | undefined =>
  pack.parameters.find((one) => one.id === id && one.from <= day && (one.to === null || day <= one.to));

/** The entry that holds on a day; for days before the first entry of a parameter, that first entry. */
export function entryFor(pack: Pack, id: ParameterId, day: string): Parameter | undefined {
  const held = entryOn(pack, id, day);
  if (held) return held;
  const [first] = pack.parameters.filter((one) => one.id === id).sort((a, b) => (a.from < b.from ? -1 : 1));
  return first && day < first.from ? first : undefined;
}

/**
 * Parameters that do not fit one another in some period of the pack, each pair told once. Values must have
 * their shapes; a period in which one of them holds no value is left to whoever asks for that day.
 */
export function packRelationFaults(pack: Pack): RelationFault[] {
  const found = new Map<string, RelationFault>();
  for (const day of new Set(pack.parameters.map((one) => one.from))) {
    const values = relatedIds.flatMap((id) => {
      const entry = entryFor(pack, id, day);
      return entry ? [[id, shapes[id].parse(entry.value)] as const] : [];
    });
    if (values.length < relatedIds.length) continue;
    for (const fault of relationFaults(Object.fromEntries(values) as RelatedValues))
      if (!found.has(fault.ids.join())) found.set(fault.ids.join(), fault);
  }
  return [...found.values()];
}
