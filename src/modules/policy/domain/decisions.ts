import { entryOn, type Pack } from './pack.ts';
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

const lastOf = (decisions: readonly Decision[], id: string): Decision | undefined =>
  decisions.findLast((one) => one.parameter === id);

/** How each parameter stands on a day; later decisions replace earlier ones on the same parameter. */
export function standpoints(pack: Pack, decisions: readonly Decision[], day: string): Standpoint[] {
  const ids = [...new Set(pack.parameters.map((one) => one.id))];
  return ids.flatMap((id) => {
    const entry = entryOn(pack, id, day) ?? pack.parameters.find((one) => one.id === id);
    return entry ? [standpointOf(entry, lastOf(decisions, id))] : [];
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
        issue.path.length > 0 ? `${issue.path.map(String).join('.')}:${issue.message}` : issue.message,
      );
}

/**
 * The pack with the overrides put in place of its values, in every period; confirmations change no value.
 * Overrides whose value has not the parameter's shape are left out, as the pack may have been replaced since.
 */
export function applyDecisions(pack: Pack, decisions: readonly Decision[]): Pack {
  const parameters = pack.parameters.map((entry) => {
    const decision = lastOf(decisions, entry.id);
    return decision?.kind === 'override' && valueFaults(entry.id, decision.value).length === 0
      ? { ...entry, value: decision.value }
      : entry;
  });
  return { ...pack, parameters };
}
