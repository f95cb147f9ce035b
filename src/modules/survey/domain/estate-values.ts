import { type Day, yearOf } from '#shared/day.ts';
import type { ConditionKey, Grade } from './ledger.ts';

/** An estate as forms, grids, differences and history carry it. Floor area in ㎡ with at most four decimals. */
export type EstateValues = {
  name: string;
  aliases: readonly string[];
  /** Subdistrict (9 digits), community (12), or the district (6) where the subdistrict is not known. */
  regionCode: string;
  /** The subdistrict as the ledger wrote it, where the region table does not know it. */
  subdistrictText: string | null;
  community: string | null;
  address: string | null;
  builtYear: number | null;
  /** `YYYY-MM-DD`. */
  builtOn: string | null;
  urban: boolean | null;
  floorAreaM2: number | null;
  buildings: number | null;
  entrances: number | null;
  households: number | null;
  population: number | null;
  land: 'state' | 'collective' | null;
  demolition: boolean | null;
  shantyTown: boolean | null;
  propertyKind: string | null;
  formerOwner: string | null;
  management: string | null;
  ownersCommittee: boolean | null;
  partyOrganisation: boolean | null;
  papers: 'complete' | 'partial' | 'missing' | null;
  agree: number | null;
  pay: number | null;
  lon: number | null;
  lat: number | null;
  note: string;
} & Record<ConditionKey, Grade | null>;

export type ValueKey = keyof EstateValues;

/** An estate of which only its name and region are known. */
export const blankEstate = (name: string, regionCode: string): EstateValues => ({
  name,
  aliases: [],
  regionCode,
  subdistrictText: null,
  community: null,
  address: null,
  builtYear: null,
  builtOn: null,
  urban: null,
  floorAreaM2: null,
  buildings: null,
  entrances: null,
  households: null,
  population: null,
  land: null,
  demolition: null,
  shantyTown: null,
  propertyKind: null,
  formerOwner: null,
  management: null,
  ownersCommittee: null,
  partyOrganisation: null,
  papers: null,
  agree: null,
  pay: null,
  lon: null,
  lat: null,
  note: '',
  water: null,
  power: null,
  heating: null,
  gas: null,
  road: null,
  security: null,
  roof: null,
  drainage: null,
});

/** One field that a file or a person would change. */
export type FieldChange = {
  readonly field: ValueKey;
  readonly from: EstateValues[ValueKey];
  readonly to: EstateValues[ValueKey];
};

const same = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((each, i) => each === b[i])
    : a === b;

/** The fields in which `next` differs from `now`, in the order of `next`. */
export function changesBetween(now: EstateValues, next: Partial<EstateValues>): FieldChange[] {
  return (Object.keys(next) as ValueKey[]).flatMap((field) => {
    const to = next[field];
    return to === undefined || same(now[field], to) ? [] : [{ field, from: now[field], to }];
  });
}

/** A set of contradictions people should look at on the day `today`; each a sentence. Empty when nothing contradicts. */
export function contradictions(values: EstateValues, today: Day): { field: ValueKey; message: string }[] {
  const found: { field: ValueKey; message: string }[] = [];
  const { households, agree, pay, builtYear, builtOn } = values;
  if (households !== null && agree !== null && agree > households)
    found.push({ field: 'agree', message: `同意改造 ${agree} 户，多于总户数 ${households} 户。` });
  if (households !== null && pay !== null && pay > households)
    found.push({ field: 'pay', message: `愿意出资 ${pay} 户，多于总户数 ${households} 户。` });
  if (builtYear !== null && builtYear > yearOf(today))
    found.push({ field: 'builtYear', message: `建成年份 ${builtYear} 还没有到。` });
  if (builtYear !== null && builtOn !== null && builtYear !== Number(builtOn.slice(0, 4)))
    found.push({ field: 'builtOn', message: `竣工日期 ${builtOn} 与建成年份 ${builtYear} 不一致。` });
  if ((values.lon === null) !== (values.lat === null))
    found.push({ field: values.lon === null ? 'lon' : 'lat', message: '经度、纬度应一起填写。' });
  return found;
}
