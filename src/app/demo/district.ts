import { cases } from './cases.ts';
import { type DemoEstate, makeEstate, type Place } from './estate.ts';
import { communityWords, first, second, workUnits } from './names.ts';
import { type Random, seededRandom } from './random.ts';

export type DemoBuilding = {
  readonly estate: string;
  readonly name: string;
  readonly builtYear: number | null;
  readonly floors: number;
  readonly entrances: number;
  readonly households: number;
  readonly floorAreaM2: number;
  readonly structure: string;
  readonly roof: string;
  readonly insulation: boolean;
};
/** One visited household: a place and an answer, no person. */
export type DemoWish = {
  readonly estate: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  readonly areaM2: number;
  readonly agree: boolean;
  readonly payYuan: number | null;
  readonly items: readonly string[];
  readonly management: string;
  readonly day: string;
};
export type DemoCommunity = { readonly code: string; readonly name: string };
export type DemoDistrict = {
  readonly estates: readonly DemoEstate[];
  readonly buildings: readonly DemoBuilding[];
  readonly wishes: readonly DemoWish[];
  readonly communities: readonly DemoCommunity[];
  /** Case id → names of the estates that show it. */
  readonly shown: Readonly<Record<string, readonly string[]>>;
};

/** Real codes and names of 茌平区's subdistricts; where in the district the demo puts them is made up. */
const subdistricts = [
  {
    subdistrict: '371503001',
    subdistrictName: '振兴街道',
    estates: 38,
    lon: 116.268,
    lat: 36.59,
    spread: 0.02,
  },
  {
    subdistrict: '371503002',
    subdistrictName: '信发街道',
    estates: 26,
    lon: 116.222,
    lat: 36.572,
    spread: 0.016,
  },
  {
    subdistrict: '371503003',
    subdistrictName: '温陈街道',
    estates: 18,
    lon: 116.255,
    lat: 36.548,
    spread: 0.014,
  },
  {
    subdistrict: '371503101',
    subdistrictName: '乐平铺镇',
    estates: 3,
    lon: 116.31,
    lat: 36.49,
    spread: 0.012,
  },
  { subdistrict: '371503104', subdistrictName: '博平镇', estates: 4, lon: 116.11, lat: 36.6, spread: 0.012 },
  {
    subdistrict: '371503105',
    subdistrictName: '杜郎口镇',
    estates: 2,
    lon: 116.38,
    lat: 36.58,
    spread: 0.01,
  },
] as const;

/** Four communities in a street, one in a township, with the 12-digit codes the clerks would register. */
function communitiesOf(index: number, code: string, urban: boolean): DemoCommunity[] {
  return Array.from({ length: urban ? 4 : 1 }, (_, n) => ({
    code: `${code}${String(n + 1).padStart(3, '0')}`,
    name: `${communityWords[(index * 4 + n) % communityWords.length]}${urban ? '' : '镇中'}社区`,
  }));
}

/** A name nobody else has: about a quarter are named after a former work unit. */
function namer(random: Random): () => { name: string; unit: string | null } {
  const units = [...workUnits];
  const words = first.flatMap((a) => second.map((b) => a + b));
  return () => {
    const unit = random.chance(0.24) ? units.shift() : undefined;
    if (unit) return { name: `${unit}家属院`, unit };
    const at = random.between(0, words.length - 1);
    const [name = ''] = words.splice(at, 1);
    return { name, unit: null };
  };
}

function buildingsOf(random: Random, estate: DemoEstate): DemoBuilding[] {
  const entrances = estate.entrances / estate.buildings;
  const households = estate.households / estate.buildings;
  const area = Math.floor(estate.floorAreaM2 / estate.buildings);
  return Array.from({ length: estate.buildings }, (_, n) => ({
    estate: estate.name,
    name: `${n + 1}号楼`,
    builtYear: estate.builtYear,
    floors: households / entrances / 2,
    entrances,
    households,
    floorAreaM2: n === 0 ? estate.floorAreaM2 - area * (estate.buildings - 1) : area,
    structure: random.pick(['砖混', '砖混', '预制板']),
    roof: random.pick(['平屋面', '坡屋面']),
    insulation: random.chance(0.2),
  }));
}

const wanted = [
  '供水',
  '供电',
  '道路',
  '安防',
  '屋面防水',
  '雨污分流',
  '停车位',
  '充电桩',
  '加装电梯',
  '养老服务',
];

function wishesOf(random: Random, estate: DemoEstate, buildings: readonly DemoBuilding[]): DemoWish[] {
  const { agree, pay, households, floorAreaM2 } = estate;
  if (agree === null || pay === null) return [];
  const rooms = buildings.flatMap((building) =>
    Array.from({ length: building.households }, (_, n) => ({
      building: building.name,
      entrance: `${Math.floor(n / (building.floors * 2)) + 1}单元`,
      room: `${(Math.floor(n / 2) % building.floors) + 1}0${(n % 2) + 1}`,
    })),
  );
  return rooms.map((room, n) => ({
    estate: estate.name,
    ...room,
    areaM2: Math.round((floorAreaM2 / households) * 100) / 100,
    agree: n < agree,
    payYuan: n < pay ? random.between(2, 12) * 250 : null,
    items: wanted.filter(() => random.chance(0.3)),
    management: random.pick(['业主自治', '市场化物业', '社区托底']),
    day: `2021-04-${String(random.between(1, 28)).padStart(2, '0')}`,
  }));
}

/** The fictional demo district: the same seed gives the same district, to the last cell. */
export function demoDistrict(seed = 371503): DemoDistrict {
  const random = seededRandom(seed);
  const name = namer(random);
  const communities: DemoCommunity[] = [];
  const made = subdistricts.flatMap((one, index) => {
    const own = communitiesOf(index, one.subdistrict, one.subdistrictName.endsWith('街道'));
    communities.push(...own);
    return Array.from({ length: one.estates }, () => {
      const place: Place = { ...one, community: random.pick(own).name };
      const { name: called, unit } = name();
      return makeEstate(random, place, called, unit);
    });
  });
  const shown: Record<string, string[]> = {};
  const queue = cases.flatMap((one) => Array.from({ length: one.count }, () => one));
  // Every second estate shows a case, so that the cases lie in all three streets.
  const estates = made.map((estate, at) => {
    const one = at % 2 === 1 ? queue.shift() : undefined;
    if (!one) return estate;
    shown[one.id] = [...(shown[one.id] ?? []), estate.name];
    return one.apply(estate);
  });
  const buildings = estates.flatMap((estate) => buildingsOf(random, estate));
  const small = estates.filter((estate) => estate.agree !== null && estate.households <= 64).slice(0, 3);
  const wishes = small.flatMap((estate) =>
    wishesOf(
      random,
      estate,
      buildings.filter((one) => one.estate === estate.name),
    ),
  );
  return { estates, buildings, wishes, communities, shown };
}
