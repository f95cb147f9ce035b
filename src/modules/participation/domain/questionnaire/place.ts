/** A door as people write it. */
export type Place = { readonly building: string; readonly entrance: string; readonly room: string };

const half = (text: string): string =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

const numerals = '零一二三四五六七八九';

/** 三 → 3, 十二 → 12, 二十 → 20; other text as it is. */
const arabic = (text: string): string => {
  const [whole, tens, ten, ones] = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text) ?? [];
  if (!whole) return text;
  const digit = (sign: string | undefined) => (sign ? numerals.indexOf(sign) : 0);
  if (!ten) return whole.length === 1 ? String(digit(tens ?? ones)) : text;
  return String((tens ? digit(tens) : 1) * 10 + digit(ones));
};

const bare = (text: string, ends: RegExp): string => {
  const plain = half(text).replace(/\s+/g, '').toUpperCase();
  const cut = plain.replace(ends, '');
  const core = arabic(cut === '' ? plain : cut);
  return /^\d+$/.test(core) ? core.replace(/^0+(?=\d)/, '') : core;
};

/** `1号楼`, `1#`, `01栋` and `1` are one building; `2单元` and `2` one entrance; `301室` and `301` one room. */
export const plainPlace = (place: Place): Place => ({
  building: bare(place.building, /(号?楼|号?栋|号?幢|号|#楼?)$/),
  entrance: bare(place.entrance, /(号?单元|门洞|门)$/),
  room: bare(place.room, /(室|户|号)$/),
});

/** One text per door whatever the spelling; doors with equal text are one door. */
export const doorKey = (place: Place): string => {
  const { building, entrance, room } = plainPlace(place);
  return `${building}|${entrance}|${room}`;
};

/** The floor a room number tells (301 → 3, 1204 → 12); null where it tells none. */
export function floorOfRoom(room: string): number | null {
  const digits = /^(\d{1,2})(\d{2})$/.exec(plainPlace({ building: '', entrance: '', room }).room);
  const floor = digits ? Number(digits[1]) : 0;
  return floor > 0 ? floor : null;
}

export const placeText = (place: Place): string =>
  [
    place.building && `${place.building}${/\d$/.test(place.building) ? '号楼' : ''}`,
    place.entrance && `${place.entrance}${/\d$/.test(place.entrance) ? '单元' : ''}`,
    place.room && `${place.room}${/\d$/.test(place.room) ? '室' : ''}`,
  ].join('');
