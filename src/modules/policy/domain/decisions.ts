import { entryOn, type Pack, packRelationFaults } from './pack.ts';
import { isUnverified, type Parameter } from './parameter.ts';
import { isParameterId, shapes } from './shapes.ts';

/** What a user decided about a parameter: it is right as it stands, another value holds, or back to the pack. */
export type Decision = {
  readonly parameter: string;
  readonly kind: 'confirm' | 'override' | 'revert';
  /** The other value, of the parameter's shape; only for an override. */
  readonly value?: unknown;
  readonly reason: string;
};

export type Standing = 'given' | 'unverified' | 'confirmed' | 'overridden';

export const standingNames: Readonly<Record<Standing, string>> = {
  given: '按文件',
  unverified: '待核',
  confirmed: '已确认',
  overridden: '已调整',
};

/** A parameter as it stands after the decisions, beside what the pack gives. */
export type Standpoint = {
  readonly parameter: Parameter;
  readonly packValue: unknown;
  readonly standing: Standing;
  readonly reason: string | null;
};

/** How each parameter stands on a day; later decisions replace earlier ones on the same parameter. */
export function standpoints(pack: Pack, decisions: readonly Decision[], day: string): Standpoint[] {
  const standing = effective(pack, decisions);
  const ids = [...new Set(pack.parameters.map((one) => one.id))];
  return ids.flatMap((id) => {
    const entry = entryOn(pack, id, day) ?? pack.parameters.find((one) => one.id === id);
    return entry ? [standpointOf(entry, standing.get(id))] : [];
  });
}

function standpointOf(entry: Parameter, decision: Decision | undefined): Standpoint {
  const base = { parameter: entry, packValue: entry.value, reason: decision?.reason ?? null };
  if (decision?.kind === 'override')
    return { ...base, parameter: { ...entry, value: decision.value }, standing: 'overridden' };
  if (decision?.kind === 'confirm') return { ...base, standing: 'confirmed' };
  return { ...base, reason: null, standing: isUnverified(entry) ? 'unverified' : 'given' };
}

/** Faults of a value proposed for a parameter; empty when it may be used. */
export function valueFaults(id: string, value: unknown): string[] {
  if (!isParameterId(id)) return ['规则包中没有这个参数'];
  const read = shapes[id].safeParse(value);
  return read.success
    ? []
    : read.error.issues.map((issue) =>
        issue.path.length > 0 ? `${issue.path.map(String).join('.')}：${issue.message}` : issue.message,
      );
}

/** The pack with one parameter's value replaced in every period. */
const withValue = (pack: Pack, id: string, value: unknown): Pack => ({
  ...pack,
  parameters: pack.parameters.map((entry) => (entry.id === id ? { ...entry, value } : entry)),
});

/**
 * The last decision on each parameter, without overrides that no longer hold: the pack may have been replaced
 * since, so that a value has not the parameter's shape any more or does not fit the others.
 */
function effective(pack: Pack, decisions: readonly Decision[]): ReadonlyMap<string, Decision> {
  const last = new Map(decisions.map((one) => [one.parameter, one]));
  for (const [id, one] of last)
    if (one.kind === 'override' && valueFaults(id, one.value).length > 0) last.delete(id);
  const unfit = packRelationFaults(replaced(pack, last)).flatMap((one) => one.ids);
  const dropped = unfit.filter((id) => last.get(id)?.kind === 'override' && last.delete(id));
  // What was left out may have held up another override.
  return dropped.length > 0 ? effective(pack, [...last.values()]) : last;
}

const replaced = (pack: Pack, last: ReadonlyMap<string, Decision>): Pack =>
  [...last.values()].reduce(
    (now, one) => (one.kind === 'override' ? withValue(now, one.parameter, one.value) : now),
    pack,
  );

/** The pack with the overrides that hold put in place of its values, in every period; confirmations change no value. */
export const applyDecisions = (pack: Pack, decisions: readonly Decision[]): Pack =>
  replaced(pack, effective(pack, decisions));

/**
 * Faults of a decision to come: the value itself, then whether the pack as it would stand fits together.
 * Going back to the pack's value is checked likewise, since other overrides may rest on the one that goes.
 */
export function decisionFaults(
  pack: Pack,
  decisions: readonly Decision[],
  next: Pick<Decision, 'parameter' | 'kind' | 'value'>,
): string[] {
  const own = next.kind === 'override' ? valueFaults(next.parameter, next.value) : [];
  if (own.length > 0 || next.kind === 'confirm') return own;
  const standing = new Map(effective(pack, decisions));
  standing.set(next.parameter, { ...next, reason: '' });
  return packRelationFaults(replaced(pack, standing)).map((one) => one.message);
}
