/** Why a piece of text may tell who somebody is. */
export type SuspectKind = 'name' | 'phone' | 'number' | 'door';
export const suspectNames: Readonly<Record<SuspectKind, string>> = {
  name: '姓名',
  phone: '电话',
  number: '证件号码',
  door: '门牌',
};
/** A piece of the text, `from` inclusive to `to` exclusive in UTF-16 places; `known` where it is on file, not a guess. */
export type Suspect = {
  readonly from: number;
  readonly to: number;
  readonly kind: SuspectKind;
  readonly text: string;
  readonly known: boolean;
};

/** What is on file about the person: none of it may be published. */
export type Known = {
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly doors: readonly string[];
};

const chineseDigits = '〇一二三四五六七八九';
const otherDigits: Readonly<Record<string, string>> = { 零: '0', 幺: '1', 两: '2', 壹: '1' };
const sameDoor: Readonly<Record<string, string>> = { 栋: '楼', 幢: '楼', 座: '楼', 房: '室', 户: '室' };

/** One sign as it is compared: full width to half, digits in words to digits, spacing and dots to nothing. */
function plain(sign: string): string {
  const half = sign.normalize('NFKC').toLowerCase();
  const digit = chineseDigits.indexOf(half);
  if (digit >= 0) return String(digit);
  if (half in otherDigits) return otherDigits[half] ?? '';
  if (half in sameDoor) return sameDoor[half] ?? '';
  return /^[\s\p{P}\p{S}\p{Cf}]*$/u.test(half) ? '' : half.replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '');
}

/** The text folded for comparison, with the place each folded sign stood at. */
function fold(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const sign of text) {
    const kept = plain(sign);
    for (let i = 0; i < kept.length; i++) places.push(at);
    folded += kept;
    at += sign.length;
  }
  places.push(text.length);
  return { folded, places };
}

const doorKey = (door: string): string => fold(door).folded.replace(/[号楼单元室]/g, '-');

function found(text: string, needle: string, kind: SuspectKind): Suspect[] {
  const { folded, places } = fold(text);
  const wanted = fold(needle).folded;
  if (wanted.length < 2) return [];
  const list: Suspect[] = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const from = places[at] ?? 0;
    const last = places[at + wanted.length - 1] ?? from;
    const to = last + (String.fromCodePoint(text.codePointAt(last) ?? 32).length || 1);
    list.push({ from, to, kind, text: text.slice(from, to), known: true });
  }
  return list;
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤';
const digit = '[0-9０-９〇零幺一二三四五六七八九]';
const gap = '[\\s\\-—－·.,，。]{0,2}';
const run = (count: string) => `(?:${digit}${gap}){${count}}${digit}`;
const guesses: readonly (readonly [SuspectKind, RegExp])[] = [
  ['number', new RegExp(`(?<![0-9])(?:${digit}${gap}){17}[0-9０-９xXｘＸ]`, 'gu')],
  ['phone', new RegExp(run('6,12'), 'gu')],
  [
    'door',
    new RegExp(
      `${digit}{1,3}\\s*(?:号楼|号|楼|栋|幢|座)(?:[^，。；\\n]{0,6}单元)?[^，。；\\n]{0,4}?${digit}{2,4}\\s*(?:室|户|房|号)?`,
      'gu',
    ),
  ],
  ['door', new RegExp(`${digit}{1,3}\\s*单元\\s*${digit}{2,4}\\s*(?:室|户|房)?`, 'gu')],
  ['door', /(?<![0-9])\d{1,2}[-－—]\d{1,2}[-－—]\d{2,4}(?![0-9])/gu],
  ['door', new RegExp(`${digit}{3,4}\\s*(?:室|户)`, 'gu')],
  [
    'name',
    new RegExp(`[${surnames}][\\p{Script=Han}]{0,2}(?:先生|女士|大爷|大妈|阿姨|老师|师傅|同志|家)`, 'gu'),
  ],
  ['name', new RegExp(`(?<=我叫|我是|本人|业主|姓名[:：]?)[${surnames}]\\p{Script=Han}{1,2}`, 'gu')],
];

/**
 * Pieces of a text that name somebody or their door: those on file surely (also spaced out, full width, or with digits
 * in words), others by their looks, for the publisher to judge. In the order of the text, without those inside another.
 */
export function suspectsIn(text: string, known: Known): Suspect[] {
  const sure = [
    ...known.names.flatMap((one) => found(text, one, 'name')),
    ...known.phones.flatMap((one) => found(text, one, 'phone')),
    ...known.doors.flatMap((one) => doorsFound(text, one)),
  ];
  const guessed = guesses.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((hit): Suspect => {
      const from = hit.index;
      return { from, to: from + hit[0].length, kind, text: hit[0], known: false };
    }),
  );
  const kept: Suspect[] = [];
  for (const one of [...sure, ...guessed])
    if (!kept.some((other) => other.from <= one.from && one.to <= other.to)) kept.push(one);
  return kept.toSorted((a, b) => a.from - b.from || b.to - a.to);
}

/** A door is the same however its words stand between its numbers: 3号楼2单元501, 3-2-501, 三栋二单元五〇一室. */
function doorsFound(text: string, door: string): Suspect[] {
  const plainly = found(text, door, 'door');
  const numbers = doorKey(door).split(/\D+/).filter(Boolean);
  if (numbers.length < 2) return plainly;
  const parts = numbers.map((one) =>
    [...one]
      .map(
        (sign) =>
          `[${sign}${String.fromCodePoint(0xff10 + Number(sign))}${chineseDigits[Number(sign)] ?? ''}${sign === '0' ? '零' : ''}]`,
      )
      .join('\\s*'),
  );
  const between = '[^0-9０-９一二三四五六七八九，。；\\n]{1,6}';
  const pattern = new RegExp(`(?<![0-9])${parts.join(between)}(?![0-9])`, 'gu');
  const spelled = [...text.matchAll(pattern)].map((hit): Suspect => {
    const from = hit.index;
    return { from, to: from + hit[0].length, kind: 'door', text: hit[0], known: true };
  });
  return [...plainly, ...spelled];
}
