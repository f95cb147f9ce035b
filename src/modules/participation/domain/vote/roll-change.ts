import { placeOf, type RollEntry } from './roll.ts';

type Held = Omit<RollEntry, 'personKey'> & { readonly ownerPseudonym: string };

export type RollChange = {
  readonly partId: string;
  readonly place: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** What the posted roll shows of it: kind, area, its source, masked owner, unsold. */
  readonly before: Shown | null;
  readonly after: Shown | null;
};
export type Shown = {
  readonly kind: string;
  readonly areaCm2: string;
  readonly areaSource: string;
  readonly ownerMasked: string;
  readonly unsold: boolean;
};

const shown = (one: Omit<RollEntry, 'personKey'>): Shown => ({
  kind: one.kind,
  areaCm2: String(one.areaCm2),
  areaSource: one.areaSource,
  ownerMasked: one.ownerMasked,
  unsold: one.unsold,
});

const fields = [
  'building',
  'entrance',
  'room',
  'kind',
  'areaCm2',
  'areaSource',
  'ownerId',
  'ownerMasked',
  'coOwners',
  'unsold',
] as const;

/**
 * What a new reading of the ledger changes on a roll, part by part. Also changed is a part whose person now owns other
 * parts with it than before: heads move then.
 */
export function rollChanges(held: readonly Held[], entries: readonly RollEntry[]): RollChange[] {
  const before = new Map(held.map((one) => [one.partId, one]));
  const after = new Map(entries.map((one) => [one.partId, one]));
  const person = personsOf(held, entries);
  const gone = held
    .filter((one) => !after.has(one.partId))
    .map((one) => ({
      ...{ partId: one.partId, place: placeOf(one), change: 'removed' as const },
      ...{ before: shown(one), after: null },
    }));
  const kept = entries.flatMap((entry): RollChange[] => {
    const old = before.get(entry.partId);
    const base = { partId: entry.partId, place: placeOf(entry), after: shown(entry) };
    if (!old) return [{ ...base, change: 'added', before: null }];
    const same = fields.every((field) => old[field] === entry[field]);
    if (same && person.get(entry.personKey) === old.ownerPseudonym) return [];
    return [{ ...base, change: 'changed', before: shown(old) }];
  });
  return [...gone, ...kept];
}

/** Person of the new reading → the pseudonym it keeps: that of its first part which no other person has taken. */
export function personsOf(
  held: readonly Pick<Held, 'partId' | 'ownerPseudonym'>[],
  entries: readonly Pick<RollEntry, 'partId' | 'personKey'>[],
): Map<string, string> {
  const pseudonymOf = new Map(held.map((one) => [one.partId, one.ownerPseudonym]));
  const kept = new Map<string, string>();
  const taken = new Set<string>();
  for (const { partId, personKey } of entries) {
    const pseudonym = pseudonymOf.get(partId);
    if (pseudonym === undefined || kept.has(personKey) || taken.has(pseudonym)) continue;
    kept.set(personKey, pseudonym);
    taken.add(pseudonym);
  }
  return kept;
}
