import type { Instance } from './instance.ts';

/** Chinese names for the ids of an instance; an id without one is shown as it is. */
export type PlanNames = {
  readonly candidates?: Readonly<Record<string, string>>;
  readonly subdistricts?: Readonly<Record<string, string>>;
  readonly classes?: Readonly<Record<string, string>>;
  readonly sources?: Readonly<Record<string, string>>;
  readonly utilities?: Readonly<Record<string, string>>;
};

export const classNames: Readonly<Record<string, string>> = {
  basic: '基础类',
  improvement: '完善类',
  enhancement: '提升类',
};

const named = (names: Readonly<Record<string, string>> | undefined, id: string): string =>
  names && Object.hasOwn(names, id) ? (names[id] ?? id) : id;

export const candidateName = (names: PlanNames, id: string): string => named(names.candidates, id);
export const subdistrictName = (names: PlanNames, id: string): string => named(names.subdistricts, id);
export const className = (names: PlanNames, id: string): string =>
  named({ ...classNames, ...names.classes }, id);
export const sourceName = (names: PlanNames, id: string): string => named(names.sources, id);
export const utilityName = (names: PlanNames, id: string): string => named(names.utilities, id);

/** What a money row pays for, e.g. `2022年基础类资金`. */
export function rowName(instance: Instance, names: PlanNames, row: number): string {
  const pays = instance.payYears.length;
  const year = instance.payYears[row % pays];
  const line = Math.floor(row / pays);
  const id = instance.classes[line];
  if (id !== undefined) return `${year}年${className(names, id)}资金`;
  const utility = instance.utilities[line - instance.classes.length]?.id ?? '';
  return `${year}年${utilityName(names, utility)}的专营资金`;
}
