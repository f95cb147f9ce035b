const numerals: Readonly<Record<string, string>> = {
  ...{ 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9', 十: '10' },
};

/** Width, case and spelling of places are many: 3＃楼, 三号楼, 3栋, 3幢 are one. */
export const plainPlace = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[一二三四五六七八九十](?=号楼|栋|幢|单元|门)/g, (sign) => numerals[sign] ?? sign)
    .replace(/\s/g, '')
    .replace(/(?:号楼|栋|幢|#楼|#)/g, '号楼')
    .replace(/(?:单元|门洞)/g, '单元')
    .replace(/[—–~～_]/g, '-');

type Place = { readonly building: string; readonly entrance: string; readonly room: string };
const bare = (text: string, end: RegExp): string => plainPlace(text).replace(end, '');

/** Keys of a part: full (with entrance), and short (without) for those who leave the entrance out. */
export function placeKeys(place: Place): { readonly full: string; readonly short: string } {
  const building = bare(place.building, /(?:号楼|楼)$/);
  const entrance = bare(place.entrance, /单元$/);
  const room = bare(place.room, /(?:室|号|户)$/);
  return { full: `${building}|${entrance}|${room}`, short: `${building}|${room}` };
}

/** Places named in a free text, as keys of `placeKeys`, each once. */
export function placesIn(text: string): { readonly full: string[]; readonly short: string[] } {
  const plain = plainPlace(text);
  const full = new Set<string>();
  const short = new Set<string>();
  const name = '([A-Z]?\\d{1,3}[A-Z]?)';
  const room = '([A-Z]?\\d{2,5}[A-Z]?)(?!\\d)';
  const written = new RegExp(`(?<![\\dA-Z])${name}(?:号楼|楼)-?(?:${name}单元-?)?${room}`, 'g');
  for (const [, building = '', entrance, roomText = ''] of plain.matchAll(written)) {
    if (entrance === undefined) short.add(`${building}|${roomText}`);
    else full.add(`${building}|${entrance}|${roomText}`);
  }
  const dashed = new RegExp(`(?<![\\dA-Z-])${name}-(?:${name}-)?${room}(?!-)`, 'g');
  for (const [, building = '', entrance, roomText = ''] of plain.matchAll(dashed)) {
    if (entrance === undefined) short.add(`${building}|${roomText}`);
    else full.add(`${building}|${entrance}|${roomText}`);
  }
  return { full: [...full], short: [...short] };
}
