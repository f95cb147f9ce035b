import { doorKey, floorOfRoom, type Place, plainPlace } from './place.ts';

/** A dwelling of the roll; floor null where the roll does not say. */
export type Door = Place & { readonly floor: number | null };
export type BuildingSize = { readonly name: string; readonly households: number | null };

/** What is known of the households of an estate: the roll first, else the buildings, else the estate's own figure. */
export type Households = {
  /** Dwellings of the roll; null where there is no roll. */
  readonly doors: readonly Door[] | null;
  readonly buildings: readonly BuildingSize[];
  readonly estate: number | null;
};

export type Rate = {
  readonly answered: number;
  /** Null: nobody knows how many there are. */
  readonly households: number | null;
};
export type BuildingCoverage = Rate & {
  readonly building: string;
  readonly floors: readonly (Rate & { readonly floor: number | null })[];
};
export type Coverage = Rate & {
  readonly basis: 'roll' | 'buildings' | 'estate' | 'none';
  /** Answers from doors the roll does not know: shown, not counted. */
  readonly unlisted: number;
  /** Buildings whose number of households nobody filled in. */
  readonly unknown: readonly string[];
  readonly buildings: readonly BuildingCoverage[];
};

const byName = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
const byFloor = (a: { floor: number | null }, b: { floor: number | null }): number =>
  (b.floor ?? -1e9) - (a.floor ?? -1e9);

const keyOfBuilding = (name: string): string =>
  plainPlace({ building: name, entrance: '', room: '' }).building;

/** A door on its way through the count; the floor falls back to what the room number tells. */
const floorOf = (door: Door): number | null => door.floor ?? floorOfRoom(door.room);

type Cell = { answered: number; households: number };
type Rows = Map<string, { name: string; floors: Map<number | null, Cell> }>;

function cellOf(rows: Rows, building: string, floor: number | null): Cell {
  const key = keyOfBuilding(building);
  const row = rows.get(key) ?? { name: building, floors: new Map<number | null, Cell>() };
  rows.set(key, row);
  const cell = row.floors.get(floor) ?? { answered: 0, households: 0 };
  row.floors.set(floor, cell);
  return cell;
}

const unique = (doors: readonly Door[]): ReadonlyMap<string, Door> =>
  new Map(doors.map((door) => [doorKey(door), door]));

function fromRoll(roll: readonly Door[], answered: readonly Door[]): Coverage {
  const doors = unique(roll);
  const rows: Rows = new Map();
  for (const door of doors.values()) cellOf(rows, door.building, floorOf(door)).households += 1;
  let unlisted = 0;
  let counted = 0;
  for (const key of unique(answered).keys()) {
    const door = doors.get(key);
    if (door) {
      cellOf(rows, door.building, floorOf(door)).answered += 1;
      counted += 1;
    } else unlisted += 1;
  }
  const buildings = [...rows.values()]
    .map(({ name, floors }) => {
      const cells = [...floors].map(([floor, cell]) => ({ floor, ...cell })).sort(byFloor);
      return {
        building: name,
        answered: cells.reduce((sum, one) => sum + one.answered, 0),
        households: cells.reduce((sum, one) => sum + one.households, 0),
        floors: cells,
      };
    })
    .sort((a, b) => byName(a.building, b.building));
  return { basis: 'roll', answered: counted, households: doors.size, unlisted, unknown: [], buildings };
}

function fromFigures(known: Households, answered: readonly Door[]): Coverage {
  const sizes = new Map(known.buildings.map((one) => [keyOfBuilding(one.name), one]));
  const rows: Rows = new Map();
  for (const { name } of known.buildings) rows.set(keyOfBuilding(name), { name, floors: new Map() });
  const doors = unique(answered);
  for (const door of doors.values()) cellOf(rows, door.building, floorOf(door)).answered += 1;
  const buildings = [...rows]
    .map(([key, { name, floors }]) => ({
      building: name,
      answered: [...floors.values()].reduce((sum, one) => sum + one.answered, 0),
      households: sizes.get(key)?.households ?? null,
      floors: [...floors]
        .map(([floor, cell]) => ({ floor, answered: cell.answered, households: null }))
        .sort(byFloor),
    }))
    .sort((a, b) => byName(a.building, b.building));
  const unknown = buildings.filter((one) => one.households === null).map((one) => one.building);
  const whole = known.buildings.length > 0 && unknown.length === 0;
  const sum = buildings.reduce((all, one) => all + (one.households ?? 0), 0);
  const households = whole ? sum : known.estate;
  return {
    basis: whole ? 'buildings' : households === null ? 'none' : 'estate',
    answered: doors.size,
    households,
    unlisted: 0,
    unknown,
    buildings,
  };
}

/**
 * How many households answered, by building and floor. One door counts once however it is spelled. Where nobody
 * knows how many households there are it says so (null) and never guesses.
 */
export const coverageOf = (known: Households, answered: readonly Door[]): Coverage =>
  known.doors && known.doors.length > 0 ? fromRoll(known.doors, answered) : fromFigures(known, answered);

/** A share as integers, e.g. 75/100. */
export type Fraction = { readonly numerator: number; readonly denominator: number };

/** A share written as `0.75` or `2/3`; throws RangeError on other text. */
export function fractionOf(text: string): Fraction {
  const parts = /^(\d{1,9})(?:\.(\d{1,9})|\/(\d{1,9}))?$/.exec(text);
  const [, whole = '', decimals, over] = parts ?? [];
  const denominator = over === undefined ? 10 ** (decimals?.length ?? 0) : Number(over);
  const numerator = over === undefined ? Number(whole + (decimals ?? '')) : Number(whole);
  if (!parts || denominator === 0 || numerator > denominator) throw new RangeError(`not a share: ${text}`);
  return { numerator, denominator };
}

/** Whether enough households answered, compared as integers; unknown where the households are unknown or too few. */
export function floorMet(rate: Rate, floor: Fraction): 'yes' | 'no' | 'unknown' {
  const { answered, households } = rate;
  if (households === null || households <= 0 || answered > households) return 'unknown';
  return BigInt(answered) * BigInt(floor.denominator) >= BigInt(households) * BigInt(floor.numerator)
    ? 'yes'
    : 'no';
}

/** How many more households must answer until the floor is met; null where the households are unknown. */
export function stillNeeded(rate: Rate, floor: Fraction): number | null {
  if (rate.households === null || rate.households <= 0) return null;
  const wanted = BigInt(rate.households) * BigInt(floor.numerator);
  const least = (wanted + BigInt(floor.denominator) - 1n) / BigInt(floor.denominator);
  return Math.max(0, Number(least) - rate.answered);
}

/** Doors without an answer, by building → entrance → floor (from the top, as one walks down) → room. */
export function doorsToKnock(doors: readonly Door[], answered: readonly Place[]): Door[] {
  const done = new Set(answered.map(doorKey));
  return [...unique(doors).values()]
    .filter((door) => !done.has(doorKey(door)))
    .map((door) => ({ ...door, floor: floorOf(door) }))
    .sort(
      (a, b) =>
        byName(a.building, b.building) ||
        byName(a.entrance, b.entrance) ||
        byFloor(a, b) ||
        byName(a.room, b.room),
    );
}
