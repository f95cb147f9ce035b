import { chineseNumber, compact } from '../text.ts';

/** Where a part lies, as it is kept; building and entrance empty where not known. */
export type PartPlace = { readonly building: string; readonly entrance: string; readonly room: string };

const longest = 40;
const buildingWord = '(?:号楼|号栋|号幢|号座|#楼|#|栋|幢|座|号|楼)';
const numeral = '[〇零一二两三四五六七八九十百]+';

/** Some letters fall apart in upper case: put together again, so that twice is the same as once. */
const upper = (text: string): string => compact(text).toUpperCase().normalize('NFKC');

const digits = (text: string): string => {
  const value = chineseNumber(text);
  return value === null ? text.replace(/^0+(?=\d)/, '') : String(value);
};

/** 3#楼, 三号楼, 3栋, 3幢 → 3号楼; a letter (A座) → A座; anything else (商业街北楼) as written. */
export function buildingKey(text: string): string {
  const plain = upper(text).slice(0, longest);
  const [, name = '', letter = ''] =
    new RegExp(`^(\\d+|${numeral})([A-Z]?)${buildingWord}?$`).exec(plain) ?? [];
  if (name !== '') return `${digits(name)}${letter}号楼`;
  const [, prefix = '', number = ''] = new RegExp(`^([A-Z]{1,2})-?(\\d*)${buildingWord}?$`).exec(plain) ?? [];
  if (prefix !== '') return `${prefix}${digits(number)}座`;
  return plain;
}

/** 1, 1单元, 一单元, 1门, 甲单元 → 1单元, 甲单元. */
export function entranceKey(text: string): string {
  const plain = upper(text).slice(0, longest);
  const [, name = ''] =
    new RegExp(`^第?(\\d+|${numeral}|[A-Z甲乙丙丁戊东西南北中])(?:单元|门洞|楼门|门|#)?$`).exec(plain) ?? [];
  return name === '' ? plain : `${digits(name)}单元`;
}

/** 101室, 101户, 101号, ０１０１ → 101; 车位-12 and the like as written. */
export function roomKey(text: string): string {
  const plain = upper(text).slice(0, longest);
  const [, name = ''] = /^0*(\d{1,5}[A-Z]?)(?:室|户|号|房|号房)?$/.exec(plain) ?? [];
  return name === '' ? plain.replace(/(?<=.)[室户]+$/, '') : name;
}

const whole = new RegExp(
  `^(?:(.{1,20}?(?:号楼|#楼|#|栋|幢|座))[-/]?)?(?:(\\d+|${numeral}|[A-Z甲乙丙丁东西])单元[-/]?)?(.+)$`,
);

/**
 * The place from what the three columns say, also where one of them says it all: `3-2-101`, `2-101` (entrance and room,
 * where a building is given), `3号楼2单元101室`. Room '' when none is written.
 */
export function partPlace(building: string, entrance: string, room: string): PartPlace {
  const text = upper(room);
  const given = { building: compact(building), entrance: compact(entrance) };
  const parts = text.split(/[-/]/).filter((part) => part !== '');
  const plainParts =
    parts.length >= 2 && parts.every((part) => /^\d+[A-Z]?(?:#|号楼|栋|幢|单元|室|户)?$/.test(part));
  if (plainParts && parts.length === 3) {
    const [first = '', second = '', third = ''] = parts;
    return finish(given.building || first, given.entrance || second, third);
  }
  if (plainParts && parts.length === 2) {
    const [first = '', second = ''] = parts;
    const isBuilding = given.building === '' || /[#栋幢楼]/.test(first);
    return isBuilding
      ? finish(given.building || first, given.entrance, second)
      : finish(given.building, given.entrance || first, second);
  }
  const [, inBuilding = '', inEntrance = '', rest = ''] = whole.exec(text) ?? [];
  return finish(given.building || inBuilding, given.entrance || inEntrance, rest);
}

const finish = (building: string, entrance: string, room: string): PartPlace => ({
  building: building === '' ? '' : buildingKey(building),
  entrance: entrance === '' ? '' : entranceKey(entrance),
  room: roomKey(room),
});

/** Whether what stands in a room's cell names its building too: `3-2-101`, `3号楼101`. */
export const namesBuilding = (room: string): boolean =>
  /^\d+[-/]\d+[-/]\d+|(?:号楼|#楼|#|栋|幢|座).+/.test(compact(room));

/** The floor a plain room number tells (101 → 1, 1203 → 12); null where it does not. */
export function floorOf(room: string): number | null {
  const [, floor = ''] = /^(\d{1,2})\d{2}[A-Z]?$/.exec(room) ?? [];
  const value = floor === '' ? 0 : Number(floor);
  return value >= 1 ? value : null;
}

/** 3号楼 1单元 101, in words. */
export const placeText = ({ building, entrance, room }: PartPlace): string =>
  [building, entrance, room].filter((part) => part !== '').join(' ');

const order = new Intl.Collator('zh-CN', { numeric: true });

/** 2号楼 before 10号楼, 1单元 before 2单元, 101 before 1001. */
export const byPlace = (a: PartPlace, b: PartPlace): number =>
  order.compare(a.building, b.building) ||
  order.compare(a.entrance, b.entrance) ||
  order.compare(a.room, b.room);
