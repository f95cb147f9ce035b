import { roads } from './names.ts';
import type { Random } from './random.ts';

export const items = ['water', 'power', 'heating', 'gas', 'road', 'security', 'roof', 'drainage'] as const;
export type Item = (typeof items)[number];
export type Grade = 'good' | 'fair' | 'poor' | 'missing';

/** One made-up estate as its ledger row tells it; null stands for a cell left empty. */
export type DemoEstate = {
  readonly name: string;
  /** 9-digit code and official name of the subdistrict. */
  readonly subdistrict: string;
  readonly subdistrictName: string;
  readonly community: string;
  readonly address: string;
  readonly builtYear: number | null;
  readonly land: 'state' | 'collective' | null;
  readonly floorAreaM2: number;
  readonly buildings: number;
  readonly entrances: number;
  readonly households: number;
  readonly population: number;
  readonly propertyKind: string;
  readonly formerOwner: string | null;
  readonly management: string;
  readonly demolition: boolean | null;
  readonly condition: Readonly<Record<Item, Grade>>;
  readonly agree: number | null;
  readonly pay: number | null;
  readonly papers: 'complete' | 'partial' | 'missing';
  readonly lon: number;
  readonly lat: number;
};

/** Where an estate is put. */
export type Place = {
  readonly subdistrict: string;
  readonly subdistrictName: string;
  readonly community: string;
  /** Centre in degrees and how far around it estates lie. */
  readonly lon: number;
  readonly lat: number;
  readonly spread: number;
};

const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

function grade(random: Random, age: number): Grade {
  const roll = random.next() * 100;
  const bad = Math.min(70, 12 + age * 1.1);
  if (roll < bad * 0.3) return 'missing';
  if (roll < bad) return 'poor';
  return roll < bad + (100 - bad) * 0.6 ? 'fair' : 'good';
}

/** Sizes that fit together: 2 to 3 entrances a building, 2 dwellings a landing, 4 to 7 floors, about 100 ㎡ each. */
function sizes(random: Random) {
  const buildings = Math.max(1, Math.min(18, Math.round(Math.abs(random.around(6.5, 5.5))) || 1));
  const perBuilding = random.between(2, 4);
  const floors = random.between(4, 6);
  const entrances = buildings * perBuilding;
  const households = entrances * floors * 2;
  return {
    buildings,
    entrances,
    households,
    population: Math.round(households * random.around(2.7, 0.3)),
    floorAreaM2: Math.round(households * random.around(92, 16)),
  };
}

/** Makes one estate of a place; what is not given follows from chance and age. */
export function makeEstate(random: Random, place: Place, name: string, unit: string | null): DemoEstate {
  const builtYear = Math.round(Math.min(2005, Math.max(1978, random.around(1995, 9))));
  const age = 2021 - builtYear;
  const size = sizes(random);
  const agree = Math.round(size.households * random.around(0.8, 0.1));
  return {
    name,
    subdistrict: place.subdistrict,
    subdistrictName: place.subdistrictName,
    community: place.community,
    address: `${random.pick(roads)}${random.between(1, 180)}号`,
    builtYear,
    land: 'state',
    ...size,
    propertyKind: unit ? '单位房改房' : random.pick(['商品房', '商品房', '混合', '安置房']),
    formerOwner: unit ? `原${unit}` : null,
    management: random.pick(['无物业', '无物业', '社区托管', '业主自管', '物业公司']),
    demolition: false,
    condition: Object.fromEntries(items.map((item) => [item, grade(random, age)])) as Record<Item, Grade>,
    agree: Math.min(size.households, agree),
    pay: Math.round(agree * random.around(0.6, 0.2)),
    papers: random.pick(['complete', 'partial', 'partial', 'missing']),
    lon: round(random.around(place.lon, place.spread), 6),
    lat: round(random.around(place.lat, place.spread * 0.7), 6),
  };
}
