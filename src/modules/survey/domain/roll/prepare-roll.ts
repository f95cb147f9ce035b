import type { LedgerIssue } from '../ledger.ts';
import { areaText } from './area.ts';
import { partKey } from './join-part.ts';
import { type AreaSource, areaSourceNames, type PartKind, partKindNames } from './part.ts';
import { maskName, type OwnerKind } from './person.ts';
import { type PartPlace, placeText } from './place.ts';
import { ownerResolver } from './resolve-owners.ts';
import { type RollLine, type RollPart, type RollReading, worstVerdict } from './roll.ts';

/** A stored owner by marks alone (hex); nothing is opened to compare. */
export type StoredOwner = {
  readonly id: string;
  readonly kind: OwnerKind;
  readonly nameMasked: string;
  readonly nameMark: string;
  readonly numberMark: string | null;
  readonly phoneMark: string | null;
};
export type StoredPart = {
  readonly id: string;
  readonly place: PartPlace;
  readonly kind: PartKind;
  readonly floor: number | null;
  readonly areaCm2: number | null;
  readonly areaSource: AreaSource | null;
  readonly areaEvidence: string;
  readonly titled: boolean;
  readonly unsold: boolean;
  readonly archived: boolean;
  /** Fields whose present value a person typed in. */
  readonly edited: ReadonlySet<string>;
  readonly owners: readonly { readonly id: string; readonly nominated: boolean }[];
};
export type Stored = { readonly parts: readonly StoredPart[]; readonly owners: readonly StoredOwner[] };
/** Keyed marks of what a roll says, made by the vault. */
export type Marks = {
  readonly name: (text: string) => string;
  readonly number: (text: string) => string;
  readonly phone: (text: string) => string;
};

export const partFields = ['floor', 'areaCm2', 'areaSource', 'areaEvidence', 'titled', 'unsold'] as const;
export type PartField = (typeof partFields)[number];
export type RollDifference = {
  readonly field: PartField | 'owners' | 'archived';
  /** Words for people, names masked; '' for nothing. */
  readonly from: string;
  readonly to: string;
  readonly edited: boolean;
};

/** Owners of a part after the roll: one that is stored, or the `n`th of those it brings. */
export type OwnerRef = { readonly id: string } | { readonly fresh: number };
export type NewOwner = {
  readonly name: string;
  readonly kind: OwnerKind;
  number: string | null;
  phone: string | null;
};
export type PreparedPart = {
  readonly read: RollPart;
  readonly stored: StoredPart | null;
  readonly action: 'new' | 'changed' | 'unchanged';
  readonly differences: readonly RollDifference[];
  readonly owners: readonly { readonly ref: OwnerRef; readonly nominated: boolean }[];
};
export type PreparedRoll = {
  /** In the order of `reading.parts`; null where the part's owner was refused. */
  readonly parts: readonly (PreparedPart | null)[];
  readonly fresh: readonly NewOwner[];
  /** Numbers and telephones stored owners had not. */
  readonly filled: ReadonlyMap<string, { number?: string; phone?: string }>;
  readonly lines: readonly RollLine[];
  readonly missing: readonly StoredPart[];
};

const yesNo = (value: boolean): string => (value ? '是' : '否');
const fieldText = (field: PartField, value: unknown): string =>
  value === null || value === ''
    ? ''
    : field === 'areaCm2'
      ? `${areaText(value as number)} ㎡`
      : field === 'areaSource'
        ? areaSourceNames[value as AreaSource]
        : typeof value === 'boolean'
          ? yesNo(value)
          : String(value);

/** An empty cell never wipes a figure out; a worse source never takes the place of a proved area. */
function fieldDifferences(read: RollPart, stored: StoredPart): RollDifference[] {
  const same = read.areaCm2 === stored.areaCm2;
  return partFields.flatMap((field) => {
    const to = read[field];
    const from = stored[field];
    const weaker = field === 'areaSource' && same && to === 'stated' && from !== null;
    if (to === null || to === '' || to === from || weaker) return [];
    return [
      { field, from: fieldText(field, from), to: fieldText(field, to), edited: stored.edited.has(field) },
    ];
  });
}

/**
 * Holds a roll against what is stored: every part new, changed or unchanged, its owners found among those of the
 * estate by number, or by name within the part. Rows whose owners contradict the stored ones are refused here.
 */
export function prepareRoll(reading: RollReading, stored: Stored, marks: Marks): PreparedRoll {
  const byKey = new Map(stored.parts.map((part) => [partKey(part), part]));
  const maskedOf = new Map(stored.owners.map((owner) => [owner.id, owner.nameMasked]));
  const resolver = ownerResolver(stored, marks);
  const lines = reading.lines.map((line) => ({ ...line, issues: [...line.issues] }));
  const lineOf = new Map(
    lines.flatMap((line) => (line.part !== null && line.first ? [[line.part, line] as const] : [])),
  );
  const seen = new Set<string>();
  const parts = reading.parts.map((read, index): PreparedPart | null => {
    const before = byKey.get(partKey(read)) ?? null;
    if (before) seen.add(before.id);
    const found = resolver.resolve(read.owners, before?.owners.map(({ id }) => id) ?? []);
    addIssues(lineOf.get(index), found.issues);
    if (found.refused) return null;
    const owners = found.refs.map((ref, i) => ({ ref, nominated: read.owners[i]?.nominated ?? false }));
    const masked = (refs: readonly OwnerRef[]) =>
      refs
        .map((ref) => ('id' in ref ? (maskedOf.get(ref.id) ?? '') : maskedFresh(resolver.fresh[ref.fresh])))
        .join('、');
    const differences = before ? fieldDifferences(read, before) : [];
    if (before?.archived) differences.push({ field: 'archived', from: '已停用', to: '恢复', edited: false });
    if (before && owners.length > 0 && !sameOwners(before, owners)) {
      const edited = before.edited.has('owners');
      differences.push({ field: 'owners', from: masked(before.owners), to: masked(found.refs), edited });
    }
    const action =
      !before || before.archived ? 'new' : differences.length > 0 || found.filled ? 'changed' : 'unchanged';
    return { read, stored: before, action, differences, owners };
  });
  for (const line of lines)
    if (line.part !== null && !parts[line.part]) {
      line.verdict = 'rejected';
      line.part = null;
    } else line.verdict = worstVerdict(line.issues);
  const missing = stored.parts.filter((part) => !part.archived && !seen.has(part.id));
  return { parts, fresh: resolver.fresh, filled: resolver.filled, lines, missing };
}

const maskedFresh = (owner: NewOwner | undefined): string => (owner ? maskName(owner.name, owner.kind) : '');

function sameOwners(before: StoredPart, after: PreparedPart['owners']): boolean {
  if (before.owners.length !== after.length) return false;
  const nominatedNow = after.some(({ nominated }) => nominated);
  return after.every(({ ref, nominated }) => {
    const now = 'id' in ref ? before.owners.find(({ id }) => id === ref.id) : undefined;
    return now !== undefined && (!nominatedNow || now.nominated === nominated);
  });
}

function addIssues(line: RollLine | undefined, issues: readonly Omit<LedgerIssue, 'cell'>[]): void {
  const cell = line?.cells[0]?.cell ?? 'A1';
  line?.issues.push(
    ...issues.map((issue) => ({
      ...issue,
      cell: line.cells.find(({ title }) => /姓名|业主|权利人|产权人|户主/.test(title))?.cell ?? cell,
    })),
  );
}

/** A part in words, for lists of what a roll leaves out. */
export const partText = (part: StoredPart): string =>
  `${placeText(part.place)}（${partKindNames[part.kind]}）`;
